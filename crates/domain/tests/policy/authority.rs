//! The whole authority over edits: every case of the design's table, by everybody.

pub mod stage;
mod table;

use crate::ground::*;
use loggist_domain::{
    Code, Incident, Phase,
    policy::{Act, Row, Touch, rows},
    schema,
};
use stage::{Case, Edit, OUTSIDE, TEAM};
use std::collections::BTreeSet;

/// How many lines the table has: a line that is lost on the way is missed.
const CASES: usize = 164;
const OUT: (Code, &str) = (Code::NotMember, "You are not in this incident.");

/// Plays a case by everybody and says how many decisions that were.
fn play(case: &Case, incident: &Incident) -> usize {
    for (who, n) in TEAM.into_iter().chain(OUTSIDE) {
        let expected = match who {
            "outsider" | "ex-member" => Err(OUT),
            who if case.may.contains(&who) => Ok(()),
            who => Err(case.refusal(who)),
        };
        let judged = stage::edit(case.line, n).judged(incident, n);
        let judged = judged
            .as_ref()
            .copied()
            .map_err(|refusal| (refusal.code, refusal.reason.as_str()));
        assert_eq!(judged, expected, "{} by {who}", case.line);
    }
    TEAM.len() + OUTSIDE.len()
}

/// What a row speaks of, piece by piece: each field with each word.
fn pieces(at: usize, row: &Row) -> impl Iterator<Item = (usize, &'static str, &'static str)> {
    let or_any = |list: &'static [&'static str]| if list.is_empty() { &[""] } else { list };
    let (fields, words) = (or_any(row.fields), or_any(row.when));
    fields
        .iter()
        .flat_map(move |field| words.iter().map(move |word| (at, *field, *word)))
}

/// The pieces of rows that speak of an edit.
fn met(edit: &Edit) -> BTreeSet<(usize, &'static str, &'static str)> {
    let speaks = |row: &Row, touch: &Touch, field: &str, word: &str| {
        let (is_field, says) = match touch {
            Touch::Create { .. } => {
                let after = edit.after.as_ref().unwrap();
                (true, after.str("kind").or(after.str("state")) == Some(word))
            }
            Touch::Set {
                field: set, value, ..
            } => (set == field, value.str() == Some(word)),
            Touch::Splice { field: one, .. } | Touch::Add { field: one, .. } => {
                (one == field, false)
            }
            _ => (true, false),
        };
        row.matches(touch) && is_field && (word.is_empty() || says)
    };
    rows()
        .enumerate()
        .flat_map(|(at, row)| pieces(at, row).map(move |piece| (row, piece)))
        .filter(|(row, (_, field, word))| {
            edit.touches
                .iter()
                .any(|touch| speaks(row, touch, field, word))
        })
        .map(|(_, piece)| piece)
        .collect()
}

#[test]
fn every_row_is_for_those_whom_the_design_names_and_for_nobody_else() {
    let incident = stage::team(Phase::Hot);
    let cases = stage::read(table::TABLE);
    let mut decided = 0;
    let mut rows_met = BTreeSet::new();
    for case in &cases {
        assert!(
            !case.may.is_empty() && case.may.len() < TEAM.len(),
            "{}: somebody may, somebody may not",
            case.line
        );
        decided += play(case, &incident);
        rows_met.extend(met(&stage::edit(case.line, 1)));
    }
    let all: BTreeSet<_> = rows()
        .enumerate()
        .flat_map(|(at, row)| pieces(at, row))
        .collect();
    let missed: Vec<_> = all
        .difference(&rows_met)
        .map(|(at, field, word)| (rows().nth(*at), field, word))
        .collect();
    assert!(missed.is_empty(), "rows without a case: {missed:?}");
    assert_eq!(
        (cases.len(), decided),
        (CASES, CASES * 11),
        "cases, and cases times people"
    );
}

#[test]
fn what_no_row_names_is_refused_to_everybody() {
    let incident = stage::team(Phase::Hot);
    let cases = stage::read(table::NOBODY);
    let decided: usize = cases.iter().map(|case| play(case, &incident)).sum();
    assert_eq!((cases.len(), decided), (72, 72 * 11));
}

/// The collections of the design that this version has no rules for, and what they hold.
const UNBUILT: &[(&str, &[&str])] = &[
    ("hypotheses", &["statement", "test", "state", "reason"]),
    ("ratings", &["rating"]),
];

#[test]
fn a_collection_without_rows_takes_nothing_from_anybody() {
    let named: BTreeSet<&str> = rows().map(|row| row.collection).collect();
    let without: Vec<&str> = schema::COLLECTIONS
        .into_iter()
        .filter(|it| !named.contains(it))
        .collect();
    let unbuilt: Vec<&str> = UNBUILT.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        without, unbuilt,
        "what is built later refuses everybody until then"
    );
    let mut decided = 0;
    for phase in [
        Phase::PreIncident,
        Phase::Hot,
        Phase::Warm,
        Phase::Cold,
        Phase::Closed,
    ] {
        let incident = stage::team(phase);
        for (collection, fields) in UNBUILT {
            for act in [Act::Create, Act::Splice, Act::Set, Act::Add, Act::Delete] {
                for field in *fields {
                    for (who, n) in TEAM.into_iter().chain(OUTSIDE).chain([("opener", OPENER)]) {
                        let edit = Edit {
                            touches: vec![touch(act, collection, field)],
                            before: (act != Act::Create).then(|| stage::sample(collection, n)),
                            after: Some(stage::sample(collection, n)),
                            untouched: true,
                        };
                        assert!(
                            edit.judged(&incident, n).is_err(),
                            "{collection} {act:?} {field} by {who}"
                        );
                        decided += 1;
                    }
                }
            }
        }
    }
    assert_eq!(
        decided,
        5 * 5 * 5 * 12,
        "phases times fields times acts times people"
    );
}

#[test]
fn what_the_server_writes_is_refused_to_everybody() {
    let incident = stage::team(Phase::Hot);
    let sealed = (
        Code::Sealed,
        "A sealed entry is never changed. Write a correction that names it.",
    );
    let servers = (
        Code::ServerOwned,
        "Only the server writes this part of the incident.",
    );
    let unknown = (Code::Invalid, "No rule allows this edit, so it is refused.");
    let mut decided = 0;
    for (key, expected) in [
        ("incident", servers),
        ("command", servers),
        ("members", servers),
        ("teams", servers),
        ("proposals", servers),
        ("log", sealed),
        ("v", unknown),
        ("nowhere", unknown),
        ("", unknown),
        ("drafts", unknown),
        ("actions", unknown),
    ] {
        let other = Touch::Other {
            collection: key.into(),
        };
        let mut touches = vec![other];
        if !["drafts", "actions"].contains(&key) {
            touches.extend(
                [Act::Create, Act::Splice, Act::Set, Act::Add, Act::Delete]
                    .map(|act| touch(act, key, "text")),
            );
        }
        for touch in touches {
            for (who, n) in TEAM {
                let edit = Edit {
                    touches: vec![touch.clone()],
                    before: None,
                    after: None,
                    untouched: false,
                };
                let refusal = edit.judged(&incident, n).unwrap_err();
                assert_eq!(
                    (refusal.code, refusal.reason.as_str()),
                    expected,
                    "{touch:?} by {who}"
                );
                decided += 1;
            }
        }
    }
    assert_eq!(decided, (9 * 6 + 2) * 9);
}

/// Who may in the hot phase may in the cold one when it is the progress of an action or a correction, else not.
#[test]
fn a_cold_incident_takes_progress_and_corrections_and_a_closed_one_the_progress_of_lessons() {
    let [hot, warm, cold, closed] =
        [Phase::Hot, Phase::Warm, Phase::Cold, Phase::Closed].map(stage::team);
    let mut taken = 0;
    for case in stage::read(table::TABLE) {
        for (who, n) in TEAM {
            let edit = stage::edit(case.line, n);
            let in_hot = code(edit.judged(&hot, n));
            assert_eq!(
                code(edit.judged(&warm, n)),
                in_hot,
                "{} by {who}",
                case.line
            );
            let creates = case.line.contains("create");
            let outlives = case.line.starts_with("lessons") && !creates;
            assert_eq!(
                code(edit.judged(&closed, n)),
                if outlives { in_hot } else { Some(Code::Closed) },
                "{} by {who}",
                case.line
            );
            let of_review = [
                "messages",
                "contacts",
                "channels",
                "calls",
                "lessons",
                "checks",
                "documents",
                "attachments",
            ];
            let progress = (case.line.starts_with("actions") && !creates)
                || of_review.iter().any(|it| case.line.starts_with(it));
            let correction =
                case.line.contains("kind=correction") || case.line.starts_with("drafts delete");
            let in_cold = code(edit.judged(&cold, n));
            if progress || correction {
                assert_eq!(in_cold, in_hot, "{} by {who}", case.line);
            } else if in_hot.is_none() {
                assert_eq!(in_cold, Some(Code::Closed), "{} by {who}", case.line);
            }
            taken += usize::from(in_cold.is_none());
        }
    }
    assert!(taken > 100, "cold takes something: {taken}");
}

/// The opener, an observer, before the declaration: drafts of what happened before command, and nothing else.
#[test]
fn before_the_declaration_the_opener_drafts_what_happened_before_command() {
    let incident = stage::team(Phase::PreIncident);
    let reads = "Observers read the situation; they do not write in it. Ask the Incident Manager for a role.";
    let early = "The incident is not declared yet. Declaring it makes this possible.";
    let only =
        "Until the incident is declared, who opened it writes down what happened before command.";
    let mut decided = 0;
    for case in stage::read(table::TABLE) {
        let mut edit = stage::edit(case.line, OPENER);
        for object in [&mut edit.before, &mut edit.after].into_iter().flatten() {
            object
                .0
                .insert("by".into(), scalar(&person(OPENER).to_string()));
            let begun = object.str("kind") == Some("observation") && !case.line.contains("create");
            if begun {
                object.0.insert("kind".into(), scalar("before_command"));
            }
        }
        let judged = edit
            .judged(&incident, OPENER)
            .map_err(|refusal| (refusal.code, refusal.reason));
        let expected = match case.line.split_whitespace().next() {
            Some("drafts") => {
                let kind = |object: &loggist_domain::Object| object.str("kind").map(str::to_owned);
                match edit.after.as_ref().and_then(kind).as_deref() {
                    None | Some("before_command") => Ok(()),
                    Some("decision") if !case.line.contains("splice") => {
                        Err((Code::RoleRequired, DECISION))
                    }
                    Some(_) => Err((Code::RoleRequired, only)),
                }
            }
            Some("facts") => Err((Code::RoleRequired, reads)),
            _ => Err((Code::Invalid, early)),
        };
        assert_eq!(
            judged
                .as_ref()
                .map_err(|(code, said)| (*code, said.as_str()))
                .copied(),
            expected,
            "{}",
            case.line
        );
        for (_, n) in OUTSIDE {
            let edit = stage::edit(case.line, n);
            assert_eq!(
                code(edit.judged(&incident, n)),
                Some(Code::NotMember),
                "{}",
                case.line
            );
        }
        decided += 3;
    }
    assert_eq!(decided, CASES * 3);
}

const DECISION: &str = "A decision is drafted by the Incident Manager, the Deputy or the Secretariat. Write it as an observation or tell the Incident Manager.";
