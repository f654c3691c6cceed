//! On a running server, through a real client for each person.

use super::{Stage, StageError, stage::Acted};
use loggist_client::{Answer, Api, Client, Fate, Replica, View, now, storage::Storage};
use loggist_domain::{Entry, IncidentId, IntentId, Timestamp, command::Open};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    time::Duration,
};
use tokio::time::{Instant, sleep_until, timeout};

/// An answer that has not come by then does not come.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running server, and the people who may sign in to it.
pub struct Network {
    people: BTreeMap<String, Api>,
    clients: BTreeMap<String, Client>,
    cut: BTreeSet<String>,
    answers: HashMap<IntentId, Answer>,
    incident: Option<IncidentId>,
    /// The last record that anybody's act made.
    recorded: u64,
    /// Times as fast as the scenario; 0 is as fast as it goes.
    speed: f64,
    began: Instant,
    second: u64,
}

impl Network {
    /// These people, by their names in the scenario; `speed` times as fast as it happened, or with 0 as fast as it
    /// goes.
    pub fn of(people: BTreeMap<String, Api>, speed: f64) -> Self {
        Self {
            people,
            clients: BTreeMap::new(),
            cut: BTreeSet::new(),
            answers: HashMap::new(),
            incident: None,
            recorded: 0,
            speed,
            began: Instant::now(),
            second: 0,
        }
    }

    fn api(&self, who: &str) -> Result<&Api, StageError> {
        let missing = || StageError(format!("there is no token for {who}"));
        self.people.get(who).ok_or_else(missing)
    }

    /// Somebody's client, once it holds everything that is recorded or is cut off.
    async fn client(&mut self, who: &str) -> Result<&Client, StageError> {
        if !self.clients.contains_key(who) {
            let incident = self
                .incident
                .ok_or_else(|| StageError("nobody has opened the incident".into()))?;
            let client = Client::connect(self.api(who)?, incident, &Storage::Memory);
            self.clients
                .insert(who.to_owned(), client.map_err(StageError::of)?);
        }
        let client = &self.clients[who];
        if !self.cut.contains(who) {
            let waits = async {
                client.live().await.map_err(StageError::of)?;
                holds(client, self.recorded).await;
                Ok(())
            };
            let late = |_| StageError(format!("{who} does not get to see what is recorded"));
            timeout(PATIENCE, waits).await.map_err(late)??;
        }
        Ok(client)
    }

    /// Ends every connection.
    pub async fn close(self) {
        for client in self.clients.into_values() {
            client.close().await;
        }
    }
}

/// Waits until a client holds a record.
async fn holds(client: &Client, seq: u64) {
    let mut events = client.events();
    while client.read(|replica| replica.head().0) < seq {
        // What was missed is looked at anew.
        let _ = events.recv().await;
    }
}

impl Stage for Network {
    async fn reach(&mut self, second: u64) -> Result<(), StageError> {
        self.second = second;
        if self.speed > 0.0 {
            let after = Duration::from_secs(second).div_f64(self.speed);
            sleep_until(self.began + after).await;
        }
        Ok(())
    }

    fn start(&self) -> Timestamp {
        let second = i64::try_from(self.second).unwrap_or(i64::MAX);
        Timestamp::from_millis(now().millis().saturating_sub(second.saturating_mul(1000)))
    }

    async fn open(&mut self, who: &str, open: &Open) -> Result<IncidentId, StageError> {
        let intent = loggist_client::Ids::fresh().intent(now());
        let opened = self.api(who)?.open(open, intent, now()).await;
        let id = opened.map_err(StageError::of)?.id;
        self.incident = Some(id);
        Ok(id)
    }

    async fn act<T>(
        &mut self,
        who: &str,
        act: impl FnOnce(&mut Replica, Timestamp) -> Acted<T>,
    ) -> Result<Acted<T>, StageError> {
        let (answer, made) = self.client(who).await?.act(now(), act);
        let intent = answer.map(|answer| {
            let intent = answer.intent;
            self.answers.insert(intent, answer);
            intent
        });
        Ok((intent, made))
    }

    async fn fate(&mut self, who: &str, intent: IntentId) -> Result<Option<Fate>, StageError> {
        let Some(mut answer) = self.answers.remove(&intent) else {
            return Ok(None);
        };
        let fate = if self.cut.contains(who) {
            let Some(fate) = answer.now() else {
                self.answers.insert(intent, answer);
                return Ok(None);
            };
            fate
        } else {
            let late = |_| StageError(format!("there is no answer to {who}"));
            timeout(PATIENCE, answer.fate()).await.map_err(late)?
        };
        if let Fate::Recorded { seq, .. } = fate {
            self.recorded = self.recorded.max(seq);
        }
        Ok(Some(fate))
    }

    async fn cut(&mut self, who: &str) -> Result<(), StageError> {
        let client = self.client(who).await?;
        client.cut();
        let mut link = client.link();
        let gone = link.wait_for(|link| *link == loggist_client::Link::Away);
        gone.await.map_err(StageError::of)?;
        self.cut.insert(who.to_owned());
        Ok(())
    }

    async fn mend(&mut self, who: &str) -> Result<(), StageError> {
        self.cut.remove(who);
        if let Some(client) = self.clients.get(who) {
            client.mend();
            let late = |_| StageError(format!("{who} does not get rid of what waited"));
            let idle = timeout(PATIENCE, client.idle()).await.map_err(late)?;
            idle.map_err(StageError::of)?;
        }
        Ok(())
    }

    async fn seen(&mut self, who: &str) -> Result<(View, Vec<Entry>), StageError> {
        let client = self.client(who).await?;
        Ok((client.view(), client.entries_after(0)))
    }
}
