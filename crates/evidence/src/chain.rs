//! The chain of a ledger.

use crate::{Hash, Record};

/// The last record of a ledger, or of a prefix of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Its sequence number; 0 before the first record.
    pub seq: u64,
    /// Its hash; [`Hash::ZERO`] before the first record.
    pub hash: Hash,
}

/// Where a ledger stops being one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Break {
    /// A record is missing, or two stand under one number.
    #[error("record {expected} is missing: {found} stands in its place")]
    Gap {
        /// The number that had to come.
        expected: u64,
        /// The number that came.
        found: u64,
    },
    /// A record names another one before it.
    #[error("record {seq} does not follow the record before it")]
    Link {
        /// Its number.
        seq: u64,
    },
    /// A part's bytes are not the ones that were committed to.
    #[error("record {seq}: the part {label:?} was changed")]
    Part {
        /// Its number.
        seq: u64,
        /// The part.
        label: String,
    },
}

/// Follows the chain over further records and returns its new head.
///
/// # Errors
/// The first place where it breaks.
pub fn chain<'a>(from: Head, records: impl IntoIterator<Item = &'a Record>) -> Result<Head, Break> {
    records.into_iter().try_fold(from, |head, record| {
        if record.seq != head.seq + 1 {
            return Err(Break::Gap {
                expected: head.seq + 1,
                found: record.seq,
            });
        }
        if record.prev != head.hash {
            return Err(Break::Link { seq: record.seq });
        }
        if let Some(label) = record.parts.false_labels(&record.key).next() {
            return Err(Break::Part {
                seq: record.seq,
                label: label.to_owned(),
            });
        }
        Ok(Head {
            seq: record.seq,
            hash: record.hash(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Parts, RecordKey, RecordKind};

    fn ledger(length: u64) -> Vec<Record> {
        let mut head = Head::default();
        (1..=length)
            .map(|seq| {
                let key = RecordKey([u8::try_from(seq).unwrap(); 32]);
                let mut parts = Parts::default();
                parts.insert(&key, "change", vec![1, 2, 3]);
                parts.insert(&key, "entry.000001.text", b"\"words\"".to_vec());
                let record = Record {
                    incident: [7; 16],
                    seq,
                    prev: head.hash,
                    received_at: "2026-11-23T02:28:05.000Z".into(),
                    written_at: "2026-11-23T02:28:04.000Z".into(),
                    person: Some([1; 16]),
                    session: None,
                    role: Some("deputy".into()),
                    epoch: 1,
                    policy_version: 1,
                    kind: RecordKind::Edit,
                    name: "edit_draft".into(),
                    intent: Some([2; 16]),
                    key,
                    parts,
                    change_hash: None,
                    actors: vec![],
                    created: vec![],
                    number: None,
                };
                head = Head {
                    seq,
                    hash: record.hash(),
                };
                record
            })
            .collect()
    }

    /// The record format is meant to last: this hash may never change.
    #[test]
    fn the_hash_of_a_record_is_fixed() {
        assert_eq!(
            ledger(1)[0].hash().to_string(),
            "02643ab71bbdd5f9f2459b2663eb11b04a0deae2a22d0f8ec3b62dc7ce3f8993"
        );
    }

    #[test]
    fn a_whole_ledger_holds_and_a_touched_one_breaks_where_it_was_touched() {
        let whole = ledger(5);
        assert_eq!(chain(Head::default(), &whole).unwrap().seq, 5);

        let mut deleted = whole.clone();
        deleted.remove(2);
        assert_eq!(
            chain(Head::default(), &deleted),
            Err(Break::Gap {
                expected: 3,
                found: 4
            })
        );

        let mut swapped = whole.clone();
        swapped.swap(1, 2);
        assert_eq!(
            chain(Head::default(), &swapped),
            Err(Break::Gap {
                expected: 2,
                found: 3
            })
        );

        let mut renamed = whole.clone();
        renamed[1].person = Some([9; 16]);
        assert_eq!(
            chain(Head::default(), &renamed),
            Err(Break::Link { seq: 3 })
        );

        let mut touched = whole.clone();
        let key = touched[3].key;
        let mut parts = Parts::default();
        parts.insert(&key, "change", vec![1, 2, 4]);
        touched[3].parts = parts;
        assert_eq!(
            chain(Head::default(), &touched),
            Err(Break::Link { seq: 5 })
        );
    }

    #[test]
    fn an_erased_part_leaves_the_chain_whole() {
        let mut ledger = ledger(3);
        ledger[1].parts.erase("entry.000001.text");
        assert_eq!(chain(Head::default(), &ledger).unwrap().seq, 3);
        assert_eq!(ledger[1].parts.bytes("entry.000001.text"), None);
    }

    #[test]
    fn parts_read_back_as_they_were_stored() {
        let parts = &ledger(1)[0].parts;
        assert_eq!(&Parts::from_bytes(&parts.to_bytes()).unwrap(), parts);
        assert!(Parts::from_bytes(b"no parts").is_err());
    }

    #[test]
    fn one_changed_byte_in_storage_is_named() {
        let mut ledger = ledger(1);
        let mut stored = ledger[0].parts.to_bytes();
        let at = stored.windows(3).position(|w| w == [1, 2, 3]).unwrap();
        stored[at] = 9;
        ledger[0].parts = Parts::from_bytes(&stored).unwrap();
        assert_eq!(
            chain(Head::default(), &ledger),
            Err(Break::Part {
                seq: 1,
                label: "change".into()
            })
        );
    }
}
