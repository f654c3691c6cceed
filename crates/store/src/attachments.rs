//! What is attached to an incident, as stored.

use loggist_domain::{IncidentId, PersonId, Timestamp};

/// Some content to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The incident.
    pub incident: IncidentId,
    /// Of the content, in hex.
    pub sha256: String,
    /// Who brought it.
    pub kept_by: PersonId,
    /// When.
    pub kept_at: Timestamp,
    /// The content.
    pub content: Vec<u8>,
}
