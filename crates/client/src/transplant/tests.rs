//! The recorded cases that the browser's replica passes too.

use super::*;
use automerge::ReadDoc;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Case {
    name: String,
    base: String,
    records_after: Vec<String>,
    pending: Vec<CasePending>,
    refused: BTreeSet<IntentId>,
    actor: String,
    expect: Expect,
}

#[derive(Deserialize)]
struct CasePending {
    intent: IntentId,
    change: String,
}

#[derive(Deserialize)]
struct Expect {
    submitted: Vec<Submitted>,
    tray: Vec<IntentId>,
    drafts: BTreeMap<String, Draft>,
}

#[derive(Deserialize, Debug, PartialEq)]
struct Submitted {
    intent: IntentId,
    hash: String,
}

#[derive(Deserialize, Debug, PartialEq)]
struct Draft {
    text: String,
}

fn bytes(base64: &str) -> Vec<u8> {
    BASE64_STANDARD.decode(base64).unwrap()
}

fn change(base64: &str) -> Change {
    Change::from_bytes(bytes(base64)).unwrap()
}

fn drafts(document: &Automerge) -> BTreeMap<String, Draft> {
    let (_, drafts) = document.get(automerge::ROOT, "drafts").unwrap().unwrap();
    let ids: Vec<String> = document.keys(&drafts).collect();
    let of = |id: String| {
        let (_, draft) = document.get(&drafts, &*id).unwrap().unwrap();
        let (_, text) = document.get(&draft, "text").unwrap().unwrap();
        let text = document.text(&text).unwrap();
        (id, Draft { text })
    };
    ids.into_iter().map(of).collect()
}

fn run(case: &Case) {
    let mut recorded = Automerge::load(&bytes(&case.base)).unwrap();
    let after: Vec<Change> = case.records_after.iter().map(|c| change(c)).collect();
    recorded.apply_changes(after).unwrap();
    let heads = recorded.get_heads();
    let pending: Vec<Pending> = case
        .pending
        .iter()
        .map(|one| Pending {
            intent: one.intent,
            change: bytes(&one.change),
        })
        .collect();
    let actor = ActorId::try_from(case.actor.as_str()).unwrap();

    let moved = transplant(&recorded, &pending, &case.refused, actor).unwrap();

    let submitted: Vec<Submitted> = moved
        .submitted
        .iter()
        .map(|one| Submitted {
            intent: one.intent,
            hash: Change::from_bytes(one.change.clone())
                .unwrap()
                .hash()
                .to_string(),
        })
        .collect();
    assert_eq!(submitted, case.expect.submitted, "{}", case.name);
    assert_eq!(moved.tray, case.expect.tray, "{}", case.name);
    assert_eq!(
        moved.tray.len() + moved.submitted.len() + moved.vanished.len(),
        pending.len()
    );
    // A change that the library takes and cannot load again would only show here.
    let loaded = Automerge::load(&moved.document.save()).unwrap();
    assert_eq!(drafts(&loaded), case.expect.drafts, "{}", case.name);
    assert_eq!(
        recorded.get_heads(),
        heads,
        "the recorded document is as it was"
    );
}

#[test]
fn every_recorded_case_comes_out_as_in_the_browser() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases/transplant");
    let mut count = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        run(&serde_json::from_str(&text).unwrap());
        count += 1;
    }
    assert!(count >= 14, "only {count} cases");
}
