//! One connection, from the upgrade to its end.

use super::{outbox::Outbox, pacing::Pacing, writer::write};
use crate::{
    Problem,
    app::{App, Shared},
    body::InIncident,
    caller::bearer,
    limits::{CLOSE_WITHIN, CONNECTIONS_MAX, MESSAGE_BYTES_MAX, WRITE_BUFFER_BYTES_MAX},
    metrics::OpenSocket,
    origin,
    rooms::{Door, Unloaded},
    sight,
};
use axum::{
    extract::{
        State, WebSocketUpgrade,
        ws::{Message, WebSocket, rejection::WebSocketUpgradeRejection},
    },
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use futures_util::{StreamExt as _, stream::SplitStream};
use loggist_domain::IncidentId;
use loggist_identity::{IdentityError, Speaker};
use loggist_room::{
    ConnId, Identity,
    frames::{ClientFrame, Close, FrameError, Hello, SUBPROTOCOL, decode},
    limits::HELLO_WITHIN,
};
use std::{sync::Arc, time::Duration};
use tokio::{task::JoinHandle, time::timeout};
use tokio_tungstenite::tungstenite::{self, error::CapacityError};

/// The tokens that came with the upgrade.
struct Tokens {
    bearer: Option<String>,
    cookie: Option<String>,
}

/// Speak with an incident's room.
///
/// With an `Origin` of ours, or none and no cookie, the upgrade always succeeds; what else is wrong is said by `bye`,
/// because a browser cannot read an HTTP status here.
#[utoipa::path(
    get,
    operation_id = "connect_live", path = "/api/incidents/{incident}/live",
    params(("incident" = String, Path, description = "The incident's id")),
    responses(
        (status = 101, description = "The socket of `loggist.v1`"),
        (status = 403, description = "Not one of our own pages", body = Problem),
        (status = 426, description = "Not a WebSocket", body = Problem),
        (status = 503, description = "As many connections as this node takes", body = Problem),
    )
)]
pub async fn live(
    State(app): State<Shared>,
    incident: Result<InIncident, Problem>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    let Ok(upgrade) = upgrade else {
        return Problem::upgrade().into_response();
    };
    if !origin::is_own(&app, &headers) {
        return Problem::origin().into_response();
    }
    let Ok(place) = Arc::clone(&app.connections).try_acquire_owned() else {
        return Problem::full(&format!("{CONNECTIONS_MAX} connections")).into_response();
    };
    let tokens = Tokens {
        bearer: bearer(&headers),
        cookie: app.cookies.access(&headers),
    };
    let incident = incident.ok().map(|InIncident(id)| id);
    upgrade
        .protocols([SUBPROTOCOL])
        .max_message_size(MESSAGE_BYTES_MAX)
        .max_frame_size(MESSAGE_BYTES_MAX)
        .max_write_buffer_size(WRITE_BUFFER_BYTES_MAX)
        .on_upgrade(async move |socket| {
            let _place = place;
            let _counted = OpenSocket::new();
            connection(&app, incident, tokens, socket).await;
        })
}

async fn connection(app: &App, incident: Option<IncidentId>, tokens: Tokens, socket: WebSocket) {
    let (sink, mut stream) = socket.split();
    let outbox = Outbox::default();
    let mut writer = tokio::spawn(write(outbox.clone(), sink));
    let close = match enter(app, incident, &tokens, &mut stream, &outbox).await {
        Ok(entered) => entered.read(app, &mut stream, &mut writer).await,
        Err(close) => close,
    };
    if let Some(close) = close {
        outbox.close(close);
    } else {
        // The other side has gone: nobody reads what waits.
        outbox.close_now(Close::Resume);
    }
    // What still comes is read and dropped, or the system would cut off our last words.
    let drained = async {
        if !writer.is_finished() {
            let _ = (&mut writer).await;
        }
        while let Some(Ok(_)) = stream.next().await {}
    };
    let in_time = timeout(CLOSE_WITHIN, drained).await;
    if in_time.is_err() {
        writer.abort();
    }
}

/// A connection that is in a room.
struct Entered {
    conn: ConnId,
    door: Door,
    speaker: Speaker,
}

/// From `hello` into the room. `Err(None)`: the other side has gone.
async fn enter(
    app: &App,
    incident: Option<IncidentId>,
    tokens: &Tokens,
    stream: &mut SplitStream<WebSocket>,
    outbox: &Outbox,
) -> Result<Entered, Option<Close>> {
    let first = timeout(HELLO_WITHIN, frame(stream)).await;
    let ClientFrame::Hello(mut hello) = first.map_err(|_| Close::NoHello)?? else {
        return Err(Some(Close::Malformed));
    };
    if let Some(pace) = hello.pace {
        outbox.pace(Duration::from_millis(pace.into()));
    }
    let speaker = prove(app, tokens, hello.ticket.take()).await?;
    let incident = incident.ok_or(Close::NotFound)?;
    if let Err(problem) = sight::incident(app, &speaker.person, incident).await {
        let left = sight::left(app, &speaker.person, incident).await.is_ok();
        return Err(Some(match problem.status {
            // Who was removed while they were offline learns that, and may hand in what they had written.
            404 if left => Close::Removed,
            404 => Close::NotFound,
            _ => Close::StoreAway,
        }));
    }
    app.know(&speaker.person)
        .await
        .map_err(|_| Close::StoreAway)?;
    let conn = ConnId(app.rooms.number());
    let door = join(app, incident, (conn, &speaker), hello, outbox).await?;
    Ok(Entered {
        conn,
        door,
        speaker,
    })
}

/// A room that is just being let go is loaded again.
async fn join(
    app: &App,
    incident: IncidentId,
    (conn, speaker): (ConnId, &Speaker),
    hello: Hello,
    outbox: &Outbox,
) -> Result<Door, Close> {
    let who = Identity {
        person: speaker.person.id,
        session: speaker.session,
    };
    for _ in 0..3 {
        let door = app.rooms.door(incident).await.map_err(|why| {
            match &why {
                Unloaded::NotFound | Unloaded::Stopping => {}
                why => tracing::error!(%incident, error = %why, "a room cannot be loaded"),
            }
            match why {
                Unloaded::NotFound => Close::NotFound,
                Unloaded::Stopping => Close::Stopping,
                _ => Close::StoreAway,
            }
        })?;
        if door
            .join(conn, who, hello.clone(), outbox.clone())
            .await
            .is_ok()
        {
            return Ok(door);
        }
    }
    Err(Close::Resume)
}

/// Who speaks: the ticket in `hello`, or the bearer token, or the cookie; the first that is there must be good.
async fn prove(app: &App, tokens: &Tokens, ticket: Option<String>) -> Result<Speaker, Close> {
    let proved = match (ticket, tokens.bearer.as_ref().or(tokens.cookie.as_ref())) {
        (Some(ticket), _) => app.accounts.redeem(&ticket).await,
        (None, Some(token)) => app.accounts.speaker(token).await,
        (None, None) => Err(IdentityError::SignedOut),
    };
    proved.map_err(|error| match error {
        IdentityError::Store(error) => {
            tracing::error!(%error, "the store failed");
            Close::StoreAway
        }
        _ => Close::SignIn,
    })
}

impl Entered {
    /// Takes frames to the room until one side ends it. `None`: the other side has gone.
    async fn read(
        self,
        app: &App,
        stream: &mut SplitStream<WebSocket>,
        writer: &mut JoinHandle<()>,
    ) -> Option<Close> {
        let mut pacing = Pacing::of(app, self.speaker.person.id);
        let close = loop {
            let taken = async {
                let frame = frame(stream).await?;
                pacing.wait(app, &frame).await;
                let said = self.door.say(self.conn, frame).await;
                said.map_err(|_| Some(Close::Resume))
            };
            tokio::select! {
                // The room closed it, or the network no longer takes what we write.
                _ = &mut *writer => break None,
                taken = taken => if let Err(close) = taken { break close },
            }
        };
        self.door.leave(self.conn).await;
        close
    }
}

/// The next frame. `Err(None)`: the other side has gone.
async fn frame(stream: &mut SplitStream<WebSocket>) -> Result<ClientFrame, Option<Close>> {
    loop {
        let bytes = match stream.next().await {
            Some(Ok(Message::Binary(bytes))) => bytes,
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => continue,
            Some(Ok(Message::Text(_))) => return Err(Some(Close::Malformed)),
            Some(Ok(Message::Close(_))) | None => return Err(None),
            Some(Err(error)) => return Err(broken(error)),
        };
        return decode(&bytes).map_err(|error| {
            Some(match error {
                FrameError::TooLarge => Close::TooLarge,
                FrameError::Malformed(_) => Close::Malformed,
            })
        });
    }
}

/// What an error of the socket's library means.
fn broken(error: axum::Error) -> Option<Close> {
    let inner = error.into_inner();
    match inner.downcast_ref::<tungstenite::Error>()? {
        tungstenite::Error::Capacity(CapacityError::MessageTooLong { .. }) => Some(Close::TooLarge),
        tungstenite::Error::Protocol(_) | tungstenite::Error::Utf8(_) => Some(Close::Malformed),
        _ => None,
    }
}
