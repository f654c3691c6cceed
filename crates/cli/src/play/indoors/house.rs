//! A room and its store, without a server.

use super::StageError;
use bytes::Bytes;
use loggist_client::Ids;
use loggist_domain::{
    Directory, IncidentId, PersonId, SessionId, Timestamp, command::Open, reference,
};
use loggist_room::{
    Batch, ConnId, Identity, Indexed, Input, Loaded, Opening, Output, Room,
    frames::{ClientFrame, Close, ServerFrame, decode},
    open,
};
use loggist_store::{Person, Session, Snapshot, Store};
use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
    time::Duration,
};

/// A sign-in of the play is good for as long as any play takes, by either clock.
const SESSION_FOR: Duration = Duration::from_hours(48);

/// What a device said.
pub(super) struct Said {
    pub conn: ConnId,
    pub person: PersonId,
    /// The first frame of its connection.
    pub is_first: bool,
    pub frame: ClientFrame,
}

/// What the room says to a device.
pub(super) enum News {
    Frame(Box<ServerFrame>),
    Closed(Close),
}

pub(super) struct House {
    store: Arc<dyn Store>,
    sessions: BTreeMap<PersonId, SessionId>,
    room: Option<Box<Room>>,
    news: Vec<(ConnId, News)>,
    /// When the room has something to do by the clock.
    wakes: Option<Timestamp>,
    conns: u64,
    ids: Ids,
}

impl House {
    /// With a sign-in for each of these people.
    pub(super) async fn begin(
        store: Arc<dyn Store>,
        people: impl Iterator<Item = PersonId>,
        now: Timestamp,
    ) -> Result<Self, StageError> {
        let mut ids = Ids::fresh();
        let mut sessions = BTreeMap::new();
        for person in people {
            let session = Session {
                id: ids.session(now),
                person,
                refresh_hash: None,
                created_at: now,
                expires_at: now.max(loggist_client::now()).plus(SESSION_FOR),
                ended_at: None,
            };
            store
                .begin_session(&session)
                .await
                .map_err(StageError::of)?;
            sessions.insert(person, session.id);
        }
        Ok(Self {
            store,
            sessions,
            room: None,
            news: Vec::new(),
            wakes: None,
            conns: 0,
            ids,
        })
    }

    /// Ends the sign-ins.
    pub(super) async fn end(self, now: Timestamp) -> Result<(), StageError> {
        for session in self.sessions.into_values() {
            let ended = self.store.end_session(session, now).await;
            ended.map_err(StageError::of)?;
        }
        Ok(())
    }

    /// Opens an incident and its room.
    pub(super) async fn open(
        &mut self,
        by: &Person,
        title: &Open,
        now: Timestamp,
    ) -> Result<IncidentId, StageError> {
        let incident = IncidentId(self.ids.intent(now).0);
        let year = now.year();
        let number = self.store.next_number(year).await.map_err(StageError::of)?;
        let opening = Opening {
            incident,
            reference: reference(year, number),
            by: self.identity(by.id)?,
            profile: &by.profile(),
            intent: self.ids.intent(now),
            written_at: now,
            now,
            seed: rand::random(),
        };
        let batch = open(title, opening).map_err(StageError::of)?;
        let records = batch.records.clone();
        self.append(batch).await?;
        let everyone = self.store.people().await.map_err(StageError::of)?;
        let index = records.iter().map(|record| Indexed {
            seq: record.seq,
            hash: record.hash(),
            person: Some(by.id),
            intent: record.intent.map(loggist_domain::IntentId::from_bytes),
            received_at: now,
            number: record.number,
            created: Vec::new(),
        });
        let actors = records.iter().flat_map(|record| &record.actors);
        let loaded = Loaded {
            incident,
            snapshot: None,
            index: index.collect(),
            actors: actors.map(|(actor, _)| (*actor, None)).collect(),
            refused: Vec::new(),
            people: everyone
                .iter()
                .map(|person| (person.id, person.profile()))
                .collect::<Directory>(),
            seed: rand::random(),
            now,
            records: records.clone(),
        };
        self.room = Some(Box::new(Room::load(&loaded).map_err(StageError::of)?));
        Ok(incident)
    }

    /// A connection's number, never used twice.
    pub(super) fn number(&mut self) -> ConnId {
        self.conns += 1;
        ConnId(self.conns)
    }

    /// Takes what a device said to the room.
    pub(super) async fn hear(&mut self, said: Said, now: Timestamp) -> Result<(), StageError> {
        let Said { conn, frame, .. } = said;
        let input = match frame {
            ClientFrame::Hello(hello) if said.is_first => Input::Joined {
                conn,
                who: self.identity(said.person)?,
                hello,
            },
            frame => Input::Received { conn, frame },
        };
        self.input(input, now).await
    }

    /// A connection is gone.
    pub(super) async fn left(&mut self, conn: ConnId, now: Timestamp) -> Result<(), StageError> {
        self.input(Input::Left(conn), now).await
    }

    /// When the room does something by the clock next, if that is before `until`; asked once.
    pub(super) fn wakes(&mut self, until: Timestamp) -> Option<Timestamp> {
        self.wakes.take_if(|at| *at <= until)
    }

    /// The room's clock strikes.
    pub(super) async fn strike(&mut self, now: Timestamp) -> Result<(), StageError> {
        self.input(Input::Tick, now).await
    }

    /// What the room has said since this was last asked.
    pub(super) fn news(&mut self) -> Vec<(ConnId, News)> {
        std::mem::take(&mut self.news)
    }

    /// A saved document that somebody was told of.
    pub(super) fn snapshot(&self, volume: u64, seq: u64) -> Result<Bytes, StageError> {
        let found = self
            .room
            .as_ref()
            .and_then(|room| room.snapshot(volume, seq));
        found.ok_or_else(|| StageError(format!("there is no snapshot at record {seq}")))
    }

    fn identity(&self, person: PersonId) -> Result<Identity, StageError> {
        let missing = || StageError(format!("the person {person} has no sign-in"));
        let session = *self.sessions.get(&person).ok_or_else(missing)?;
        Ok(Identity { person, session })
    }

    async fn input(&mut self, input: Input, now: Timestamp) -> Result<(), StageError> {
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            let Some(room) = &mut self.room else {
                return Err(StageError("nobody has opened the incident".into()));
            };
            for output in room.handle(input, now) {
                if let Some(answer) = self.output(output, now).await? {
                    inputs.push_back(answer);
                }
            }
        }
        Ok(())
    }

    async fn output(
        &mut self,
        output: Output,
        now: Timestamp,
    ) -> Result<Option<Input>, StageError> {
        match output {
            Output::Append(batch) => {
                self.append(*batch).await?;
                return Ok(Some(Input::Appended));
            }
            Output::Save {
                volume,
                seq,
                document,
            } => {
                let bytes = document.save();
                let room = self.room.as_ref().map(|room| room.incident().header.id);
                let saved = Snapshot {
                    volume,
                    seq,
                    bytes: bytes.clone(),
                };
                if let Some(incident) = room {
                    let put = self.store.put_snapshot(incident, &saved, now).await;
                    put.map_err(StageError::of)?;
                }
                let bytes = Bytes::from(bytes);
                return Ok(Some(Input::Saved { seq, bytes }));
            }
            Output::Send { conn, frame } => self.tell(conn, &frame)?,
            Output::Broadcast { conns, frame } => {
                for conn in conns {
                    self.tell(conn, &frame)?;
                }
            }
            Output::Close { conn, close } => self.news.push((conn, News::Closed(close))),
            Output::Read { .. } => {
                return Err(StageError(
                    "another program writes in this incident at the same time".into(),
                ));
            }
            Output::WakeAt(at) => self.wakes = Some(at),
            Output::Answer { .. } | Output::Hangup { .. } | Output::Stopped => {}
        }
        Ok(None)
    }

    fn tell(&mut self, conn: ConnId, frame: &[u8]) -> Result<(), StageError> {
        let frame = decode(frame).map_err(StageError::of)?;
        self.news.push((conn, News::Frame(Box::new(frame))));
        Ok(())
    }

    async fn append(&self, batch: Batch) -> Result<(), StageError> {
        let batch = loggist_store::Batch {
            records: batch.records,
            refused: batch.refused,
            summary: batch.summary,
        };
        self.store.append(&batch).await.map_err(StageError::of)
    }
}
