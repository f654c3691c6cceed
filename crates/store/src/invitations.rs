//! What opens an invitation, as stored.

use loggist_domain::{IncidentId, ObjectId, Timestamp};

/// The hash of a code, and what it opens. The code itself is nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationCode {
    /// SHA-256.
    pub hash: [u8; 32],
    /// The incident.
    pub incident: IncidentId,
    /// The invitation in its document.
    pub invitation: ObjectId,
    /// Good until then.
    pub expires_at: Timestamp,
}
