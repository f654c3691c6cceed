//! People brought in by a link or a code.

use crate::ground::id as person;
use crate::ground::*;
use loggist_domain::{
    Code, IncidentId, Kind, ObjectId, Profile, Refusal, Role, command::NOT_GOOD, limits,
};
use serde_json::json;
use std::time::Duration;

fn invited(play: &mut Play, by: u8, fields: serde_json::Value) -> Result<ObjectId, Refusal> {
    let entry = play.give(by, "invite", fields)?;
    assert_eq!(entry.kind, Kind::Command);
    Ok(entry.refs["invitation"])
}

fn one(play: &mut Play) -> ObjectId {
    invited(play, PRIYA, json!({"role": "sme", "minutes": 30})).unwrap()
}

fn not_good() -> (Code, String) {
    (Code::Gone, NOT_GOOD.to_owned())
}

#[test]
fn who_takes_an_invitation_up_is_in_the_team_by_whose_invitation_gen_01() {
    let mut play = Play::declared();
    let entry = play
        .give(
            MAEVE,
            "invite",
            json!({"role": "sme", "minutes": 240, "people": 2}),
        )
        .unwrap();
    assert_eq!(
        entry.text,
        "Maeve Lindqvist invited up to 2 people as Subject Matter Expert. The invitation is good until 06:00 UTC on 23 November 2026."
    );
    let id = entry.refs["invitation"];
    let entry = play
        .give(OUTSIDER, "accept_invitation", json!({"invitation": id}))
        .unwrap();
    assert_eq!(
        entry.text,
        "Olu Outside joined the team as Subject Matter Expert, invited by Maeve Lindqvist. Not trained as Subject Matter Expert."
    );
    assert_eq!(entry.flags, ["untrained"], "GEN-03");
    assert_eq!(entry.refs["invitation"], id);
    let member = play.incident.member(person(OUTSIDER)).unwrap();
    assert_eq!(member.current_roles(), [Role::Sme]);
    assert_eq!(member.asked_for_by.as_deref(), Some("Maeve Lindqvist"));
    assert_eq!(member.reports_to, Some(person(PRIYA)));
    let used: Vec<_> = play.incident.invitations[&id]
        .used
        .iter()
        .map(|it| it.person)
        .collect();
    assert_eq!(used, [person(OUTSIDER)]);
    let again = play.refused(OUTSIDER, "accept_invitation", json!({"invitation": id}));
    assert_eq!(again.0, Code::Invalid);
    assert_eq!(
        play.incident.invitations[&id].used.len(),
        1,
        "nothing was used up"
    );
}

#[test]
fn one_that_is_used_expired_revoked_or_unknown_opens_nothing_in_the_same_words() {
    let accept = |play: &mut Play, id: ObjectId| {
        play.refused(OUTSIDER, "accept_invitation", json!({"invitation": id}))
    };
    let mut play = Play::declared();
    let revoked = one(&mut play);
    let text = play
        .give(TOM, "revoke_invitation", json!({"invitation": revoked}))
        .unwrap()
        .text;
    assert_eq!(
        text,
        "Tom Okafor revoked the invitation of Priya Nair as Subject Matter Expert."
    );
    assert_eq!(accept(&mut play, revoked), not_good());
    let twice = play.refused(TOM, "revoke_invitation", json!({"invitation": revoked}));
    assert_eq!(twice.0, Code::Gone);
    let used = one(&mut play);
    let late = one(&mut play);
    assert_eq!(accept(&mut play, ObjectId::from_bytes([9; 16])), not_good());
    play.incident.invitations.get_mut(&used).unwrap().people = 0;
    assert_eq!(accept(&mut play, used), not_good());
    play.waits = Duration::from_mins(30);
    let expired = play.refused(OUTSIDER, "accept_invitation", json!({"invitation": late}));
    assert_eq!(expired.0, Code::Expired, "a command never waits so long");
    play.waits = Duration::ZERO;
    play.incident.invitations.get_mut(&late).unwrap().expires_at = now();
    assert_eq!(accept(&mut play, late), not_good());
}

#[test]
fn an_invitation_ends_with_the_part_of_whoever_made_it() {
    let mut play = Play::declared();
    let id = invited(&mut play, MAEVE, json!({"role": "sme", "minutes": 30})).unwrap();
    play.give(PRIYA, "remove_member", json!({"person": person(MAEVE)}))
        .unwrap();
    let refused = play.refused(OUTSIDER, "accept_invitation", json!({"invitation": id}));
    assert_eq!(refused, not_good());
}

#[test]
fn who_was_asked_to_leave_does_not_come_back_with_an_older_invitation_im_22() {
    let mut play = Play::declared();
    let old = one(&mut play);
    play.give(PRIYA, "remove_member", json!({"person": person(RAVI)}))
        .unwrap();
    let refused = play.refused(RAVI, "accept_invitation", json!({"invitation": old}));
    assert_eq!(refused, not_good());
    play.waits = Duration::from_secs(1);
    let new = one(&mut play);
    play.give(RAVI, "accept_invitation", json!({"invitation": new}))
        .unwrap();
    assert_eq!(play.incident.roles(person(RAVI)), [Role::Sme]);
}

#[test]
fn a_guest_takes_part_in_one_incident_alone_gen_07() {
    let guest = |home: u8| -> Profile {
        let profile = people()[&person(OUTSIDER)].clone();
        Profile {
            guest_of: Some(IncidentId::from_bytes([home; 16])),
            ..profile
        }
    };
    let mut play = Play::declared();
    let inside = one(&mut play);
    let outside = invited(
        &mut play,
        PRIYA,
        json!({"role": "sme", "minutes": 30, "outside": true}),
    )
    .unwrap();
    for (home, invitation) in [(7, inside), (8, inside), (8, outside)] {
        play.people.insert(person(OUTSIDER), guest(home));
        let refused = play.refused(
            OUTSIDER,
            "accept_invitation",
            json!({"invitation": invitation}),
        );
        assert_eq!(refused, not_good(), "{home}");
    }
    let (_, reason) = play.refused(PRIYA, "add_member", json!({"person": person(OUTSIDER)}));
    assert!(reason.starts_with("There is no such person"), "{reason}");
    play.people.insert(person(OUTSIDER), guest(7));
    play.give(
        OUTSIDER,
        "accept_invitation",
        json!({"invitation": outside}),
    )
    .unwrap();
    assert_eq!(play.incident.roles(person(OUTSIDER)), [Role::Sme]);
}

#[test]
fn what_an_invitation_may_be_has_bounds() {
    let mut play = Play::declared();
    let refused = |play: &mut Play, fields| play.refused(PRIYA, "invite", fields).1;
    let command = refused(
        &mut play,
        json!({"role": "incident_manager", "minutes": 30}),
    );
    assert!(command.contains("Command is handed over"), "{command}");
    let outside = refused(
        &mut play,
        json!({"role": "secretariat", "minutes": 30, "outside": true}),
    );
    assert_eq!(
        outside,
        "Deputy and Secretariat are people of the organisation."
    );
    for minutes in [0, 1441, u32::MAX] {
        let odd = refused(&mut play, json!({"role": "sme", "minutes": minutes}));
        assert!(odd.contains("a minute and a day"), "{odd}");
    }
    for people in [0, 51, u32::MAX] {
        let odd = refused(
            &mut play,
            json!({"role": "sme", "minutes": 30, "people": people}),
        );
        assert!(odd.contains("between one and 50 people"), "{odd}");
    }
    for _ in 0..limits::INVITATIONS_OPEN_MAX {
        one(&mut play);
    }
    let (code, _) = play.refused(PRIYA, "invite", json!({"role": "sme", "minutes": 30}));
    assert_eq!(code, Code::TooLarge);
    play.waits = Duration::from_secs(29);
    let closed = {
        play.incident.header.phase = loggist_domain::Phase::Closed;
        let id = *play.incident.invitations.keys().next().unwrap();
        play.refused(OUTSIDER, "accept_invitation", json!({"invitation": id}))
    };
    assert_eq!(closed.0, Code::Closed);
}
