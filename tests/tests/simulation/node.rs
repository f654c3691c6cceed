//! A node: a room, and what it waits for from the store.

use automerge::Automerge;
use loggist_domain::Timestamp;
use loggist_room::{
    Batch, ConnId, Input, Output, Room,
    frames::{Close, ServerFrame, decode},
};

/// What goes down a connection.
pub enum Down {
    Frame(ServerFrame),
    Close(Close),
}

pub struct Node {
    pub room: Room,
    pub appending: Option<Batch>,
    pub reading: Option<u64>,
    pub saving: Option<(u64, Box<Automerge>)>,
    pub wake_at: Option<Timestamp>,
}

impl Node {
    pub fn new(room: Room) -> Self {
        Self {
            room,
            appending: None,
            reading: None,
            saving: None,
            wake_at: None,
        }
    }

    /// Gives the room something and returns what goes out.
    pub fn handle(&mut self, input: Input, now: Timestamp) -> Vec<(ConnId, Down)> {
        let mut out = Vec::new();
        for output in self.room.handle(input, now) {
            match output {
                Output::Append(batch) => {
                    assert!(self.appending.is_none(), "one batch is in flight at a time");
                    self.appending = Some(*batch);
                }
                Output::Read { after } => self.reading = Some(after),
                Output::Send { conn, frame } => {
                    out.push((conn, Down::Frame(decode(&frame).expect("a frame"))));
                }
                Output::Broadcast { conns, frame } => {
                    for conn in conns {
                        out.push((conn, Down::Frame(decode(&frame).expect("a frame"))));
                    }
                }
                Output::Close { conn, close } => out.push((conn, Down::Close(close))),
                Output::Save { seq, document, .. } => self.saving = Some((seq, document)),
                Output::WakeAt(at) => self.wake_at = Some(at),
                Output::Answer { .. } | Output::Hangup { .. } | Output::Stopped => {
                    unreachable!("nobody calls over HTTP, nobody stops a node gently")
                }
            }
        }
        out
    }
}
