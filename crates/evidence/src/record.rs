//! A record of the ledger.

use crate::{Hash, Parts, RecordKey};
use ciborium::Value;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// A change that a person's replica made.
    Edit,
    /// A command, with its effect.
    Command,
    /// The opening of a volume.
    Volume,
}

impl RecordKind {
    /// Its name in data.
    pub fn name(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Command => "command",
            Self::Volume => "volume",
        }
    }

    /// The kind of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Edit, Self::Command, Self::Volume]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

/// One record: a person's change or command, plus its effect. Every record leaves a whole state.
///
/// The first group of fields is what [`Record::hash`] covers; the second is an index over it, kept beside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The incident's id.
    pub incident: [u8; 16],
    /// 1, 2, 3 ... without gaps.
    pub seq: u64,
    /// Hash of the record before; [`Hash::ZERO`] for the first.
    pub prev: Hash,
    /// Server clock, RFC 3339.
    pub received_at: String,
    /// The person's device clock, RFC 3339, as claimed.
    pub written_at: String,
    /// Who; absent for the server's own.
    pub person: Option<[u8; 16]>,
    /// Under which sign-in.
    pub session: Option<[u8; 16]>,
    /// The most senior role held at the time.
    pub role: Option<String>,
    /// The command epoch it was decided under.
    pub epoch: u64,
    /// The version of the rules it was decided by.
    pub policy_version: u32,
    /// What it is.
    pub kind: RecordKind,
    /// The command's or edit's name.
    pub name: String,
    /// The intent's id; absent for the server's own.
    pub intent: Option<[u8; 16]>,
    /// The key behind the salts of the parts. Not hashed; never sent to clients.
    pub key: RecordKey,
    /// Change, command, effect and entry fields.
    pub parts: Parts,

    /// Index: hash of the Automerge change among the parts, for edits.
    pub change_hash: Option<Hash>,
    /// Index: the Automerge actors that wrote in this record, with whether it is the server's.
    pub actors: Vec<([u8; 16], bool)>,
    /// Index: ids of objects that this record creates.
    pub created: Vec<[u8; 16]>,
    /// Index: number of the entry that this record seals.
    pub number: Option<u64>,
}

impl Record {
    /// SHA-256 over the deterministic CBOR of the header and the sorted commitments.
    ///
    /// The encoding is an array, first a text that names this version of the format; ids and hashes are byte
    /// strings, times text, what is absent null. It is meant to last: a new form gets a new name.
    pub fn hash(&self) -> Hash {
        let id = |id: [u8; 16]| Value::Bytes(id.to_vec());
        let optional =
            |id: Option<[u8; 16]>| id.map_or(Value::Null, |id| Value::Bytes(id.to_vec()));
        let parts = self.parts.iter().map(|(label, part)| {
            Value::Array(vec![
                Value::Text(label.into()),
                Value::Bytes(part.commitment.0.to_vec()),
            ])
        });
        let encoded = Value::Array(vec![
            Value::Text("loggist record 1".into()),
            id(self.incident),
            Value::Integer(self.seq.into()),
            Value::Bytes(self.prev.0.to_vec()),
            Value::Text(self.received_at.clone()),
            Value::Text(self.written_at.clone()),
            optional(self.person),
            optional(self.session),
            self.role.clone().map_or(Value::Null, Value::Text),
            Value::Integer(self.epoch.into()),
            Value::Integer(self.policy_version.into()),
            Value::Text(self.kind.name().into()),
            Value::Text(self.name.clone()),
            optional(self.intent),
            Value::Array(parts.collect()),
        ]);
        let mut bytes = Vec::new();
        ciborium::into_writer(&encoded, &mut bytes).expect("writing to memory does not fail");
        Hash(Sha256::digest(&bytes).into())
    }
}
