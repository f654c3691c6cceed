//! Id newtypes. Every id is a `UUIDv7`, written as lower-case hyphenated text.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The 16 bytes of the id.
            pub fn bytes(self) -> [u8; 16] {
                *self.0.as_bytes()
            }

            /// The id with these 16 bytes.
            pub fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            /// Accepts the one form that is written: lower-case and hyphenated.
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let id = Uuid::try_parse(text)?;
                if text.len() == 36 && !text.bytes().any(|b| b.is_ascii_uppercase()) {
                    Ok(Self(id))
                } else {
                    // A form that is read but never written would give one object two names.
                    Uuid::try_parse("").map(Self)
                }
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

id!(/// An incident: one room, one ledger, one document.
    IncidentId);
id!(/// A person with an account.
    PersonId);
id!(/// A sign-in of a person, ended by signing out or by an administrator.
    SessionId);
id!(/// One act of a person: an edit or a command. Unique by (incident, person, intent) `[W3]`.
    IntentId);
id!(/// An object that people write: a draft, a fact. Never used twice in an incident `[A7]`.
    ObjectId);
id!(/// A replica: one tab or one process, with an outbox of its own.
    ReplicaId);

impl IncidentId {
    /// The incident that an intent makes, always the same: a `UUIDv7` with the intent's time. `of` says of what kind it is,
    /// `from` whose the intent is, so that nobody's intent makes the incident of another's.
    pub fn made_by(intent: IntentId, of: &str, from: [u8; 16]) -> Self {
        let digest = Sha256::new()
            .chain_update(of)
            .chain_update(from)
            .chain_update(intent.bytes())
            .finalize();
        let mut bytes = intent.bytes();
        bytes[6..].copy_from_slice(&digest[..10]);
        let id = uuid::Builder::from_bytes(bytes)
            .with_version(uuid::Version::SortRand)
            .with_variant(uuid::Variant::RFC4122)
            .into_uuid();
        Self(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_one_written_form() {
        let text = "0193a1b2-0000-7000-8000-00000000abcd";
        let id: PersonId = text.parse().unwrap();
        assert_eq!(id.to_string(), text);
        assert!(text.to_uppercase().parse::<PersonId>().is_err());
        assert!(text.replace('-', "").parse::<PersonId>().is_err());
        assert_eq!(PersonId::from_bytes(id.bytes()), id);
    }

    #[test]
    fn an_intent_makes_the_same_incident_and_nobody_elses() {
        let intent: IntentId = "0193a1b2-0000-7000-8000-00000000abcd".parse().unwrap();
        let id = IncidentId::made_by(intent, "incident", [1; 16]);
        assert_eq!(id, IncidentId::made_by(intent, "incident", [1; 16]));
        assert_ne!(id, IncidentId::made_by(intent, "incident", [2; 16]));
        assert_ne!(id, IncidentId::made_by(intent, "room", [1; 16]));
        assert_eq!(id.0.get_version_num(), 7);
        assert!(id.to_string().starts_with("0193a1b2-0000-7"));
        assert_eq!(id.to_string().parse(), Ok(id));
    }
}
