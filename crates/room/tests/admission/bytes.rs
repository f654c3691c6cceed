//! `[A2]` one bounded change chunk; `[A3]` in the one form that is written.

use crate::{
    chunk::{Chunk, leb128, signed_leb128, wrapped},
    edits::{create_draft, splice},
    incident::{Incident, PRIYA, altered},
    panics::counted,
};
use automerge::Change;
use loggist_domain::Code;

const ACTION: u64 = 4 << 4 | 2;
const INSERT: u64 = 3 << 4 | 4;
const KEY_TEXT: u64 = 1 << 4 | 5;
const KEY_COUNTER: u64 = 1 << 4 | 3;
const KEY_ACTOR: u64 = 1 << 4 | 1;
const VALUE_META: u64 = 5 << 4 | 6;
const PREDECESSOR_COUNT: u64 = 7 << 4;

/// An incident with a draft, and a change that types five characters in it.
fn typed() -> (Incident, Vec<u8>) {
    let mut incident = Incident::new();
    let mut priya = incident.replica(10);
    incident.record(&create_draft(&mut priya, 1, PRIYA, "The list is"), PRIYA);
    let bytes = splice(&mut priya, 1, 11, 0, " down");
    (incident, bytes)
}

/// A run: so many times one value.
fn run(times: i64, value: u64) -> Vec<u8> {
    [signed_leb128(times), leb128(value)].concat()
}

#[test]
fn a_change_as_the_library_writes_it_is_admitted() {
    let (incident, bytes) = typed();
    let admitted = incident.admit(&bytes, PRIYA).unwrap();
    assert_eq!(admitted.change.raw_bytes(), bytes);
    assert_eq!(admitted.actor, [10; 16]);
    assert_eq!(
        Chunk::read(&bytes).write(),
        bytes,
        "the tests' own writer agrees with the library"
    );
}

#[test]
fn what_is_not_one_change_chunk_is_refused() {
    let (incident, bytes) = typed();
    for length in 0..bytes.len() {
        incident.malformed(&bytes[..length], PRIYA);
    }
    let with = |at: usize, byte: u8| {
        let mut odd = bytes.clone();
        odd[at] = byte;
        odd
    };
    assert!(
        incident
            .malformed(&with(0, 0), PRIYA)
            .contains("not an Automerge chunk")
    );
    assert!(
        incident
            .malformed(&with(4, bytes[4] ^ 1), PRIYA)
            .contains("one form")
    );
    for kind in [0, 2, 3, 4, 255] {
        assert!(
            incident
                .malformed(&with(8, kind), PRIYA)
                .contains("single uncompressed change")
        );
    }
    assert!(
        incident
            .malformed(&[&bytes[..], &[0]].concat(), PRIYA)
            .contains("length")
    );
    assert!(
        incident
            .malformed(&[&bytes[..], &bytes[..]].concat(), PRIYA)
            .contains("length")
    );
    assert!(
        incident
            .malformed(&incident.document.save(), PRIYA)
            .contains("single uncompressed")
    );
}

#[test]
fn a_compressed_change_is_refused_whatever_it_holds() {
    let mut incident = Incident::new();
    let mut priya = incident.replica(10);
    let bytes = create_draft(&mut priya, 1, PRIYA, &"The list is down. ".repeat(40));
    let compressed = Change::try_from(&bytes[..]).unwrap().bytes().to_vec();
    assert!(compressed.len() < bytes.len());
    assert!(
        incident
            .malformed(&compressed, PRIYA)
            .contains("single uncompressed change")
    );
    incident.record(&bytes, PRIYA);
}

#[test]
fn a_change_has_a_largest_size() {
    let (incident, _) = typed();
    let (code, _) = incident.refusal(&vec![0; 256 * 1024 + 1], PRIYA);
    assert_eq!(code, Code::TooLarge);
    assert!(
        incident
            .malformed(&vec![0; 256 * 1024], PRIYA)
            .contains("not an Automerge chunk")
    );
}

#[test]
fn operations_are_counted_before_any_is_built() {
    let (incident, bytes) = typed();
    let chunk = Chunk::read(&bytes);
    for (column, bytes) in [
        (ACTION, run(20_001, 1)),
        (ACTION, run(1 << 40, 1)),
        (ACTION, run(-(1 << 40), 1)),
        (ACTION, [leb128(0), leb128(1 << 40)].concat()),
        (VALUE_META, run(5, 1 << 50 | 6)),
        (PREDECESSOR_COUNT, run(5, 1 << 40)),
        (PREDECESSOR_COUNT, run(5, 8_001)),
    ] {
        let (code, reason) = incident.refusal(&chunk.clone().with(column, &bytes).write(), PRIYA);
        assert_eq!(code, Code::TooLarge, "{reason}");
    }
}

#[test]
fn twenty_thousand_operations_are_the_most() {
    let (incident, bytes) = typed();
    let with = |count: usize| {
        altered(&bytes, |change| {
            let first = change.operations[0].clone();
            change.operations = vec![first; count];
        })
    };
    incident.admit(&with(20_000), PRIYA).unwrap();
    assert_eq!(incident.refusal(&with(20_001), PRIYA).0, Code::TooLarge);
}

#[test]
fn numbers_that_no_document_has_are_refused_before_the_library_sees_them() {
    let (incident, bytes) = typed();
    let chunk = Chunk::read(&bytes);
    let (raised, done) = counted(|| {
        for (column, bytes) in [
            (ACTION, run(i64::MIN, 1)),
            (ACTION, run(5, 2)),
            (ACTION, run(5, 5)),
            (ACTION, run(5, 6)),
            (ACTION, run(5, 7)),
            (ACTION, run(5, 1 << 60)),
            (ACTION, run(4, 1)),
            (ACTION, Vec::new()),
            (INSERT, leb128(4)),
            (KEY_COUNTER, run(5, 1 << 33)),
            (KEY_COUNTER, [signed_leb128(5), signed_leb128(-7)].concat()),
            (KEY_ACTOR, run(5, 7)),
            (KEY_TEXT, run(5, 0)),
            (KEY_TEXT, [run(5, 65), vec![b'a'; 65]].concat()),
            (KEY_TEXT, [run(5, 2), vec![0xff, 0xfe]].concat()),
            (INSERT, leb128(1 << 40)),
            (KEY_COUNTER, run(1 << 40, 0)),
            (KEY_ACTOR, run(1 << 40, 0)),
            (VALUE_META, run(5, 2 << 4 | 6)),
            (VALUE_META, run(5, 1 << 4 | 5)),
            (VALUE_META, run(5, 1 << 4 | 15)),
            (10 << 4 | 5, run(5, 0)),
            (9 << 4 | 4, leb128(5)),
            (40 << 4 | 2, run(5, 1)),
            (4 << 4 | 8 | 2, run(5, 1)),
        ] {
            incident.malformed(&chunk.clone().with(column, &bytes).write(), PRIYA);
        }
    });
    assert_eq!((raised, done), (0, Some(())));
}

#[test]
fn a_chunk_says_everything_in_one_form() {
    let (incident, bytes) = typed();
    let data_at = 10;
    let data = &bytes[data_at..];
    assert_eq!(wrapped(1, data), bytes);
    let long_length = [&bytes[..9], &[bytes[9] | 0x80, 0x00], data].concat();
    incident.malformed(&long_length, PRIYA);
    let chunk = Chunk::read(&bytes);
    for odd in [
        Chunk {
            extra: vec![1, 1, 7],
            ..chunk.clone()
        },
        Chunk {
            extra: vec![0],
            ..chunk.clone()
        },
        Chunk {
            message: b"hello".to_vec(),
            ..chunk.clone()
        },
        Chunk {
            time: 1_700_000_000,
            ..chunk.clone()
        },
        Chunk {
            time: i64::MIN,
            ..chunk.clone()
        },
        Chunk {
            actor: vec![10; 15],
            ..chunk.clone()
        },
        Chunk {
            actor: vec![10; 17],
            ..chunk.clone()
        },
        Chunk {
            actor: Vec::new(),
            ..chunk.clone()
        },
        Chunk {
            others: vec![vec![77; 16]],
            ..chunk.clone()
        },
        Chunk {
            others: vec![vec![77; 8]],
            ..chunk.clone()
        },
        Chunk {
            columns: chunk.columns.iter().rev().cloned().collect(),
            ..chunk.clone()
        },
        Chunk {
            columns: Vec::new(),
            ..chunk.clone()
        },
        // Two runs where one is written, a run of nothing, and blanks at the end.
        chunk.clone().with(ACTION, &[run(2, 1), run(3, 1)].concat()),
        chunk
            .clone()
            .with(INSERT, &[leb128(0), leb128(5), leb128(0)].concat()),
    ] {
        incident.malformed(&odd.write(), PRIYA);
    }
    let doubled = [&chunk.columns[..1], &chunk.columns[..]].concat();
    incident.malformed(
        &Chunk {
            columns: doubled,
            ..chunk
        }
        .write(),
        PRIYA,
    );
}

#[test]
fn dependencies_and_actors_are_bounded() {
    let (incident, bytes) = typed();
    let chunk = Chunk::read(&bytes);
    let many = Chunk {
        dependencies: vec![vec![7; 32]; 1_025],
        ..chunk.clone()
    };
    assert_eq!(incident.refusal(&many.write(), PRIYA).0, Code::TooLarge);
    let many = Chunk {
        others: vec![vec![7; 16]; 4_096],
        ..chunk
    };
    assert_eq!(incident.refusal(&many.write(), PRIYA).0, Code::TooLarge);
}
