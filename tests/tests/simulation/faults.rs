//! What happens on the way: delivery, cuts, restarts, and what the store answers.

use crate::{
    client::Wire,
    node::{Down, Node},
    world::{PEOPLE, World, identity, random},
};
use loggist_room::{AppendFailure, ConnId, Input, Saved, frames::ClientFrame};
use std::time::Duration;

impl World {
    pub(crate) fn connect(&mut self) {
        let n = self.below(self.clients.len());
        if self.clients[n].wire.is_none() && !self.clients[n].ended {
            self.connect_client(n);
        }
    }

    pub(crate) fn connect_client(&mut self, n: usize) {
        self.conns += 1;
        let node = self.below(self.nodes.len());
        let conn = ConnId(self.conns);
        self.note(format!("{} connects to node {node}", PEOPLE[n]));
        let now = self.now;
        let client = &mut self.clients[n];
        client.wire = Some(Wire {
            node,
            conn,
            up: [].into(),
            down: [].into(),
            joined: false,
        });
        client.replica.connected(now);
        client.pump(usize::MAX);
    }

    pub(crate) fn cut(&mut self) {
        let n = self.below(self.clients.len());
        let Some(wire) = self.clients[n].wire.take() else {
            return;
        };
        self.count("cuts");
        self.note(format!("{} is cut off", PEOPLE[n]));
        self.clients[n].replica.disconnected();
        self.clients[n].pump(usize::MAX);
        self.hand(wire.node, Input::Left(wire.conn));
    }

    pub(crate) fn restart_client(&mut self) {
        let n = self.below(self.clients.len());
        self.restart(n);
    }

    pub(crate) fn restart(&mut self, n: usize) {
        self.count("client restarts");
        self.note(format!("{} starts again", PEOPLE[n]));
        let seed = random(&mut self.rng);
        let wire = self.clients[n].wire.take();
        let now = self.now;
        self.clients[n].restart(seed, now);
        if let Some(wire) = wire {
            self.hand(wire.node, Input::Left(wire.conn));
        }
    }

    pub(crate) fn restart_node(&mut self) {
        let at = self.below(self.nodes.len());
        self.count("node restarts");
        self.note(format!("node {at} is killed"));
        let seed = random(&mut self.rng);
        let room = self
            .ledger
            .load(self.incident, &self.people, seed, self.now);
        self.nodes[at] = Node::new(room);
        for n in 0..self.clients.len() {
            if self.clients[n]
                .wire
                .as_ref()
                .is_some_and(|wire| wire.node == at)
            {
                self.clients[n].wire = None;
                self.clients[n].replica.disconnected();
                self.clients[n].pump(usize::MAX);
            }
        }
    }

    pub(crate) fn tell_of_records(&mut self) {
        for node in 0..self.nodes.len() {
            self.hand(node, Input::RecordsElsewhere);
        }
    }

    pub(crate) fn pass_time(&mut self) {
        let millis = 1 + self.below(1_500) as u64;
        self.now = self.now.plus(Duration::from_millis(millis));
        for node in 0..self.nodes.len() {
            if self.nodes[node].wake_at.is_some_and(|at| at <= self.now) {
                self.hand(node, Input::Tick);
            }
        }
    }

    pub(crate) fn deliver_up(&mut self) {
        let n = self.below(self.clients.len());
        self.deliver_up_of(n);
    }

    pub(crate) fn deliver_up_of(&mut self, n: usize) {
        let person = self.clients[n].person;
        let Some(wire) = &mut self.clients[n].wire else {
            return;
        };
        let Some(frame) = wire.up.pop_front() else {
            return;
        };
        let (node, conn) = (wire.node, wire.conn);
        let input = match frame {
            ClientFrame::Hello(hello) if !wire.joined => {
                wire.joined = true;
                Input::Joined {
                    conn,
                    who: identity(person),
                    hello,
                }
            }
            frame => Input::Received { conn, frame },
        };
        self.hand(node, input);
    }

    pub(crate) fn deliver_down(&mut self) {
        let n = self.below(self.clients.len());
        self.deliver_down_of(n);
    }

    pub(crate) fn deliver_down_of(&mut self, n: usize) {
        let now = self.now;
        if let Some((volume, seq, hash)) = self.clients[n].fetching.take() {
            let node = self.clients[n].wire.as_ref().map(|wire| wire.node);
            let bytes = node.and_then(|node| self.nodes[node].room.snapshot(volume, seq));
            if let Some(bytes) = bytes {
                self.count("snapshots fetched");
                self.clients[n]
                    .replica
                    .loaded(volume, seq, hash, &bytes, now);
                self.clients[n].pump(usize::MAX);
            }
        }
        let Some(wire) = &mut self.clients[n].wire else {
            return;
        };
        match wire.down.pop_front() {
            None => return,
            Some(Down::Frame(frame)) => self.clients[n].replica.receive(frame, now),
            Some(Down::Close(close)) => {
                self.clients[n].wire = None;
                self.clients[n].replica.closed(close.code(), close.reason());
            }
        }
        self.clients[n].pump(usize::MAX);
    }

    pub(crate) fn read_and_save(&mut self) {
        for at in 0..self.nodes.len() {
            if let Some(after) = self.nodes[at].reading.take() {
                let records = self.ledger.after(after);
                self.hand(at, Input::Ledger(records));
            }
            if let Some((seq, document)) = self.nodes[at].saving.take() {
                let bytes = document.save();
                if self
                    .ledger
                    .saved
                    .as_ref()
                    .is_none_or(|saved| saved.seq < seq)
                {
                    self.ledger.saved = Some(Saved {
                        volume: 1,
                        seq,
                        bytes: bytes.clone(),
                    });
                }
                self.hand(
                    at,
                    Input::Saved {
                        seq,
                        bytes: bytes.into(),
                    },
                );
            }
        }
    }

    pub(crate) fn store_answers(&mut self, faults: bool) {
        for at in 0..self.nodes.len() {
            let Some(batch) = self.nodes[at].appending.take() else {
                continue;
            };
            let fate = if faults { self.below(40) } else { 39 };
            let answer = match fate {
                0 => {
                    self.count("store away");
                    Input::AppendFailed(AppendFailure::Away)
                }
                1..=2 => {
                    self.count("unknown and lost");
                    Input::AppendFailed(AppendFailure::Unknown)
                }
                fate => {
                    let stored = self.ledger.append(&batch);
                    if !stored {
                        self.count("conflicts");
                        Input::AppendFailed(AppendFailure::Conflict)
                    } else if (3..=5).contains(&fate) {
                        self.count("unknown and stored");
                        Input::AppendFailed(AppendFailure::Unknown)
                    } else {
                        Input::Appended
                    }
                }
            };
            self.note(format!(
                "node {at}: {} records, {answer:?}",
                batch.records.len()
            ));
            self.hand(at, answer);
        }
    }

    /// Hands a node something; what it says goes on the wires. It says nothing of what is not in the ledger `[W1]`.
    pub(crate) fn hand(&mut self, at: usize, input: Input) {
        let out = self.nodes[at].handle(input, self.now);
        for (conn, down) in out {
            crate::invariants::said(&self.ledger, &down);
            let wire = self.clients.iter_mut().find_map(|client| {
                client
                    .wire
                    .as_mut()
                    .filter(|wire| wire.node == at && wire.conn == conn)
            });
            if let Some(wire) = wire {
                wire.down.push_back(down);
            }
        }
    }
}
