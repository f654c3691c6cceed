//! A raw socket of `loggist.v1`: frames out, frames in, nothing done by itself.

use bytes::Bytes;
use futures_util::{SinkExt as _, StreamExt as _};
use loggist_domain::{IntentId, ReplicaId, Timestamp};
use loggist_room::frames::{
    ClientFrame, Hello, SUBPROTOCOL, ServerFrame, Submit, SubmitKind, Welcome, decode, encode,
};
use serde_bytes::ByteBuf;
use serde_json::Value;
use std::time::Duration;
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Error, Message, client::IntoClientRequest as _, http::HeaderValue},
};
use uuid::Uuid;

/// A test that has not moved on for this long never will.
const PATIENCE: Duration = Duration::from_secs(30);

/// A raw socket.
pub struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

/// What comes next on a socket.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// A frame.
    Frame(ServerFrame),
    /// A close, with its code.
    Closed(u16),
    /// The end of the stream.
    End,
}

impl Socket {
    /// Opens one, with a bearer token when there is one.
    ///
    /// # Panics
    /// When the upgrade is refused.
    pub async fn open(origin: &str, incident: &str, token: Option<&str>) -> Self {
        let headers = token.map(|token| ("authorization", format!("Bearer {token}")));
        let headers: Vec<(&str, String)> = headers.into_iter().collect();
        Self::with(origin, incident, &headers)
            .await
            .expect("the upgrade succeeds")
    }

    /// Opens one with these headers.
    ///
    /// # Errors
    /// The status of a refused upgrade.
    ///
    /// # Panics
    /// When there is no answer at all.
    pub async fn with(
        origin: &str,
        incident: &str,
        headers: &[(&'static str, String)],
    ) -> Result<Self, u16> {
        let url = format!(
            "{}/api/incidents/{incident}/live",
            origin.replacen("http", "ws", 1)
        );
        let mut request = url.into_client_request().expect("an address");
        let all = request.headers_mut();
        all.insert(
            "sec-websocket-protocol",
            HeaderValue::from_static(SUBPROTOCOL),
        );
        for (name, value) in headers {
            all.insert(*name, value.parse().expect("a header"));
        }
        match connect_async(request).await {
            Ok((socket, _)) => Ok(Self(socket)),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(other) => panic!("no answer: {other}"),
        }
    }

    /// Says something.
    ///
    /// # Panics
    /// When the socket is gone.
    pub async fn say(&mut self, frame: &ClientFrame) {
        self.send(Message::Binary(encode(frame).into())).await;
    }

    /// Sends any message.
    ///
    /// # Panics
    /// When the socket is gone.
    pub async fn send(&mut self, message: Message) {
        self.0.send(message).await.expect("the socket takes it");
    }

    /// A new replica's `hello`, perhaps with a ticket.
    pub async fn hello(&mut self, ticket: Option<String>) {
        self.hello_at(0, &[], ticket).await;
    }

    /// A replica's `hello`.
    pub async fn hello_at(&mut self, seq: u64, hash: &[u8], ticket: Option<String>) {
        self.greet(seq, hash, ticket, None).await;
    }

    /// A new replica's `hello`, which asks for news together: so many milliseconds.
    pub async fn hello_paced(&mut self, pace: u32) {
        self.greet(0, &[], None, Some(pace)).await;
    }

    async fn greet(&mut self, seq: u64, hash: &[u8], ticket: Option<String>, pace: Option<u32>) {
        let hello = Hello {
            volume: u64::from(seq > 0),
            seq,
            hash: ByteBuf::from(hash),
            replica: ReplicaId::from_bytes([1; 16]),
            device_time: Timestamp::from_millis(1_800_000_000_000),
            client: "test".into(),
            ticket,
            pace,
        };
        self.say(&ClientFrame::Hello(hello)).await;
    }

    /// Submits a command.
    pub async fn submit(&mut self, intent: Uuid, name: &str, command: Value, now: Timestamp) {
        let submit = Submit {
            intent: IntentId(intent),
            kind: SubmitKind::Command,
            name: name.into(),
            change: None,
            command: Some(command),
            epoch: Some(1),
            not_after: Some(now.plus(Duration::from_secs(30))),
            written_at: now,
        };
        self.say(&ClientFrame::Submit(submit)).await;
    }

    /// What comes next.
    ///
    /// # Panics
    /// When nothing comes, or something that is no frame.
    pub async fn next(&mut self) -> Next {
        loop {
            match timeout(PATIENCE, self.0.next())
                .await
                .expect("something comes")
            {
                Some(Ok(Message::Binary(bytes))) => {
                    return Next::Frame(decode(&bytes).expect("a frame of the server"));
                }
                Some(Ok(Message::Close(close))) => {
                    return Next::Closed(close.map_or(0, |close| close.code.into()));
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Next::End,
            }
        }
    }

    /// The frames of the next message.
    ///
    /// # Panics
    /// When none comes, or something that is no frame.
    pub async fn together(&mut self) -> Vec<ServerFrame> {
        let bytes = self.next_bytes().await.expect("a message comes");
        let mut rest = &bytes[..];
        let mut frames = Vec::new();
        while !rest.is_empty() {
            frames.push(ciborium::from_reader(&mut rest).expect("a frame of the server"));
        }
        frames
    }

    /// The bytes of what comes next, unread; none at the end.
    pub async fn next_bytes(&mut self) -> Option<Bytes> {
        match timeout(PATIENCE, self.0.next()).await {
            Ok(Some(Ok(message))) => Some(message.into_data()),
            _ => None,
        }
    }

    /// Waits for a frame that is wanted, and passes over the others.
    ///
    /// # Panics
    /// When the socket ends before.
    pub async fn until<T>(&mut self, mut wanted: impl FnMut(ServerFrame) -> Option<T>) -> T {
        loop {
            match self.next().await {
                Next::Frame(frame) => {
                    if let Some(found) = wanted(frame) {
                        return found;
                    }
                }
                ended => panic!("the socket ended: {ended:?}"),
            }
        }
    }

    /// The answer to `hello`.
    pub async fn welcome(&mut self) -> Welcome {
        self.until(|frame| match frame {
            ServerFrame::Welcome(welcome) => Some(welcome),
            _ => None,
        })
        .await
    }

    /// Says `hello` as a new replica, and again from a snapshot when the room has one for it.
    pub async fn join(&mut self) -> Welcome {
        self.hello(None).await;
        loop {
            let answer = self
                .until(|frame| match frame {
                    ServerFrame::Welcome(welcome) => Some(Ok(welcome)),
                    ServerFrame::Snapshot { seq, hash, .. } => Some(Err((seq, hash))),
                    _ => None,
                })
                .await;
            match answer {
                Ok(welcome) => return welcome,
                Err((seq, hash)) => self.hello_at(seq, &hash.0, None).await,
            }
        }
    }

    /// Waits until record `seq` has come.
    pub async fn record(&mut self, seq: u64) {
        self.until(|frame| match frame {
            ServerFrame::Records { to, .. } => (to >= seq).then_some(()),
            _ => None,
        })
        .await;
    }

    /// The code of `bye`, which must be the close code too.
    ///
    /// # Panics
    /// When the socket ends otherwise.
    pub async fn bye(&mut self) -> u16 {
        let said = self
            .until(|frame| match frame {
                ServerFrame::Bye { code, .. } => Some(code),
                _ => None,
            })
            .await;
        assert_eq!(self.next().await, Next::Closed(said), "a close follows bye");
        said
    }
}
