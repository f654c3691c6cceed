//! The live rooms of this node: an incident each, loaded when somebody comes, let go when nobody is left.
//!
//! The tour: [`Rooms`] finds or loads a room and gives its [`Door`]; behind the door a [`host`] owns the room on a thread
//! of its own, so that a long document or a panic in one room touches no other. [`load`] builds a room from the store,
//! [`perform`] does what it asks for, [`save`] keeps its snapshots, [`linked`] makes and tells the
//! rooms beside it.

mod door;
mod host;
mod linked;
mod load;
mod perform;
mod save;

pub use door::Door;
pub use linked::keep_promises;
pub use load::Unloaded;

use crate::{limits::ROOMS_MAX, people::People};
use door::News;
use host::Host;
use loggist_domain::{IncidentId, SessionId};
use loggist_identity::Surroundings;
use loggist_room::Input;
use loggist_store::Store;
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::sync::OnceCell;

/// What every room's host works with.
pub struct Ground {
    /// The database.
    pub store: Arc<dyn Store>,
    /// Time and randomness.
    pub surroundings: Arc<dyn Surroundings>,
    /// Everyone with an account.
    pub people: Arc<People>,
    /// A room that nobody is in is let go after this long.
    pub idle_after: Duration,
}

/// A room's place in the registry: empty while it is being loaded.
type Place = Arc<OnceCell<Door>>;

/// The live rooms of this node.
#[derive(Clone)]
pub struct Rooms(Arc<Inner>);

struct Inner {
    ground: Arc<Ground>,
    places: Mutex<HashMap<IncidentId, Place>>,
    stopping: AtomicBool,
    /// The last number given to a connection or a call: none is given twice while the process lives.
    numbers: AtomicU64,
}

impl Rooms {
    /// No live rooms yet.
    pub fn new(ground: Ground) -> Self {
        Self(Arc::new(Inner {
            ground: Arc::new(ground),
            places: Mutex::default(),
            stopping: AtomicBool::new(false),
            numbers: AtomicU64::new(0),
        }))
    }

    /// A number for a connection or a call.
    pub fn number(&self) -> u64 {
        self.0.numbers.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// The door of a room, which is loaded when it is not live yet. Who asks meanwhile waits for the same load.
    ///
    /// # Errors
    /// [`Unloaded`].
    pub async fn door(&self, incident: IncidentId) -> Result<Door, Unloaded> {
        let place = {
            let mut places = self.places();
            if self.0.stopping.load(Ordering::Acquire) {
                return Err(Unloaded::Stopping);
            }
            if places.len() >= ROOMS_MAX && !places.contains_key(&incident) {
                return Err(Unloaded::Full);
            }
            Arc::clone(places.entry(incident).or_default())
        };
        let opened = place
            .get_or_try_init(|| Host::open(self.clone(), incident))
            .await;
        match opened {
            Ok(door) => Ok(door.clone()),
            Err(why) => {
                self.leave_empty(incident, &place);
                Err(why)
            }
        }
    }

    /// Forgets a place that nothing was loaded into, unless somebody else waits to try.
    fn leave_empty(&self, incident: IncidentId, place: &Place) {
        let mut places = self.places();
        let is_it = places
            .get(&incident)
            .is_some_and(|kept| Arc::ptr_eq(kept, place));
        // The registry's own, and the caller's.
        if is_it && !place.initialized() && Arc::strong_count(place) <= 2 {
            places.remove(&incident);
        }
    }

    /// Forgets a room that ends; the next who asks loads it again.
    fn forget(&self, incident: IncidentId, door: &Door) {
        let mut places = self.places();
        let kept = places.get(&incident).and_then(|place| place.get());
        if kept.is_some_and(|kept| kept.is(door)) {
            places.remove(&incident);
        }
    }

    /// The live rooms.
    pub fn live(&self) -> Vec<(IncidentId, Door)> {
        let places = self.places();
        let live = places
            .iter()
            .filter_map(|(id, place)| Some((*id, place.get()?.clone())));
        live.collect()
    }

    /// Tells every room that these sign-ins have ended `[W8]`.
    pub fn authority_lost(&self, sessions: &[SessionId]) {
        for (_, door) in self.live() {
            door.tell(News::Input(Input::AuthorityLost(sessions.to_vec())));
        }
    }

    /// Ends every room: what was decided is stored, connections are told to come back, snapshots are kept.
    pub async fn stop(&self) {
        self.0.stopping.store(true, Ordering::Release);
        let ending: Vec<_> = self.live().iter().map(|(_, door)| door.stop()).collect();
        for ended in ending {
            // An error means that the room is gone already.
            let _ = ended.await;
        }
    }

    fn ground(&self) -> &Arc<Ground> {
        &self.0.ground
    }

    fn places(&self) -> MutexGuard<'_, HashMap<IncidentId, Place>> {
        self.0.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
