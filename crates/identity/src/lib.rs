//! Who may come in: accounts, passwords, tokens and sign-ins.
//!
//! The tour: [`Accounts`] is the door: it signs people in and out, says who speaks, and adds people. Behind it stand
//! [`password`] (what may be one, and its hash), [`token`] (JWTs under one [`key`]), [`Refresh`] (opaque, rotated),
//! [`Tickets`] (one use, half a minute), [`Attempts`] (sign-ins are slowed), [`code`] (what opens an
//! invitation) and [`setup`] (the one-time link). Time and
//! randomness come from [`Surroundings`], so that every part can be tested at any moment.

mod accounts;
mod attempts;
pub mod code;
mod email;
mod error;
pub mod key;
pub mod limits;
mod pace;
pub mod password;
mod refresh;
pub mod setup;
mod surroundings;
mod ticket;
pub mod token;

pub use accounts::{Accounts, NewPerson, Refreshed, SignedIn, Speaker};
pub use attempts::Attempts;
pub use email::email;
pub use error::IdentityError;
pub use pace::{Pace, Used};
pub use refresh::{Recent, Refresh};
pub use surroundings::{Arranged, RealSurroundings, Surroundings};
pub use ticket::Tickets;
