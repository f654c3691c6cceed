//! What can go wrong.

use loggist_domain::SessionId;

/// An append that did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// Another writer took the sequence number, intent, change or actor first. Nothing was stored.
    #[error("another writer came first")]
    Conflict,
    /// These sessions have ended, or their people's accounts are shut. Nothing was stored.
    #[error("the session has ended")]
    Revoked(Vec<SessionId>),
    /// The database cannot take it now (away, disk full, read only). Nothing was stored.
    #[error("the database cannot take records now: {0}")]
    Away(String),
    /// The commit failed or its answer was lost: read the ledger before deciding anything.
    #[error("it is not known whether the batch was stored: {0}")]
    Unknown(String),
}

impl AppendError {
    /// Something that has to be read first cannot be read: the append stops before its commit, nothing is stored.
    pub(crate) fn unread(error: StoreError) -> Self {
        match error {
            StoreError::Away(why) => Self::Away(why),
            other => Self::Away(other.to_string()),
        }
    }
}

/// Any other call that did not succeed. The texts are for the operator and say what to do where that is known.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address is not one that a backend takes.
    #[error("{0}")]
    Address(String),
    /// The database is there and must not be used as it is: older or newer schema, unsafe settings, wrong owner.
    #[error("{0}")]
    Unfit(String),
    /// The database cannot be reached or cannot take it now.
    #[error("the database cannot be used now: {0}")]
    Away(String),
    /// Something that must be unique is there already, such as an email address.
    #[error("{0} is there already")]
    Taken(&'static str),
    /// A stored value that this version cannot have written.
    #[error("the database holds something that cannot be read: {0}")]
    Corrupt(String),
}
