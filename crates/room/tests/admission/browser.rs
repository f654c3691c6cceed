//! Changes that the browser's library made: the recorded cases of the rebase.

use crate::incident::{Incident, PRIYA};
use automerge::{Automerge, Change};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::Value;
use std::{collections::HashSet, fs, path::Path};

fn bytes(of: &Value) -> Vec<u8> {
    BASE64_STANDARD.decode(of.as_str().unwrap()).unwrap()
}

#[test]
fn every_pending_change_that_was_not_refused_is_admitted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/transplant");
    let mut admitted = 0;
    for file in fs::read_dir(folder).unwrap() {
        let case: Value = serde_json::from_slice(&fs::read(file.unwrap().path()).unwrap()).unwrap();
        let mut incident = Incident::around(Automerge::load(&bytes(&case["base"])).unwrap());
        let after = case["records_after"].as_array().unwrap();
        let after = after
            .iter()
            .map(|change| Change::try_from(&bytes(change)[..]).unwrap());
        incident
            .document
            .apply_changes(after.collect::<Vec<_>>())
            .unwrap();
        let mut left_out = HashSet::new();
        for pending in case["pending"].as_array().unwrap() {
            let bytes = bytes(&pending["change"]);
            let change = Change::try_from(&bytes[..]).unwrap();
            let refused = case["refused"]
                .as_array()
                .unwrap()
                .contains(&pending["intent"]);
            if refused || change.deps().iter().any(|hash| left_out.contains(hash)) {
                left_out.insert(change.hash());
                continue;
            }
            let found = incident.record(&bytes, PRIYA);
            assert!(!found.touches.is_empty(), "{}", case["name"]);
            admitted += 1;
        }
    }
    assert!(admitted >= 10, "only {admitted}");
}
