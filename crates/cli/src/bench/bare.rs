//! A connection without a document: it counts records and times them.

use anyhow::{Context as _, Result, bail};
use futures_util::{SinkExt as _, StreamExt as _, stream::SplitStream};
use loggist_client::{Api, Ids, Socket, now, open_socket};
use loggist_domain::{IncidentId, IntentId, Kind, command::AppendEntry};
use loggist_room::{
    frames::{ClientFrame, Hello, Outcome, ServerFrame, Submit, SubmitKind, decode, encode},
    limits::SILENCE_MAX,
};
use rand::RngExt as _;
use serde_bytes::ByteBuf;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    sync::mpsc,
    time::{Instant, timeout, timeout_at},
};
use tokio_tungstenite::tungstenite::Message;

/// When each intent was submitted, by whoever did.
#[derive(Clone, Debug, Default)]
pub struct Sent(Arc<Mutex<HashMap<IntentId, Instant>>>);

impl Sent {
    fn note(&self, intent: IntentId) {
        self.lock().insert(intent, Instant::now());
    }

    fn when(&self, intent: IntentId) -> Option<Instant> {
        self.lock().get(&intent).copied()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<IntentId, Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The last record that somebody holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The volume.
    pub volume: u64,
    /// The record.
    pub seq: u64,
    /// Its hash; the ledger is a chain, so who has the same hash was told the same.
    pub hash: Vec<u8>,
}

/// A connection that is welcome.
pub struct Bare {
    stream: SplitStream<Socket>,
    say: mpsc::UnboundedSender<ClientFrame>,
    head: Head,
    sent: Sent,
}

/// What a connection heard.
#[derive(Debug, Default)]
pub struct Heard {
    /// From submit to here, for each record of a known intent.
    pub times: Vec<Duration>,
    /// Receipts of its own that say recorded.
    pub receipts: u64,
    /// Where it stands in the end.
    pub head: Head,
    /// When it heard the last of what it was to hear.
    pub until: Option<Instant>,
}

/// What a joining connection is told first.
pub enum Told {
    /// Everything follows as records.
    Welcome {
        /// Up to this one.
        seq: u64,
    },
    /// A saved document is to be had.
    Snapshot(Head),
}

impl Bare {
    /// Connects; nothing is said yet.
    pub async fn connect(api: &Api, incident: IncidentId, sent: &Sent) -> Result<Self> {
        let socket = open_socket(api.server(), api.token(), incident).await?;
        let (mut sink, stream) = socket.split();
        let (say, mut said) = mpsc::unbounded_channel::<ClientFrame>();
        let sent = sent.clone();
        let note = sent.clone();
        tokio::spawn(async move {
            while let Some(frame) = said.recv().await {
                if let ClientFrame::Submit(submit) = &frame {
                    note.note(submit.intent);
                }
                let message = Message::Binary(encode(&frame).into());
                if sink.send(message).await.is_err() {
                    return;
                }
            }
            // The other side has gone, or sees now that we have.
            let _ = sink.close().await;
        });
        Ok(Self {
            stream,
            say,
            head: Head::default(),
            sent,
        })
    }

    /// Connects with an empty replica, and takes whatever is recorded.
    pub async fn join(api: &Api, incident: IncidentId, sent: &Sent) -> Result<Self> {
        let mut bare = Self::connect(api, incident, sent).await?;
        let told = bare.hello(&Head::default()).await?;
        let seq = match told {
            Told::Welcome { seq } => seq,
            Told::Snapshot(head) => match bare.hello(&head).await? {
                Told::Welcome { seq } => {
                    bare.head = head;
                    seq
                }
                Told::Snapshot(_) => bail!("The server offers one snapshot after another."),
            },
        };
        while bare.head.seq < seq {
            bare.next(&mut Heard::default()).await?;
        }
        Ok(bare)
    }

    /// Says where it stands, and hears the answer.
    pub async fn hello(&mut self, head: &Head) -> Result<Told> {
        self.say(ClientFrame::Hello(Hello {
            volume: head.volume,
            seq: head.seq,
            hash: ByteBuf::from(head.hash.clone()),
            replica: Ids::fresh().replica(now()),
            device_time: now(),
            client: concat!("loggist bench ", env!("CARGO_PKG_VERSION")).into(),
            ticket: None,
            pace: None,
        }));
        loop {
            match self.frame().await? {
                ServerFrame::Welcome(welcome) => return Ok(Told::Welcome { seq: welcome.seq }),
                ServerFrame::Snapshot {
                    volume, seq, hash, ..
                } => {
                    return Ok(Told::Snapshot(Head {
                        volume,
                        seq,
                        hash: hash.0.to_vec(),
                    }));
                }
                ServerFrame::Bye { reason, .. } => bail!(reason),
                _ => {}
            }
        }
    }

    /// Something that says frames on this connection.
    pub fn mouth(&self) -> mpsc::UnboundedSender<ClientFrame> {
        self.say.clone()
    }

    /// Listens until it has heard so many records of known intents and so many receipts, or the deadline has come.
    pub async fn listen(mut self, records: usize, receipts: u64, deadline: Instant) -> Heard {
        let mut heard = Heard::default();
        while heard.times.len() < records || heard.receipts < receipts {
            match timeout_at(deadline, self.next(&mut heard)).await {
                Ok(Ok(())) => heard.until = Some(Instant::now()),
                // Too late, or the connection is gone: what is missing shows in the figures.
                Ok(Err(error)) => {
                    eprintln!("{error:#}");
                    break;
                }
                Err(_) => break,
            }
        }
        heard.head = self.head;
        heard
    }

    /// The next frame as it came.
    pub async fn frame(&mut self) -> Result<ServerFrame> {
        loop {
            let message = timeout(SILENCE_MAX, self.stream.next()).await;
            let message = message.context("The server is silent")?;
            match message.context("The server closed the connection")?? {
                Message::Binary(bytes) => return Ok(decode(&bytes)?),
                Message::Close(_) => bail!("The server closed the connection."),
                _ => {}
            }
        }
    }

    async fn next(&mut self, heard: &mut Heard) -> Result<()> {
        let frame = self.frame().await?;
        let at = Instant::now();
        match frame {
            ServerFrame::Records { items, .. } => {
                for item in items {
                    if item.seq != self.head.seq + 1 {
                        bail!("Record {} came after {}.", item.seq, self.head.seq);
                    }
                    self.head.seq = item.seq;
                    self.head.hash = item.hash.0.to_vec();
                    let sent = item.intent.and_then(|intent| self.sent.when(intent));
                    heard.times.extend(sent.map(|sent| at - sent));
                }
            }
            ServerFrame::Receipt(receipt) => match receipt.outcome {
                Outcome::Recorded { .. } => heard.receipts += 1,
                Outcome::Refused { reason, .. } => bail!(reason),
            },
            ServerFrame::Ping { n, .. } => {
                let device_time = now();
                self.say(ClientFrame::Pong { n, device_time });
            }
            ServerFrame::Bye { reason, .. } => bail!(reason),
            _ => {}
        }
        Ok(())
    }

    fn say(&self, frame: ClientFrame) {
        // A writer that has gone shows as a closed connection.
        let _ = self.say.send(frame);
    }
}

/// An entry of about eight fields with 200 characters of text, no two alike: what repeats itself would be small.
pub fn submit(ids: &mut Ids) -> ClientFrame {
    let at = now();
    let mut text = String::new();
    while text.chars().count() < 200 {
        text.push_str(WORDS[rand::rng().random_range(0..WORDS.len())]);
        text.push(' ');
    }
    let entry = AppendEntry {
        kind: Kind::Observation,
        text: text.chars().take(200).collect(),
        why: None,
        set_aside: None,
        said_by: Some("Duty line".into()),
        happened_at: Some(at),
        certainty: Some("know".into()),
        corrects: None,
        answers: None,
        about: Some("listing service".into()),
        begun_at: Some(at),
    };
    ClientFrame::Submit(Submit {
        intent: ids.intent(at),
        kind: SubmitKind::Command,
        name: "append_entry".into(),
        change: None,
        command: serde_json::to_value(entry).ok(),
        epoch: None,
        not_after: None,
        written_at: at,
    })
}

/// Words for entries.
const WORDS: [&str; 48] = [
    "listing",
    "service",
    "gateway",
    "mailbox",
    "sheet",
    "clerk",
    "recall",
    "trace",
    "copy",
    "court",
    "answered",
    "opened",
    "deleted",
    "forwarded",
    "confirmed",
    "asked",
    "checked",
    "found",
    "stopped",
    "started",
    "before",
    "after",
    "again",
    "still",
    "never",
    "once",
    "nobody",
    "everyone",
    "somebody",
    "template",
    "export",
    "address",
    "number",
    "caller",
    "bridge",
    "roster",
    "signature",
    "minutes",
    "later",
    "without",
    "because",
    "between",
    "another",
    "second",
    "third",
    "waiting",
    "reported",
    "unclear",
];
