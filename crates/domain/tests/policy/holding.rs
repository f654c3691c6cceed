//! What an object must hold after an edit.

use crate::ground::*;
use loggist_domain::{
    Code, Object, Phase, Role, Scalar, Value,
    policy::{self, Act, Scene, Touch},
};

fn holds(
    n: u8,
    touches: &[Touch],
    before: Option<&Object>,
    after: Option<&Object>,
) -> Option<Code> {
    let incident = incident(Phase::Hot);
    let touches: Vec<&Touch> = touches.iter().collect();
    let scene = Scene {
        incident: &incident,
        objects: &Others::default(),
        written_at: now(),
        person: person(n),
        before,
        touched_at: None,
        now: now(),
    };
    code(policy::holds(&touches, scene, after))
}

#[test]
fn a_decision_is_drafted_by_command_roles() {
    let create = [touch(Act::Create, "drafts", "")];
    let set = [sets("drafts", "kind", "decision")];
    let splice = [touch(Act::Splice, "drafts", "text")];
    for (n, role) in (1..)
        .zip(Role::ALL)
        .filter(|(_, role)| *role != Role::Observer)
    {
        let expected = (!role.is_command()).then_some(Code::RoleRequired);
        let decision = draft(n, "decision");
        assert_eq!(
            holds(n, &create, None, Some(&decision)),
            expected,
            "{role:?}"
        );
        assert_eq!(
            holds(n, &set, Some(&draft(n, "observation")), Some(&decision)),
            expected
        );
        assert_eq!(
            holds(n, &splice, Some(&decision), Some(&decision)),
            None,
            "anyone helps to word it"
        );
    }
}

#[test]
fn an_object_is_complete_and_bears_its_creator() {
    let create = [touch(Act::Create, "drafts", "")];
    assert_eq!(
        holds(4, &create, None, Some(&draft(3, "observation"))),
        Some(Code::Invalid)
    );
    for missing in ["by", "begun_at", "kind", "text", "why", "set_aside"] {
        let mut partial = draft(4, "observation");
        partial.0.remove(missing);
        assert_eq!(
            holds(4, &create, None, Some(&partial)),
            Some(Code::Invalid),
            "{missing}"
        );
    }
    for (field, value) in [
        ("kind", scalar("command")),
        ("certainty", scalar("perhaps")),
        ("happened_at", scalar("yesterday")),
        ("corrects", Value::Scalar(Scalar::Int(6))),
        ("corrects", Value::Scalar(Scalar::Int(0))),
        ("said_by", scalar(&"x".repeat(301))),
        ("colour", scalar("red")),
        ("text", scalar("not collaborative")),
    ] {
        let mut odd = draft(4, "observation");
        odd.0.insert(field.into(), value);
        assert_eq!(
            holds(4, &create, None, Some(&odd)),
            Some(Code::Invalid),
            "{field}"
        );
    }
    let mut cleared = draft(4, "observation");
    cleared
        .0
        .insert("said_by".into(), Value::Scalar(Scalar::Null));
    assert_eq!(
        holds(4, &create, None, Some(&cleared)),
        None,
        "an optional scalar is cleared by null"
    );
    cleared.0.insert("kind".into(), Value::Scalar(Scalar::Null));
    assert_eq!(holds(4, &create, None, Some(&cleared)), Some(Code::Invalid));
}

#[test]
fn what_is_gone_takes_no_edit() {
    let splice = [touch(Act::Splice, "drafts", "text")];
    assert_eq!(
        holds(4, &splice, Some(&draft(4, "observation")), None),
        Some(Code::Gone)
    );
    let delete = [touch(Act::Delete, "drafts", "")];
    assert_eq!(
        holds(4, &delete, Some(&draft(4, "observation")), None),
        None
    );
}

#[test]
fn a_fact_is_settled_by_its_checker_or_command_with_a_source_im_08() {
    let set = [sets("facts", "standing", "known")];
    let outcome = [sets("facts", "outcome", "refuted")];
    let source = ("source", Value::Scalar(Scalar::Int(5)));
    let checker = ("checked_by", scalar(&person(5).to_string()));
    let before = fact(4, "suspected", std::slice::from_ref(&checker));
    let known = fact(4, "known", &[source.clone(), checker.clone()]);
    assert_eq!(
        holds(4, &set, Some(&before), Some(&known)),
        Some(Code::RoleRequired),
        "its author does not"
    );
    assert_eq!(
        holds(5, &set, Some(&before), Some(&known)),
        None,
        "its checker does"
    );
    assert_eq!(
        holds(3, &set, Some(&before), Some(&known)),
        None,
        "command does"
    );
    assert_eq!(
        holds(
            5,
            &set,
            Some(&before),
            Some(&fact(4, "known", std::slice::from_ref(&checker)))
        ),
        Some(Code::Invalid)
    );
    let refuted = fact(
        4,
        "suspected",
        &[source, checker, ("outcome", scalar("refuted"))],
    );
    assert_eq!(
        holds(4, &outcome, Some(&before), Some(&refuted)),
        Some(Code::RoleRequired)
    );
    assert_eq!(holds(5, &outcome, Some(&before), Some(&refuted)), None);
}
