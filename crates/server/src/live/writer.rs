//! Writing to one connection.

use super::outbox::{Next, Outbox};
use crate::limits::SEND_WITHIN;
use axum::extract::ws::{CloseFrame, Message, WebSocket};
use bytes::Bytes;
use futures_util::{SinkExt as _, stream::SplitSink};
use loggist_room::frames::{Close, encode};
use tokio::time::timeout;

/// Writes what waits until the connection closes or no longer takes anything.
pub async fn write(outbox: Outbox, mut sink: SplitSink<WebSocket, Message>) {
    loop {
        match outbox.next().await {
            Next::Message(message) => {
                if !send(&mut sink, Message::Binary(message)).await {
                    return;
                }
            }
            Next::Close(close) => {
                bye(&mut sink, close).await;
                return;
            }
        }
    }
}

/// Says why, in words and as a code, for those who can only see one of them.
async fn bye(sink: &mut SplitSink<WebSocket, Message>, close: Close) {
    let frame = Bytes::from(encode(&close.frame()));
    let code = CloseFrame {
        code: close.code(),
        reason: "".into(),
    };
    if send(sink, Message::Binary(frame)).await {
        send(sink, Message::Close(Some(code))).await;
    }
}

async fn send(sink: &mut SplitSink<WebSocket, Message>, message: Message) -> bool {
    matches!(timeout(SEND_WITHIN, sink.send(message)).await, Ok(Ok(())))
}
