//! The host of a room: a thread that owns it, and everything that it hears and says.

use super::{
    Door, Ground, Rooms, Unloaded,
    door::{Knock, News, Reply},
    load::load,
};
use crate::{
    limits::{ROOM_INPUTS_MAX, STOP_WITHIN},
    live::Outbox,
    metrics::{self, LiveRoom},
};
use loggist_domain::{Directory, IncidentId, Summary, Timestamp};
use loggist_room::{CallId, ConnId, Identity, Input, Room, frames::Close};
use std::{
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::Duration,
};
use tokio::{
    runtime::Handle,
    sync::{mpsc, oneshot, watch},
    task::JoinSet,
    time::{Instant, sleep_until, timeout_at},
};

/// The host of one live room.
pub(super) struct Host {
    pub(super) incident: IncidentId,
    pub(super) ground: Arc<Ground>,
    pub(super) room: Room,
    pub(super) rooms: Rooms,
    pub(super) door: Door,
    knocks: mpsc::Receiver<Knock>,
    news: mpsc::UnboundedReceiver<News>,
    people: watch::Receiver<Arc<Directory>>,
    /// From our own work: appends, reads, saves. There is one of each at a time.
    pub(super) answers: (
        mpsc::UnboundedSender<Answer>,
        mpsc::UnboundedReceiver<Answer>,
    ),
    pub(super) work: JoinSet<()>,
    pub(super) conns: HashMap<ConnId, Conn>,
    pub(super) calls: HashMap<CallId, Reply>,
    pub(super) wake_at: Option<Timestamp>,
    pub(super) stopped: bool,
    /// What those linked with the room were told of it last.
    pub(super) told: Option<Summary>,
    idle_since: Instant,
    _counted: LiveRoom,
}

/// A connection in the room.
pub(super) struct Conn {
    who: Identity,
    pub(super) outbox: Outbox,
}

/// What our own work answers.
pub(super) enum Answer {
    /// To the room.
    Input(Input),
    /// The document cannot be saved: the room is built anew from the ledger.
    Unsound,
}

/// What comes next.
enum Next {
    Knock(Knock),
    News(News),
    People,
    Answer(Answer),
    Tick,
    Idle,
}

/// How the host goes on.
enum Course {
    On,
    End,
}

impl Host {
    /// Loads a room on a thread of its own and gives its door.
    pub(super) async fn open(rooms: Rooms, incident: IncidentId) -> Result<Door, Unloaded> {
        let (opened, open) = oneshot::channel();
        let runtime = Handle::current();
        let live = move || runtime.block_on(Self::live(rooms, incident, opened));
        std::thread::Builder::new()
            .name("room".into())
            .spawn(live)
            .map_err(Unloaded::Thread)?;
        open.await
            .unwrap_or(Err(Unloaded::Broken("its thread ended".into())))
    }

    async fn live(
        rooms: Rooms,
        incident: IncidentId,
        opened: oneshot::Sender<Result<Door, Unloaded>>,
    ) {
        let ground = Arc::clone(rooms.ground());
        // From before the room reads them, so that no change is missed.
        let people = ground.people.watch();
        let room = match load(&ground, incident).await {
            Ok(room) => room,
            Err(why) => {
                // Whoever asked is gone: nobody needs the room.
                let _ = opened.send(Err(why));
                return;
            }
        };
        let (knocks_in, knocks) = mpsc::channel(ROOM_INPUTS_MAX);
        let (news_in, news) = mpsc::unbounded_channel();
        let door = Door::new(knocks_in, news_in);
        let host = Self {
            incident,
            ground,
            room,
            rooms,
            door: door.clone(),
            knocks,
            news,
            people,
            answers: mpsc::unbounded_channel(),
            work: JoinSet::new(),
            conns: HashMap::new(),
            calls: HashMap::new(),
            wake_at: None,
            stopped: false,
            told: None,
            idle_since: Instant::now(),
            _counted: LiveRoom::new(),
        };
        tracing::info!(%incident, seq = host.room.head().seq, "a room is live");
        // When whoever asked is gone, the room stays until it is idle.
        let _ = opened.send(Ok(door));
        Box::pin(host.run()).await;
    }

    async fn run(mut self) {
        self.hear_linked();
        self.tell_linked();
        loop {
            let course = match self.next().await {
                Next::Knock(knock) => self.heard(knock).await,
                Next::News(News::Input(input)) => self.handle(input).await,
                Next::People => {
                    let people = self.people.borrow_and_update().as_ref().clone();
                    self.handle(Input::People(people)).await
                }
                Next::Answer(Answer::Input(input)) => {
                    let course = self.handle(input).await;
                    self.tell_linked();
                    course
                }
                Next::News(News::Ask(question)) => {
                    question(&self.room);
                    Course::On
                }
                Next::News(News::Sessions(reply)) => {
                    let here = self.conns.values().map(|conn| conn.who.session);
                    // Whoever asked is gone.
                    let _ = reply.send(here.collect());
                    Course::On
                }
                Next::News(News::Stop(ended)) => {
                    self.end().await;
                    // Nobody waits for the end any more: that is well too.
                    let _ = ended.send(());
                    return;
                }
                Next::Answer(Answer::Unsound) => self.rebuild().await,
                Next::Tick => {
                    self.wake_at = None;
                    self.handle(Input::Tick).await
                }
                Next::Idle => {
                    self.end().await;
                    return;
                }
            };
            if matches!(course, Course::End) {
                return;
            }
        }
    }

    /// Waits for what comes next; our own work goes first, so that readers hear of what is durable.
    async fn next(&mut self) -> Next {
        let idle = self.conns.is_empty() && self.calls.is_empty() && self.room.is_idle();
        if !idle {
            self.idle_since = Instant::now();
        }
        loop {
            let now = self.ground.surroundings.now();
            if self.wake_at.is_some_and(|at| now >= at) {
                return Next::Tick;
            }
            let idle_after = self.ground.idle_after;
            let until_wake = self.wake_at.map_or(idle_after, |at| at.since(now));
            let let_go_at = self.idle_since + idle_after;
            tokio::select! {
                biased;
                Some(answer) = self.answers.1.recv() => return Next::Answer(answer),
                Ok(()) = self.people.changed() => return Next::People,
                Some(news) = self.news.recv() => return Next::News(news),
                Some(knock) = self.knocks.recv() => return Next::Knock(knock),
                // Work that ended has said what it had to, unless it panicked.
                Some(ended) = self.work.join_next() => if ended.is_err() {
                    return Next::Answer(Answer::Unsound);
                },
                () = sleep_until(let_go_at), if idle => return Next::Idle,
                () = tokio::time::sleep(until_wake) => {}
            }
        }
    }

    async fn heard(&mut self, knock: Knock) -> Course {
        let input = match knock {
            Knock::Joined(conn, who, hello, outbox) => {
                self.conns.insert(conn, Conn { who, outbox });
                let hello = *hello;
                Input::Joined { conn, who, hello }
            }
            Knock::Said(conn, frame) if self.conns.contains_key(&conn) => {
                let frame = *frame;
                Input::Received { conn, frame }
            }
            Knock::Left(conn) if self.conns.remove(&conn).is_some() => Input::Left(conn),
            // It was closed already, and the room has forgotten it.
            Knock::Said(..) | Knock::Left(_) => return Course::On,
            Knock::Called(call, who, submit, reply) => {
                self.calls.insert(call, reply);
                let submit = *submit;
                Input::Called { call, who, submit }
            }
        };
        self.handle(input).await
    }

    /// Gives the room an input and does what it asks for. A panic costs this room its state, which the ledger has.
    async fn handle(&mut self, input: Input) -> Course {
        let mut inputs = vec![input];
        while let Some(input) = inputs.pop() {
            let now = self.ground.surroundings.now();
            match catch_unwind(AssertUnwindSafe(|| self.room.handle(input, now))) {
                Ok(outputs) => inputs.extend(self.perform(outputs)),
                Err(_) => return self.rebuild().await,
            }
        }
        Course::On
    }

    /// Builds the room anew from the ledger; connections come back by themselves.
    async fn rebuild(&mut self) -> Course {
        metrics::rebuilt();
        tracing::error!(incident = %self.incident, "a room panicked and is built anew from the ledger");
        self.dismiss(Close::Resume);
        self.finish_work(STOP_WITHIN).await;
        // What the old room's work still had to say is not for the new one.
        self.answers = mpsc::unbounded_channel();
        self.wake_at = None;
        // Nothing of it is in flight.
        self.stopped = true;
        match load(&self.ground, self.incident).await {
            Ok(room) => {
                self.room = room;
                Course::On
            }
            Err(error) => {
                tracing::error!(incident = %self.incident, %error, "a room cannot be built anew");
                self.close_door(Close::StoreAway);
                Course::End
            }
        }
    }

    /// Ends the room: what is in flight is settled, the snapshot is kept.
    async fn end(&mut self) {
        self.close_door(Close::Resume);
        let by = Instant::now() + STOP_WITHIN;
        self.stopped = false;
        let mut course = self.handle(Input::Stop).await;
        while matches!(course, Course::On) && !self.stopped {
            match timeout_at(by, self.answers.1.recv()).await {
                Ok(Some(Answer::Input(input))) => course = self.handle(input).await,
                Ok(Some(Answer::Unsound) | None) => break,
                Err(_) => {
                    tracing::warn!(incident = %self.incident, "a room was not settled in time");
                    break;
                }
            }
        }
        self.dismiss(Close::Stopping);
        self.finish_work(by.saturating_duration_since(Instant::now()))
            .await;
        tracing::info!(incident = %self.incident, "a room is let go");
    }

    /// Nobody comes in any more; who stood before the door is sent back to the registry.
    fn close_door(&mut self, close: Close) {
        self.rooms.forget(self.incident, &self.door);
        self.knocks.close();
        while let Ok(knock) = self.knocks.try_recv() {
            match knock {
                Knock::Joined(_, _, _, outbox) => outbox.close(close),
                Knock::Called(_, _, _, reply) => {
                    // The caller went away.
                    let _ = reply.send(Err(close));
                }
                Knock::Said(..) | Knock::Left(_) => {}
            }
        }
    }

    /// Sends everybody away.
    fn dismiss(&mut self, close: Close) {
        for (_, conn) in self.conns.drain() {
            conn.outbox.close(close);
        }
        for (_, reply) in self.calls.drain() {
            // The caller went away.
            let _ = reply.send(Err(close));
        }
    }

    /// Waits until what was begun at the store is over: only then the ledger tells how it ended.
    async fn finish_work(&mut self, within: Duration) {
        let all = async { while self.work.join_next().await.is_some() {} };
        if tokio::time::timeout(within, all).await.is_err() {
            tracing::warn!(incident = %self.incident, "the store did not answer in time");
        }
    }
}
