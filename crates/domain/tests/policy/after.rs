//! Lessons, duties and documents: what they hold and what of them is sealed.

use crate::{
    authority::stage::{edit, others, sample, team},
    ground::*,
    outward::written,
};
use loggist_domain::{
    Code, ObjectId, Phase, Scalar,
    policy::{self, Scene},
};

fn code(line: &str, by: u8) -> Option<Code> {
    let judged = edit(line, by).judged(&team(Phase::Cold), by);
    judged.err().map(|refusal| refusal.code)
}

#[test]
fn a_preventive_step_that_is_agreed_has_an_owner_and_a_date_im_16() {
    assert_eq!(code("lessons set state=agreed", 1), Some(Code::Invalid));
    let given = "given step=Train owner=E due=later";
    for (field, missing) in [
        ("step", "step="),
        ("owner", "owner=null"),
        ("due", "due=null"),
    ] {
        let line = format!("lessons set state=doing {given} {missing}");
        assert_eq!(code(&line, 1), Some(Code::Invalid), "{field}");
    }
    assert_eq!(code(&format!("lessons set state=agreed {given}"), 1), None);
    assert_eq!(
        code(
            "lessons set owner=null given state=agreed step=Train due=later",
            1
        ),
        Some(Code::Invalid)
    );
    assert_eq!(code("lessons set state=dropped", 1), Some(Code::Invalid));
    assert_eq!(
        code("lessons set state=dropped given outcome=Built", 1),
        None
    );
}

#[test]
fn lessons_are_numbered_and_their_steps_sealed_as_they_are_agreed_done_or_dropped_im_16() {
    assert_eq!(
        written("lessons create", 4),
        (vec![("number", Scalar::Int(1))], None)
    );
    let given = "given step=Train owner=M due=later number=2 outcome=Held";
    for (state, text) in [
        (
            "agreed",
            "L-2 agreed: Train. Owner Person 1, by 04:00 UTC on 23 November 2026.",
        ),
        ("done", "L-2 done: Train. Held"),
        ("dropped", "L-2 dropped: Train. Held"),
    ] {
        let (puts, said) = written(&format!("lessons set state={state} {given}"), 4);
        assert_eq!((puts, said.as_deref()), (vec![], Some(text)));
    }
    assert_eq!(
        written(&format!("lessons set state=doing {given}"), 4).1,
        None
    );
}

#[test]
fn a_duty_is_said_once_and_left_with_a_reason_im_15() {
    assert_eq!(code("checks create state=skipped", 3), Some(Code::Invalid));
    assert_eq!(code("checks set state=skipped", 3), Some(Code::Invalid));
    assert_eq!(code("checks set state=skipped given reason=None", 3), None);
    let (_, said) = written("checks create duty=team_thanked", 1);
    assert_eq!(said.unwrap(), "Done: Thanks to everyone who took part.");
    let (_, said) = written("checks set state=skipped given reason=Later", 1);
    assert_eq!(
        said.unwrap(),
        "Left: Statement of what is contained, by whom, on what evidence. Reason: Later"
    );
    let mut there = others();
    there.0.insert(
        ("checks", ObjectId::from_bytes([90; 16])),
        sample("checks", 3),
    );
    let incident = team(Phase::Cold);
    let hold = |line: &str| {
        let created = edit(line, 3);
        let scene = Scene {
            incident: &incident,
            objects: &there,
            person: person(3),
            before: None,
            touched_at: None,
            written_at: now(),
            now: now(),
        };
        let touches: Vec<_> = created.touches.iter().collect();
        policy::holds(&touches, scene, created.after.as_ref())
    };
    assert_eq!(
        hold("checks create").unwrap_err().reason,
        "This duty is in the list already. Change what is said of it there."
    );
    assert_eq!(hold("checks create duty=watched"), Ok(()));
}

#[test]
fn what_is_captured_is_somewhere_and_that_is_sealed_sec_11() {
    assert_eq!(code("documents set state=captured", 4), Some(Code::Invalid));
    assert_eq!(
        code("documents set state=captured given place= ", 4),
        Some(Code::Invalid)
    );
    assert_eq!(
        code("documents set state=captured given attachment=agreed", 4),
        None
    );
    assert_eq!(
        code("documents set place= given state=captured place=Archive", 4),
        Some(Code::Invalid)
    );
    let (puts, said) = written("documents set state=captured given place=Archive", 4);
    assert_eq!(
        (puts, said.as_deref()),
        (vec![], Some("Captured: Chat, at Archive."))
    );
    assert_eq!(written("documents create", 4), (vec![], None));
}
