//! A connection in a room.

use crate::{
    Identity,
    frames::{PresenceRow, PresenceUpdate, ServerFrame},
    limits,
};
use loggist_domain::{PersonId, Role, Timestamp};

/// Where a connection stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Gets records as they come.
    Live,
    /// Waits for a snapshot to be saved, or was told to load one: says `hello` again.
    Loading,
    /// Waits for the ledger to be read before its `hello` can be answered.
    Greeting,
}

/// A connection whose person is known.
#[derive(Clone, Debug)]
pub struct Conn {
    /// Whose.
    pub who: Identity,
    /// Where it stands.
    pub phase: Phase,
    /// After a refused edit every later submit is answered `rebase`, until the next `hello` `[W10]`.
    pub rebasing: bool,
    /// When anything was last heard from it `[W7]`.
    pub heard_at: Timestamp,
    /// What it was last told of its authority.
    pub told: Option<Authority>,
    /// What others see of it.
    pub row: PresenceRow,
}

/// What a person may do here, in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// The command epoch.
    pub epoch: u64,
    /// The person's roles.
    pub roles: Vec<Role>,
    /// Who commands.
    pub manager: Option<PersonId>,
    /// The deputy.
    pub deputy: Option<PersonId>,
}

impl Authority {
    /// The frame that tells it.
    pub fn frame(&self) -> ServerFrame {
        ServerFrame::Authority {
            epoch: self.epoch,
            roles: self.roles.clone(),
            manager: self.manager,
            deputy: self.deputy,
        }
    }
}

impl Conn {
    /// Takes what the person looks at and types; true when others see a difference.
    pub fn update(&mut self, update: PresenceUpdate) -> bool {
        let row = PresenceRow {
            viewing: update
                .viewing
                .filter(|v| v.chars().count() <= limits::VIEWING_CHARS_MAX),
            draft: update.draft,
            cursor: update
                .cursor
                .filter(|cursor| cursor.len() <= limits::CURSOR_BYTES_MAX),
            typing: update.typing,
            ..self.row.clone()
        };
        let changed = row != self.row;
        self.row = row;
        changed
    }
}
