//! The traits, a noun each.

use crate::{
    AppendError, Attachment, Batch, IndexRow, InvitationCode, Person, Refused, Rotation, Session,
    Snapshot, StoreError,
};
use async_trait::async_trait;
use loggist_domain::{IncidentId, IntentId, PersonId, SessionId, Summary, Timestamp};
use loggist_evidence::{Head, Record};

type Result<T> = std::result::Result<T, StoreError>;

/// The records of incidents: the truth.
#[async_trait]
pub trait Ledger: Send + Sync {
    /// Appends a batch `[S1]`..`[S7]`. The first record of an incident (`seq` 1) also makes the incident, from
    /// `batch.summary`, which is then required.
    async fn append(&self, batch: &Batch) -> std::result::Result<(), AppendError>;
    /// The last record's number and hash; `None` for no such incident.
    async fn head(&self, incident: IncidentId) -> Result<Option<Head>>;
    /// Records after `after`, in order, at most `limit` of them `[S8]`.
    async fn records(&self, incident: IncidentId, after: u64, limit: u32) -> Result<Vec<Record>>;
    /// A row for each record, in order.
    async fn index(&self, incident: IncidentId) -> Result<Vec<IndexRow>>;
    /// Every actor of the incident and whose it is; `None` for the server's.
    async fn actors(&self, incident: IncidentId) -> Result<Vec<([u8; 16], Option<PersonId>)>>;
}

/// Saved documents: a cache of the ledger.
#[async_trait]
pub trait Snapshots: Send + Sync {
    /// Stores a snapshot and forgets all but it and the one before `[S9]`.
    async fn put_snapshot(
        &self,
        incident: IncidentId,
        snapshot: &Snapshot,
        now: Timestamp,
    ) -> Result<()>;
    /// Snapshots, newest first.
    async fn snapshots(&self, incident: IncidentId) -> Result<Vec<Snapshot>>;
}

/// Refused intents, kept for their author alone. They are written by `append`.
#[async_trait]
pub trait Tray: Send + Sync {
    /// A person's tray in an incident, oldest first.
    async fn tray(&self, incident: IncidentId, person: PersonId) -> Result<Vec<Refused>>;
    /// Every final refusal of an incident, for a room to repeat `[W3]`; discarded ones included, without content.
    async fn refusals(&self, incident: IncidentId) -> Result<Vec<Refused>>;
    /// Takes an item out of the tray: its content is erased, the refusal is still repeated. False when it was not there.
    async fn discard(
        &self,
        incident: IncidentId,
        person: PersonId,
        intent: IntentId,
    ) -> Result<bool>;
}

/// The list of incidents.
#[async_trait]
pub trait Incidents: Send + Sync {
    /// Takes the next number of a year's incidents, from 1. A number may be lost, never given twice.
    async fn next_number(&self, year: i16) -> Result<u64>;
    /// Incidents that the person is a member of; with `pre_incident` also all that are not declared. Newest first.
    async fn incidents(&self, person: PersonId, pre_incident: bool) -> Result<Vec<Summary>>;
    /// One incident.
    async fn incident(&self, incident: IncidentId) -> Result<Option<Summary>>;
    /// Ids of all incidents that are not closed.
    async fn open_incidents(&self) -> Result<Vec<IncidentId>>;
}

/// People and how they prove who they are.
#[async_trait]
pub trait People: Send + Sync {
    /// Adds a person. `Taken("email")` when the address is there already.
    async fn add_person(&self, person: &Person, password_hash: Option<&str>) -> Result<()>;
    /// Changes a person (all but id, email and `created_at`). Disabling ends all their sessions.
    async fn update_person(&self, person: &Person, now: Timestamp) -> Result<bool>;
    /// Removes a person who has signed no record; false for one who has, or who is not there.
    async fn remove_person(&self, person: PersonId) -> Result<bool>;
    /// Sets a password hash (PHC text).
    async fn set_password(&self, person: PersonId, password_hash: &str) -> Result<()>;
    /// Everyone, by name.
    async fn people(&self) -> Result<Vec<Person>>;
    /// One person.
    async fn person(&self, person: PersonId) -> Result<Option<Person>>;
    /// A person by lower-case email address, with their password hash.
    async fn person_by_email(&self, email: &str) -> Result<Option<(Person, Option<String>)>>;
}

/// Sign-ins.
#[async_trait]
pub trait Sessions: Send + Sync {
    /// Begins a session. For somebody whose account is shut it has ended as soon as it began.
    async fn begin_session(&self, session: &Session) -> Result<()>;
    /// One session.
    async fn session(&self, session: SessionId) -> Result<Option<Session>>;
    /// Puts `new` in the place of `old` `[S10]`.
    async fn rotate(
        &self,
        session: SessionId,
        old: [u8; 32],
        new: [u8; 32],
        now: Timestamp,
    ) -> Result<Rotation>;
    /// Ends a session; ending it again does nothing.
    async fn end_session(&self, session: SessionId, now: Timestamp) -> Result<()>;
}

/// What opens invitations. It is kept beside the incidents, never in them.
#[async_trait]
pub trait Invitations: Send + Sync {
    /// Keeps a code, and forgets those that have expired.
    async fn keep_code(&self, code: &InvitationCode, now: Timestamp) -> Result<()>;
    /// What a code opens that has not expired.
    async fn code(&self, hash: [u8; 32], now: Timestamp) -> Result<Option<InvitationCode>>;
    /// Forgets a code.
    async fn forget_code(&self, hash: [u8; 32]) -> Result<()>;
}

/// What is attached to incidents, by its content.
#[async_trait]
pub trait Attachments: Send + Sync {
    /// Keeps some content, once; false, and nothing kept, when the incident would then hold more than `bytes_max`.
    async fn keep_attachment(&self, attachment: &Attachment, bytes_max: u64) -> Result<bool>;
    /// Some content by its hash.
    async fn attachment(&self, incident: IncidentId, sha256: &str) -> Result<Option<Vec<u8>>>;
}

/// What the installation remembers: its signing key, whether it is a demonstration, the set-up link.
#[async_trait]
pub trait Settings: Send + Sync {
    /// A setting.
    async fn setting(&self, key: &str) -> Result<Option<String>>;
    /// Stores a setting unless it is there; returns what is there afterwards.
    async fn setting_or(&self, key: &str, value: &str) -> Result<String>;
    /// Removes a setting; true when it was there and this call removed it.
    async fn remove_setting(&self, key: &str) -> Result<bool>;
}

/// A database with everything in it.
#[async_trait]
pub trait Store:
    Ledger + Snapshots + Tray + Incidents + People + Sessions + Invitations + Attachments + Settings
{
    /// Whether the database answers.
    async fn ping(&self) -> Result<()>;
    /// Waits for what is under way and closes.
    async fn close(&self);
    /// `sqlite` or `postgres`.
    fn backend(&self) -> &'static str;
}
