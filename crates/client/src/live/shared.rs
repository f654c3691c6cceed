//! What the client's holder and its task share: the replica, its file, and who waits for what.

use crate::{
    Effect, End, Event, Fate, Link, RecordHash, Replica,
    limits::EVENTS_MAX,
    storage::{File, KeepError, Write},
};
use loggist_domain::{IntentId, Timestamp};
use loggist_room::frames::ClientFrame;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{SystemTime, UNIX_EPOCH},
};
use tokio::sync::{Notify, broadcast, mpsc, oneshot, watch};

/// What the task is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Task {
    /// Write this to the socket.
    Send(Box<ClientFrame>),
    /// Get this snapshot.
    Fetch {
        volume: u64,
        seq: u64,
        hash: RecordHash,
    },
    /// Close the socket; the link says whether to come back.
    Close,
}

#[derive(Debug)]
pub struct Shared {
    core: Mutex<Core>,
    events: broadcast::Sender<Event>,
    link: watch::Sender<Link>,
    /// Something for the task to look at between connections: mended, signed in, closed.
    pub wake: Notify,
}

#[derive(Debug)]
struct Core {
    replica: Replica,
    file: Option<File>,
    /// The task's ears while a connection stands.
    task: Option<mpsc::UnboundedSender<Task>>,
    waiting: HashMap<IntentId, Vec<oneshot::Sender<Fate>>>,
    wanted: Wanted,
}

/// What the holder wants of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A connection.
    Up,
    /// None for now.
    Cut,
    /// None ever again.
    Closed,
}

/// This device's clock.
pub fn now() -> Timestamp {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

impl Shared {
    pub fn new(replica: Replica, file: Option<File>) -> Self {
        Self {
            link: watch::Sender::new(replica.link()),
            core: Mutex::new(Core {
                replica,
                file,
                task: None,
                waiting: HashMap::new(),
                wanted: Wanted::Up,
            }),
            events: broadcast::Sender::new(EVENTS_MAX),
            wake: Notify::new(),
        }
    }

    /// Does something with the replica, and then all that it asks for.
    pub fn with<T>(&self, act: impl FnOnce(&mut Replica, Timestamp) -> T) -> T {
        let mut core = self.lock();
        let made = act(&mut core.replica, now());
        self.perform(&mut core);
        made
    }

    /// The same for an act that may have an answer to wait for, by a clock of the caller's own.
    pub fn ask<T>(
        &self,
        at: Timestamp,
        act: impl FnOnce(&mut Replica, Timestamp) -> (Option<IntentId>, T),
    ) -> (Option<(IntentId, oneshot::Receiver<Fate>)>, T) {
        let mut core = self.lock();
        let (intent, made) = act(&mut core.replica, at);
        let asked = intent.map(|intent| {
            let (tell, told) = oneshot::channel();
            core.waiting.entry(intent).or_default().push(tell);
            (intent, told)
        });
        self.perform(&mut core);
        (asked, made)
    }

    pub fn read<T>(&self, act: impl FnOnce(&Replica) -> T) -> T {
        act(&self.lock().replica)
    }

    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    pub fn link(&self) -> watch::Receiver<Link> {
        self.link.subscribe()
    }

    pub fn wanted(&self) -> Wanted {
        self.lock().wanted
    }

    pub fn want(&self, wanted: Wanted) {
        let mut core = self.lock();
        core.wanted = wanted;
        if wanted != Wanted::Up {
            core.tell(Task::Close);
        }
        drop(core);
        self.wake.notify_one();
    }

    /// A connection stands: the task listens here.
    pub fn connected(&self, task: mpsc::UnboundedSender<Task>) {
        let mut core = self.lock();
        core.task = Some(task);
        core.replica.connected(now());
        self.perform(&mut core);
    }

    pub fn disconnected(&self) {
        let mut core = self.lock();
        core.task = None;
        core.replica.disconnected();
        self.perform(&mut core);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Core> {
        // A panic elsewhere leaves a replica that is whole: it changes in steps of its own.
        self.core.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does everything that the replica asks for, in order.
    fn perform(&self, core: &mut Core) {
        loop {
            let effects = core.replica.effects();
            if effects.is_empty() {
                break;
            }
            for effect in effects {
                if let Err(error) = self.one(core, effect) {
                    tracing::error!(%error, "cannot keep what was written");
                    // What would follow was to happen after it was kept.
                    core.replica.effects();
                    core.replica.fail(End::Failed(error.to_string()));
                    break;
                }
            }
        }
        if let Err(error) = core.tidy() {
            // The file as it is holds everything.
            tracing::warn!(%error, "cannot rewrite a file that has grown");
        }
    }

    fn one(&self, core: &mut Core, effect: Effect) -> Result<(), KeepError> {
        match effect {
            Effect::Store(step) => core.keep(&step)?,
            Effect::Send(frame) => core.tell(Task::Send(frame)),
            Effect::Fetch { volume, seq, hash } => core.tell(Task::Fetch { volume, seq, hash }),
            Effect::Reconnect | Effect::End => core.tell(Task::Close),
            Effect::Tell(event) => self.told(core, event),
        }
        Ok(())
    }

    fn told(&self, core: &mut Core, event: Event) {
        match &event {
            Event::Settled(settled) => {
                for waits in core.waiting.remove(&settled.intent).unwrap_or_default() {
                    // Whoever asked may have gone.
                    let _ = waits.send(settled.fate.clone());
                }
            }
            Event::Link(link) => {
                self.link.send_replace(link.clone());
            }
            _ => {}
        }
        // Nobody needs to listen.
        let _ = self.events.send(event);
    }
}

impl Core {
    fn keep(&mut self, step: &[Write]) -> Result<(), KeepError> {
        let Some(file) = &mut self.file else {
            return Ok(());
        };
        file.keep(step)
    }

    fn tidy(&mut self) -> Result<(), KeepError> {
        match &mut self.file {
            Some(file) if file.has_grown() => file.rewrite(&self.replica.kept().into_step()),
            _ => Ok(()),
        }
    }

    fn tell(&self, task: Task) {
        if let Some(listens) = &self.task {
            // A task that has gone has closed its socket already.
            let _ = listens.send(task);
        }
    }
}
