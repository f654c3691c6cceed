//! With a room and a store of its own, and the scenario's own clock. No sockets: what people see and do goes through
//! the same replicas and the same room as on a server, at the speed of the store.

mod device;
mod house;

use super::{Scenario, Stage, StageError, stage::Acted};
use device::Device;
use house::House;
use loggist_client::{Effect, Fate, Ids, Replica, View};
use loggist_domain::{Entry, IncidentId, IntentId, Timestamp, Training, command::Open};
use loggist_store::{Person, Store};
use std::{collections::BTreeMap, sync::Arc, time::Duration};

/// Somebody of the scenario, as the store knows them.
#[derive(Clone, Debug)]
pub struct Part {
    /// Their name in the scenario.
    pub key: String,
    /// Who.
    pub person: Person,
}

/// A store, and a clock.
pub struct Indoors {
    house: House,
    starts: Timestamp,
    now: Timestamp,
    parts: BTreeMap<String, Person>,
    devices: BTreeMap<String, Device>,
    incident: Option<IncidentId>,
}

impl Indoors {
    /// The people of a scenario in this store; those who are not there are added, without a password.
    ///
    /// # Errors
    /// The store's.
    pub async fn parts(
        store: &Arc<dyn Store>,
        scenario: &Scenario,
        now: Timestamp,
    ) -> Result<Vec<Part>, StageError> {
        let mut parts = Vec::new();
        let mut ids = Ids::fresh();
        for person in &scenario.people {
            let email = person.email.to_lowercase();
            let known = store
                .person_by_email(&email)
                .await
                .map_err(StageError::of)?;
            let found = if let Some((found, _)) = known {
                found
            } else {
                let new = Person {
                    id: ids.person(now),
                    name: person.name.clone(),
                    email,
                    organisation: person.organisation.clone(),
                    administrator: false,
                    disabled: false,
                    guest_of: None,
                    on_call_until: person.on_call.then(|| now.plus(ON_CALL_FOR)),
                    trainings: person
                        .trainings
                        .iter()
                        .map(|role| Training {
                            role: *role,
                            until: None,
                        })
                        .collect(),
                    created_at: now,
                };
                let added = store.add_person(&new, None).await;
                added.map_err(StageError::of)?;
                new
            };
            parts.push(Part {
                key: person.key.clone(),
                person: found,
            });
        }
        Ok(parts)
    }

    /// This store, with these people, from this moment on.
    ///
    /// # Errors
    /// The store's.
    pub async fn begin(
        store: Arc<dyn Store>,
        parts: &[Part],
        starts: Timestamp,
    ) -> Result<Self, StageError> {
        let people = parts.iter().map(|part| part.person.id);
        let house = House::begin(store, people, starts).await?;
        Ok(Self {
            house,
            starts,
            now: starts,
            parts: parts
                .iter()
                .map(|part| (part.key.clone(), part.person.clone()))
                .collect(),
            devices: BTreeMap::new(),
            incident: None,
        })
    }

    /// Ends the sign-ins that were begun for it.
    ///
    /// # Errors
    /// The store's.
    pub async fn end(self) -> Result<(), StageError> {
        self.house.end(self.now).await
    }

    fn person(&self, who: &str) -> Result<&Person, StageError> {
        let missing = || StageError(format!("there is no person {who}"));
        self.parts.get(who).ok_or_else(missing)
    }

    /// Somebody's device, connected unless it is cut off, with everything that is recorded.
    async fn ready(&mut self, who: &str) -> Result<(), StageError> {
        if !self.devices.contains_key(who) {
            let person = self.person(who)?.id;
            let incident = self
                .incident
                .ok_or_else(|| StageError("nobody has opened the incident".into()))?;
            let device = Device::new(incident, person, self.now);
            self.devices.insert(who.to_owned(), device);
        }
        if let Some(device) = self.devices.get_mut(who) {
            device.connect(self.house.number(), self.now);
        }
        self.rest().await
    }

    /// Goes on until nothing more happens.
    async fn rest(&mut self) -> Result<(), StageError> {
        loop {
            let mut is_quiet = true;
            for device in self.devices.values_mut() {
                while let Some(wanted) = device.next() {
                    is_quiet = false;
                    match wanted {
                        Effect::Send(frame) => {
                            if let Some(said) = device.says(*frame) {
                                self.house.hear(said, self.now).await?;
                            }
                        }
                        Effect::Fetch { volume, seq, hash } => {
                            let bytes = self.house.snapshot(volume, seq)?;
                            device.replica().loaded(volume, seq, hash, &bytes, self.now);
                        }
                        _ => {}
                    }
                }
            }
            for (conn, news) in self.house.news() {
                is_quiet = false;
                let reader = self.devices.values_mut().find(|d| d.conn() == Some(conn));
                if let Some(reader) = reader {
                    reader.hears(news, self.now);
                }
            }
            if is_quiet {
                return Ok(());
            }
        }
    }
}

/// Who is on call as Incident Manager stays so for as long as anybody may try the scenario out.
const ON_CALL_FOR: Duration = Duration::from_hours(365 * 24);

impl Stage for Indoors {
    async fn reach(&mut self, second: u64) -> Result<(), StageError> {
        // Nobody waits for pings while the clock jumps: whoever acts next connects again.
        for device in self.devices.values_mut() {
            if let Some(conn) = device.leave() {
                self.house.left(conn, self.now).await?;
            }
        }
        self.rest().await?;
        let until = self.starts.plus(Duration::from_secs(second));
        while let Some(at) = self.house.wakes(until) {
            self.now = at.max(self.now);
            self.house.strike(self.now).await?;
        }
        self.now = until;
        Ok(())
    }

    fn start(&self) -> Timestamp {
        self.starts
    }

    async fn open(&mut self, who: &str, open: &Open) -> Result<IncidentId, StageError> {
        let person = self.person(who)?.clone();
        let id = self.house.open(&person, open, self.now).await?;
        self.incident = Some(id);
        Ok(id)
    }

    async fn act<T>(
        &mut self,
        who: &str,
        act: impl FnOnce(&mut Replica, Timestamp) -> Acted<T>,
    ) -> Result<Acted<T>, StageError> {
        self.ready(who).await?;
        let now = self.now;
        let missing = || StageError(format!("there is no device of {who}"));
        let device = self.devices.get_mut(who).ok_or_else(missing)?;
        let acted = act(device.replica(), now);
        self.rest().await?;
        Ok(acted)
    }

    async fn fate(&mut self, who: &str, intent: IntentId) -> Result<Option<Fate>, StageError> {
        Ok(self
            .devices
            .get_mut(who)
            .and_then(|device| device.fate(intent)))
    }

    async fn cut(&mut self, who: &str) -> Result<(), StageError> {
        self.ready(who).await?;
        if let Some(device) = self.devices.get_mut(who)
            && let Some(conn) = device.cut()
        {
            self.house.left(conn, self.now).await?;
        }
        self.rest().await
    }

    async fn mend(&mut self, who: &str) -> Result<(), StageError> {
        if let Some(device) = self.devices.get_mut(who) {
            device.mend();
        }
        self.ready(who).await
    }

    async fn seen(&mut self, who: &str) -> Result<(View, Vec<Entry>), StageError> {
        self.ready(who).await?;
        let missing = || StageError(format!("there is no device of {who}"));
        let device = self.devices.get_mut(who).ok_or_else(missing)?;
        let replica = device.replica();
        Ok((replica.view(), replica.entries_after(0)))
    }
}
