//! The task that keeps the connection.

use super::{
    back_off::BackOff,
    shared::{Shared, Task, Wanted},
    socket::{self, Closed, Socket},
};
use crate::{Api, ApiError, End, Link, RecordHash};
use futures_util::{SinkExt as _, StreamExt as _, stream::SplitSink};
use loggist_domain::IncidentId;
use loggist_room::{
    frames::{ServerFrame, decode, encode},
    limits::SILENCE_MAX,
};
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::{mpsc, watch},
    task::JoinSet,
    time::{Instant, sleep, timeout, timeout_at},
};
use tokio_tungstenite::tungstenite::{Error, Message};

/// A socket that we close has this long to say so.
const GOODBYE_MAX: Duration = Duration::from_secs(1);

/// Keeps a connection for as long as one is wanted.
pub async fn keep(shared: Arc<Shared>, api: watch::Receiver<Api>, incident: IncidentId) {
    let mut back_off = BackOff::default();
    loop {
        match shared.wanted() {
            Wanted::Closed => return,
            Wanted::Up if !matches!(*shared.link().borrow(), Link::Ended(_)) => {}
            Wanted::Up | Wanted::Cut => {
                shared.wake.notified().await;
                continue;
            }
        }
        let api = api.borrow().clone();
        let mut wait = Duration::ZERO;
        match socket::open(api.server(), api.token(), incident).await {
            Ok(socket) => {
                let talk = Talk::new(&shared, &api, incident).run(socket).await;
                shared.disconnected();
                if talk.was_live {
                    back_off.reset();
                }
                wait = talk.retry_after.unwrap_or_default();
            }
            Err(error) => refused(&shared, &error),
        }
        let wait = back_off.next().max(wait);
        if shared.wanted() == Wanted::Up {
            tokio::select! {
                () = sleep(wait) => {}
                () = shared.wake.notified() => {}
            }
        }
    }
}

fn refused(shared: &Shared, error: &Closed) {
    tracing::debug!(%error, "no connection");
    if let Closed::Refused(cause) = error
        && let Error::Http(answer) = &**cause
        && answer.status() == 401
    {
        let reason = "The server does not take this sign-in. Sign in again.";
        shared.with(|replica, _| replica.fail(End::SignedOut(reason.into())));
    }
}

/// One connection, from `hello` to its end.
struct Talk<'a> {
    shared: &'a Arc<Shared>,
    api: &'a Api,
    incident: IncidentId,
    fetches: JoinSet<Fetched>,
    was_live: bool,
    retry_after: Option<Duration>,
}

struct Fetched {
    volume: u64,
    seq: u64,
    hash: RecordHash,
    bytes: Result<Vec<u8>, ApiError>,
}

/// Whether the connection goes on.
type GoesOn = bool;

impl<'a> Talk<'a> {
    fn new(shared: &'a Arc<Shared>, api: &'a Api, incident: IncidentId) -> Self {
        Self {
            shared,
            api,
            incident,
            fetches: JoinSet::new(),
            was_live: false,
            retry_after: None,
        }
    }

    async fn run(mut self, socket: Socket) -> Self {
        let (sink, mut stream) = socket.split();
        let (out, outgoing) = mpsc::unbounded_channel();
        let mut writer = tokio::spawn(write(sink, outgoing));
        let (tell, mut told) = mpsc::unbounded_channel();
        self.shared.connected(tell);
        let link = self.shared.link();
        let mut heard = Instant::now();
        loop {
            self.was_live |= *link.borrow() == Link::Live;
            let goes_on = tokio::select! {
                biased;
                task = told.recv() => task.is_some_and(|task| self.task(task, &out)),
                Some(fetched) = self.fetches.join_next() => {
                    fetched.is_ok_and(|fetched| self.fetched(fetched))
                }
                message = timeout_at(heard + SILENCE_MAX, stream.next()) => {
                    heard = Instant::now();
                    match message {
                        Ok(Some(Ok(message))) => self.heard(message),
                        // Silence, the end, or an error: come back.
                        _ => false,
                    }
                }
                _ = &mut writer => false,
            };
            if !goes_on {
                break;
            }
        }
        drop(out);
        if !writer.is_finished() && timeout(GOODBYE_MAX, &mut writer).await.is_err() {
            writer.abort();
        }
        self
    }

    fn task(&mut self, task: Task, out: &mpsc::UnboundedSender<Message>) -> GoesOn {
        match task {
            Task::Send(frame) => out.send(Message::Binary(encode(&*frame).into())).is_ok(),
            Task::Fetch { volume, seq, hash } => {
                let (api, incident) = (self.api.clone(), self.incident);
                self.fetches.spawn(async move {
                    Fetched {
                        volume,
                        seq,
                        hash,
                        bytes: api.snapshot(incident, volume, seq).await,
                    }
                });
                true
            }
            Task::Close => false,
        }
    }

    fn fetched(&self, fetched: Fetched) -> GoesOn {
        let Fetched {
            volume, seq, hash, ..
        } = fetched;
        match fetched.bytes {
            Ok(bytes) => {
                self.shared
                    .with(|replica, now| replica.loaded(volume, seq, hash, &bytes, now));
                true
            }
            Err(error) => {
                tracing::debug!(%error, "no snapshot");
                false
            }
        }
    }

    fn heard(&mut self, message: Message) -> GoesOn {
        match message {
            Message::Binary(bytes) => match decode::<ServerFrame>(&bytes) {
                Ok(frame) => {
                    if let ServerFrame::Bye { retry_after, .. } = &frame {
                        let seconds = retry_after.map(u64::from);
                        self.retry_after = seconds.map(Duration::from_secs);
                    }
                    self.shared.with(|replica, now| replica.receive(frame, now));
                    true
                }
                Err(error) => {
                    let reason = format!(
                        "The server says something that this version does not understand ({error}). A newer loggist may be needed."
                    );
                    self.shared
                        .with(|replica, _| replica.fail(End::Failed(reason)));
                    false
                }
            },
            Message::Close(why) => {
                if let Some(why) = why {
                    let code = u16::from(why.code);
                    self.shared
                        .with(|replica, _| replica.closed(code, &why.reason));
                }
                false
            }
            Message::Ping(_) | Message::Pong(_) | Message::Text(_) | Message::Frame(_) => true,
        }
    }
}

/// Writes until there is nothing more to write, or nobody to read it.
async fn write(
    mut sink: SplitSink<Socket, Message>,
    mut outgoing: mpsc::UnboundedReceiver<Message>,
) -> Result<(), Error> {
    while let Some(message) = outgoing.recv().await {
        sink.feed(message).await?;
        // A burst of keys goes in one write.
        if outgoing.is_empty() {
            sink.flush().await?;
        }
    }
    sink.close().await
}
