//! The parts of a record: labelled bytes behind salted commitments.

use crate::Hash;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fmt};

/// The secret of one record, from which the salts of its parts come. Never sent to clients.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RecordKey(pub [u8; 32]);

impl fmt::Debug for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecordKey(..)")
    }
}

impl RecordKey {
    /// The salt of a part: HMAC-SHA-256(record key, label).
    pub fn salt(&self, label: &str) -> [u8; 32] {
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.0)
            .expect("HMAC takes a key of any length");
        mac.update(label.as_bytes());
        mac.finalize().into_bytes().into()
    }

    /// The commitment to a part: SHA-256(salt || label || bytes).
    pub fn commitment(&self, label: &str, bytes: &[u8]) -> Hash {
        let mut digest = Sha256::new();
        digest.update(self.salt(label));
        digest.update(label.as_bytes());
        digest.update(bytes);
        Hash(digest.finalize().into())
    }
}

/// One part: what it is committed to, and its bytes unless they were withheld or erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// SHA-256(salt || label || bytes).
    pub commitment: Hash,
    /// The bytes; absent when withheld or erased.
    pub bytes: Option<Vec<u8>>,
}

/// The parts of a record by label. Labels: `change`, `effect`, `command`, `volume`, and `entry.<number>.<field>`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts(BTreeMap<String, Part>);

/// Stored parts that this version did not write.
#[derive(Debug, thiserror::Error)]
pub enum PartsError {
    /// Not the encoding that `to_bytes` makes.
    #[error("the stored parts of a record cannot be read: {0}")]
    Encoding(String),
}

/// How a part is stored: label, commitment, bytes.
#[derive(Serialize, Deserialize)]
struct Stored(String, Hash, Option<serde_bytes::ByteBuf>);

impl Parts {
    /// Adds a part, committed to under the record's key.
    pub fn insert(&mut self, key: &RecordKey, label: impl Into<String>, bytes: Vec<u8>) {
        let label = label.into();
        let commitment = key.commitment(&label, &bytes);
        self.0.insert(
            label,
            Part {
                commitment,
                bytes: Some(bytes),
            },
        );
    }

    /// The bytes of a part, when they are here.
    pub fn bytes(&self, label: &str) -> Option<&[u8]> {
        self.0.get(label)?.bytes.as_deref()
    }

    /// Removes a part's bytes for good; its commitment stays, so the chain still verifies.
    pub fn erase(&mut self, label: &str) {
        if let Some(part) = self.0.get_mut(label) {
            part.bytes = None;
        }
    }

    /// Every part by label, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Part)> {
        self.0.iter().map(|(label, part)| (label.as_str(), part))
    }

    /// Labels whose bytes are here and do not match their commitment.
    pub fn false_labels<'a>(&'a self, key: &'a RecordKey) -> impl Iterator<Item = &'a str> {
        self.iter().filter_map(move |(label, part)| {
            let bytes = part.bytes.as_deref()?;
            (key.commitment(label, bytes) != part.commitment).then_some(label)
        })
    }

    /// The stored form: deterministic CBOR, an array of (label, commitment, bytes or null).
    pub fn to_bytes(&self) -> Vec<u8> {
        let stored: Vec<Stored> = self
            .0
            .iter()
            .map(|(label, part)| {
                Stored(
                    label.clone(),
                    part.commitment,
                    part.bytes.clone().map(serde_bytes::ByteBuf::from),
                )
            })
            .collect();
        let mut bytes = Vec::new();
        ciborium::into_writer(&stored, &mut bytes).expect("writing to memory does not fail");
        bytes
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// [`PartsError::Encoding`] when the bytes are of another form.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PartsError> {
        let stored: Vec<Stored> = ciborium::from_reader(bytes)
            .map_err(|error| PartsError::Encoding(error.to_string()))?;
        let parts = stored.into_iter().map(|Stored(label, commitment, bytes)| {
            (
                label,
                Part {
                    commitment,
                    bytes: bytes.map(serde_bytes::ByteBuf::into_vec),
                },
            )
        });
        Ok(Self(parts.collect()))
    }
}
