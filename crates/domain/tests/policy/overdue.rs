//! When an action is overdue, and what the server says then.

use crate::{
    authority::stage::{self, CREATOR, team},
    ground::*,
};
use loggist_domain::{Kind, Object, ObjectId, Phase, Timestamp, Value, policy};
use std::time::Duration;

#[test]
fn an_action_is_overdue_once_and_while_it_is_open() {
    let incident = team(Phase::Hot);
    let hour = now().plus(Duration::from_hours(1));
    let id = ObjectId::from_bytes([5; 16]);
    let with = |more: &[(&str, Value)]| {
        let mut action = stage::sample("actions", CREATOR);
        action.0.extend(
            more.iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone())),
        );
        action
    };
    let overdue = |action: &Object, now: Timestamp| {
        let mut others = stage::others();
        others.0.insert(("actions", id), action.clone());
        policy::overdue(id, &incident, &others, now)
    };
    let open = with(&[]);
    assert_eq!(policy::due_at(&open), Some(hour));
    assert!(overdue(&open, Timestamp::from_millis(hour.millis() - 1)).is_none());
    let effect = overdue(&open, hour).unwrap();
    let entry = effect.entry.unwrap();
    assert_eq!(
        entry.text,
        "A-1 is overdue: Trace it. Person 4 was to report back by 03:00 UTC on 23 November 2026."
    );
    assert_eq!(
        (entry.kind, entry.by.person, entry.by.name.as_str()),
        (Kind::System, None, "Loggist")
    );
    assert_eq!(entry.refs["action"], id);
    assert_eq!(
        (
            effect.puts.len(),
            effect.puts[0].field,
            &effect.puts[0].value
        ),
        (1, "overdue_since", &hour.into())
    );

    let said = with(&[("overdue_since", scalar(&hour.to_string()))]);
    assert_eq!(policy::due_at(&said), None, "it is said once");
    for state in ["proposed", "done", "cancelled", "to_reassign"] {
        assert!(
            overdue(&with(&[("state", scalar(state))]), hour).is_none(),
            "{state}"
        );
    }
    for state in ["doing", "blocked"] {
        assert!(
            overdue(&with(&[("state", scalar(state))]), hour).is_some(),
            "{state}"
        );
    }
    let contact = with(&[("owner", scalar(&person(stage::CONTACT).to_string()))]);
    assert!(
        overdue(&contact, hour)
            .unwrap()
            .entry
            .unwrap()
            .text
            .contains(" Vera was to report back by ")
    );
    let others = stage::others();
    assert!(
        policy::overdue(id, &incident, &others, hour).is_none(),
        "there is no such action"
    );
    let mut closed = others;
    closed.0.insert(("actions", id), open);
    for (phase, expected) in [
        (Phase::Warm, true),
        (Phase::Cold, true),
        (Phase::Closed, false),
    ] {
        assert_eq!(
            policy::overdue(id, &team(phase), &closed, hour).is_some(),
            expected,
            "{phase:?}"
        );
    }
}
