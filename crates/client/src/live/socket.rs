//! Opening a socket.

use crate::{Token, limits::HANDSHAKE_MAX};
use loggist_domain::IncidentId;
use loggist_room::{frames::SUBPROTOCOL, limits::FRAME_BYTES_MAX};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async_with_config,
    tungstenite::{
        Error,
        client::IntoClientRequest,
        http::{HeaderValue, header},
        protocol::WebSocketConfig,
    },
};

/// An open socket.
pub type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A socket that did not open.
#[derive(Debug, thiserror::Error)]
pub enum Closed {
    /// Not in time `[W7]`.
    #[error("no connection within {} seconds", HANDSHAKE_MAX.as_secs())]
    Late,
    /// The network, or the server, says no.
    #[error(transparent)]
    Refused(#[from] Box<Error>),
}

/// Opens the socket of an incident; nothing is said on it yet.
///
/// # Errors
/// [`Closed`]
pub async fn open(server: &str, token: &Token, incident: IncidentId) -> Result<Socket, Closed> {
    let boxed = |error: Error| Closed::Refused(Box::new(error));
    let invalid = |_| {
        boxed(Error::Url(
            tokio_tungstenite::tungstenite::error::UrlError::NoPathOrQuery,
        ))
    };
    // http becomes ws, https becomes wss.
    let url = server.replacen("http", "ws", 1);
    let url = format!("{url}/api/incidents/{incident}/live");
    let mut request = url.into_client_request().map_err(boxed)?;
    let bearer = HeaderValue::from_str(&format!("Bearer {}", token.reveal())).map_err(invalid)?;
    let headers = request.headers_mut();
    headers.insert(header::AUTHORIZATION, bearer);
    headers.insert(
        header::SEC_WEBSOCKET_PROTOCOL,
        HeaderValue::from_static(SUBPROTOCOL),
    );
    let config = WebSocketConfig::default()
        .max_message_size(Some(FRAME_BYTES_MAX))
        .max_frame_size(Some(FRAME_BYTES_MAX));
    // Frames are small and wait for nobody: Nagle's algorithm would hold them back.
    let opening = connect_async_with_config(request, Some(config), true);
    let opened = timeout(HANDSHAKE_MAX, opening).await;
    let (socket, _) = opened.map_err(|_| Closed::Late)?.map_err(boxed)?;
    Ok(socket)
}
