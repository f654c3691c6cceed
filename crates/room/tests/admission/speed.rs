//! How long admission takes on a long document. Run with `--release -- --ignored --nocapture speed`.

use crate::{
    edits::{any, create_draft, draft, set, splice, text_of},
    incident::{Incident, PRIYA, TOM, altered, text},
};
use automerge::{Automerge, Change, ReadDoc, transaction::Transactable};
use std::{hint::black_box, time::Instant};

const LONG: u8 = 1;
const CHARACTERS: usize = 19_900;
const DRAFTS: u8 = 200;
const HISTORY: usize = 20_000;

/// A document with a long text, many drafts of 2,000 characters each, and many changes.
fn long() -> Incident {
    let mut incident = Incident::new();
    let mut priya = incident.replica(10);
    incident.record(
        &create_draft(
            &mut priya,
            LONG,
            PRIYA,
            &"0123456789".repeat(CHARACTERS / 10),
        ),
        PRIYA,
    );
    for number in 2..DRAFTS {
        let words = "words and more words ".repeat(95);
        incident.record(&create_draft(&mut priya, number, PRIYA, &words), PRIYA);
    }
    let mut changes = Vec::new();
    for at in 0..HISTORY {
        let of = u8::try_from(2 + at % 190).unwrap();
        changes.push(splice(&mut priya, of, at % 100, 0, "typed"));
    }
    for change in changes {
        incident.record(&change, PRIYA);
    }
    incident
}

#[expect(clippy::disallowed_methods, reason = "it measures")]
fn measured(what: &str, incident: &Incident, bytes: &[u8], by: u8) {
    let times = 20;
    let ground_max = incident.max_op();
    let mut took: Vec<_> = (0..times)
        .map(|_| {
            let start = Instant::now();
            let used = |_| false;
            let ground = loggist_room::admission::Ground {
                document: &incident.document,
                actors: &incident.actors,
                used: &used,
                max_op: ground_max,
            };
            let judged =
                loggist_room::admission::admit(bytes, crate::incident::person(by), &ground);
            let _ = black_box(judged.is_ok());
            (start.elapsed(), judged.is_ok())
        })
        .collect();
    took.sort();
    let (median, admitted) = took[times / 2];
    println!(
        "{median:>12.1?}  {what}{}",
        if admitted { "" } else { " (refused)" }
    );
}

#[test]
#[ignore = "it measures; a debug build says nothing"]
fn speed_of_admission_on_a_long_document() {
    let mut incident = long();
    let stats = incident.document.stats();
    println!(
        "{} operations in {} changes",
        stats.num_ops, stats.num_changes
    );
    let fresh = |actor: u8| incident.replica(actor);
    measured(
        "5 characters",
        &incident,
        &splice(&mut fresh(20), LONG, 10_000, 0, "hello"),
        TOM,
    );
    measured(
        "5 characters out",
        &incident,
        &splice(&mut fresh(20), LONG, 10_000, 5, ""),
        TOM,
    );
    measured(
        "one field",
        &incident,
        &set(&mut fresh(20), LONG, "about", text("x")),
        TOM,
    );
    measured(
        "a draft of 200 characters",
        &incident,
        &create_draft(&mut fresh(20), 250, TOM, &"a".repeat(200)),
        TOM,
    );
    measured(
        "a paste of 4,000 characters",
        &incident,
        &splice(&mut fresh(20), LONG, 10_000, 0, &"a".repeat(4_000)),
        TOM,
    );
    measured(
        "4,000 characters out",
        &incident,
        &splice(&mut fresh(20), LONG, 10_000, 4_000, ""),
        TOM,
    );
    measured(
        "19,000 characters out",
        &incident,
        &splice(&mut fresh(20), LONG, 0, 19_000, ""),
        TOM,
    );
    let many_fields = any(&mut fresh(20), |tx| {
        let draft = draft(tx, LONG);
        (0..125).for_each(|at| tx.put(&draft, format!("field-{at}"), 1).unwrap());
    });
    measured("125 fields", &incident, &many_fields, TOM);
    for behind in [1, 50, 1_000, 10_000] {
        let mut late = incident.replica(30);
        let (typed, out, field) = late_edits(&incident, &mut late, behind);
        measured(
            &format!("5 characters, {behind} behind"),
            &incident,
            &typed,
            TOM,
        );
        measured(
            &format!("5 characters out, {behind} behind"),
            &incident,
            &out,
            TOM,
        );
        measured(
            &format!("one field, {behind} behind"),
            &incident,
            &field,
            TOM,
        );
    }
    worst(&mut incident);
}

/// Changes as somebody makes who has not seen the last changes.
fn late_edits(
    incident: &Incident,
    replica: &mut Automerge,
    behind: usize,
) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let metas = incident.document.get_changes_meta(&[]);
    let seen = &metas[metas.len() - 1 - behind];
    let (heads, start) = (
        vec![seen.hash],
        std::num::NonZeroU64::new(seen.max_op + 1).unwrap(),
    );
    let late = |edit: &dyn Fn(&mut Automerge) -> Vec<u8>| {
        let mut replica = replica.fork().with_actor([30; 16].into());
        altered(&edit(&mut replica), |change| {
            change.deps.clone_from(&heads);
            change.start_op = start;
            // The edits are such that only the first operation names something before it.
            let (from, actor) = (change.start_op.get(), change.actor_id.clone());
            for (at, op) in change.operations.iter_mut().enumerate().skip(1) {
                if op.insert {
                    let before = automerge::legacy::OpId(from + at as u64 - 1, actor.clone());
                    op.key = automerge::legacy::Key::Seq(automerge::legacy::ElementId::Id(before));
                }
            }
        })
    };
    (
        late(&|replica| splice(replica, LONG, 10_000, 0, "hello")),
        late(&|replica| splice(replica, LONG, 10_000, 5, "")),
        late(&|replica| set(replica, LONG, "about", text("x"))),
    )
}

/// What costs most: all that a change may hold, by somebody who is behind and names many dependencies.
fn worst(incident: &mut Incident) {
    let metas = incident.document.get_changes_meta(&[]);
    let known: Vec<_> = metas
        .iter()
        .rev()
        .skip(1)
        .step_by(19)
        .take(1_024)
        .map(|meta| (meta.hash, meta.max_op))
        .collect();
    let highest = known.iter().map(|(_, max_op)| *max_op).max().unwrap();
    let spread = |bytes: &[u8]| {
        altered(bytes, |change| {
            change.deps = known.iter().map(|(hash, _)| *hash).collect();
            change.start_op = std::num::NonZeroU64::new(highest + 1).unwrap();
        })
    };
    let fields = any(&mut incident.replica(40), |tx| {
        let draft = draft(tx, LONG);
        (0..125).for_each(|at| tx.put(&draft, format!("field-{at}"), 1).unwrap());
    });
    measured(
        "125 fields, 1,024 dependencies, behind",
        incident,
        &spread(&fields),
        TOM,
    );
    let out = splice(&mut incident.replica(41), LONG, 0, 19_000, "");
    let mut tom = incident.replica(20);
    incident.record(&splice(&mut tom, LONG, 0, 19_500, ""), TOM);
    measured(
        "19,000 characters out that are gone by now",
        incident,
        &out,
        PRIYA,
    );
    let change = Change::try_from(&out[..]).unwrap();
    println!("{:>12}  bytes of that", change.raw_bytes().len());
    let start = incident
        .document
        .text(text_of(&incident.document, LONG))
        .unwrap()
        .len();
    println!("{start:>12}  characters left");
}
