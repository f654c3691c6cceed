//! What becomes of a mutated change.

use super::{corpus::Case, dice::Dice};
use crate::{
    edits::map,
    incident::{Incident, change, object, text},
    panics::counted,
};
use automerge::{
    Automerge, ObjType, Patch, PatchAction, Prop, ROOT, ReadDoc, transaction::Transactable,
};
use loggist_domain::policy::Touch;
use loggist_room::admission::Admitted;

/// What admission said, and how many panics it caught.
pub struct Outcome {
    pub said: String,
    pub raised: u64,
}

/// Has a change judged, and applies it when it is admitted.
pub fn judge(case: &Case, bytes: &[u8], dice: &mut Dice) -> Outcome {
    let (raised, judged) = counted(|| case.incident.admit(bytes, case.by));
    let said = match judged.expect("no panic comes out of admission") {
        Err(refusal) => {
            // The one question to which the library answers with a panic.
            assert!(
                raised == 0 || refusal.reason.contains("character that is not there"),
                "{refusal}"
            );
            refusal.reason
        }
        Ok(admitted) => {
            assert_eq!(raised, 0, "what is admitted raised a panic on the way");
            assert_eq!(admitted.change.raw_bytes(), bytes);
            assert!(!admitted.touches.is_empty());
            apply(&case.incident, &admitted, dice);
            "admitted".into()
        }
    };
    Outcome { said, raised }
}

fn apply(incident: &Incident, admitted: &Admitted, dice: &mut Dice) {
    let mut document = incident.document.fork();
    let (raised, applied) = counted(|| document.apply_changes([admitted.change.clone()]));
    assert_eq!(raised, 0, "applying raised a panic");
    applied.expect("no panic").expect("it applies");
    assert!(
        document.get_heads().contains(&admitted.change.hash()),
        "it waits for something"
    );
    assert_eq!(document.get_missing_deps(&[]), []);
    whole(&document);
    let seen = document.diff(&incident.document.get_heads(), &document.get_heads());
    for patch in &seen {
        assert!(
            explained(patch, &admitted.touches),
            "{patch:?} by {:?}",
            admitted.touches
        );
    }
    if dice.once_in(8) {
        let (raised, done) = counted(|| goes_on(document));
        assert_eq!(
            (raised, done),
            (0, Some(())),
            "the document cannot be written in any more"
        );
    }
}

/// The document is the same after saving and loading.
pub fn whole(document: &Automerge) {
    let loaded = Automerge::load(&document.save()).expect("it loads");
    assert_eq!(loaded.get_heads(), document.get_heads());
    assert_eq!(loaded.hydrate(None), document.hydrate(None));
}

/// The server and a person write on, and the result is whole.
fn goes_on(document: Automerge) {
    let mut document = document.with_actor([99; 16].into());
    let mut other = document.fork().with_actor([70; 16].into());
    change(&mut document, |tx| {
        tx.put(ROOT, "command", text("{}")).expect("a root key");
        let drafts = tx.get(ROOT, "drafts").expect("readable");
        if let Some((value, drafts)) = drafts
            && value.is_object()
        {
            let _ = tx.delete(&drafts, object(1).to_string());
        }
    });
    change(&mut other, |tx| {
        if let Some((value, _)) = tx.get(ROOT, "facts").expect("readable")
            && value.is_object()
        {
            let fact = tx
                .put_object(map(tx, "facts"), object(60).to_string(), ObjType::Map)
                .expect("a fact");
            tx.put(&fact, "by", 1).expect("a field");
        }
    });
    document.merge(&mut other).expect("they merge");
    whole(&document);
}

/// Whether what is seen to have changed is among what the change is said to do.
fn explained(patch: &Patch, touches: &[Touch]) -> bool {
    let mut place: Vec<String> = patch
        .path
        .iter()
        .map(|(_, prop)| prop.to_string())
        .collect();
    match &patch.action {
        PatchAction::PutMap { key, .. }
        | PatchAction::DeleteMap { key }
        | PatchAction::Conflict {
            prop: Prop::Map(key),
        } => place.push(key.clone()),
        _ => {}
    }
    touches.iter().any(|touch| {
        let root = place.first().map(String::as_str) == Some(touch.object().0);
        let object = |id: &loggist_domain::ObjectId| place.get(1) == Some(&id.to_string());
        let under = |field: &String| place.get(2) == Some(field);
        root && match touch {
            Touch::Create { id, .. } | Touch::Delete { id, .. } => object(id),
            Touch::Splice { id, field, .. }
            | Touch::Set { id, field, .. }
            | Touch::Add { id, field, .. } => object(id) && under(field),
            Touch::Other { .. } => true,
        }
    })
}
