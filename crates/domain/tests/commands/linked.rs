//! Linked rooms: what a command promises, the room that is made of it, and how each follows the other.

use crate::ground::*;
use loggist_domain::{
    Brought, Code, Effect, Incident, IncidentId, Link, LinkKind, Object, ObjectId, Objects as _,
    Phase, Role, RoomKind, Scalar, Summary, Value,
    linked::{Founding, Here, follow, found},
};
use serde_json::json;

/// The newest link of an incident.
fn link(play: &Play) -> &Link {
    play.incident.header.links.last().unwrap()
}

/// The room that the newest link promises, and what it brought.
fn made(play: &Play) -> (Play, Vec<Brought>, String) {
    let founding = Founding {
        link: link(play),
        parent: &play.incident,
        objects: &play.objects,
        people: &play.people,
        now: now(),
    };
    let (incident, Effect { entry, brought, .. }) = found(founding);
    let mut room = Play::opened_by(RAVI);
    room.incident = incident;
    for it in &brought {
        let place = (it.collection, it.id);
        room.objects.others.insert(place, it.object.clone());
    }
    room.check();
    (room, brought, entry.unwrap().text)
}

/// What the room does when it hears of the other; the words that it seals.
fn hears(room: &mut Play, other: &Incident) -> Option<String> {
    let here = Here {
        incident: &room.incident,
        objects: &room.objects,
        people: &room.people,
        now: now(),
    };
    let effect = follow(&Summary::of(other, None), here)?;
    let said = room.follow(effect).text;
    let here = Here {
        incident: &room.incident,
        objects: &room.objects,
        people: &room.people,
        now: now(),
    };
    assert_eq!(follow(&Summary::of(other, None), here), None, "told twice");
    Some(said)
}

fn at_silver() -> Play {
    let mut play = Play::declared();
    let level = json!({"level": "silver", "because": "severity", "reason": "Ministers ask."});
    play.give(PRIYA, "set_level", level).unwrap();
    play
}

#[test]
fn manager_and_deputy_have_a_room_that_follows_command_im_10_dep_01() {
    let mut play = Play::declared();
    play.give(TOM, "open_aside", json!({})).unwrap();
    let (mut aside, _, said) = made(&play);
    assert_eq!(aside.incident.header.kind, RoomKind::Aside);
    assert_eq!(aside.incident.header.reference, "INC-2026-0001-aside");
    assert!(said.starts_with("Tom Okafor opened this room: Incident Manager and Deputy."));
    assert_eq!(aside.incident.roles(id(PRIYA)), [Role::IncidentManager]);
    assert_eq!(aside.incident.roles(id(TOM)), [Role::Deputy]);
    assert!(aside.incident.member(id(RAVI)).is_none());
    assert!(aside.incident.member(id(MAEVE)).is_none());

    let reason = json!({"reason": "Priya is ill."});
    play.give(TOM, "step_in", reason).unwrap();
    let to = json!({"person": id(PRIYA), "roles": []});
    play.give(TOM, "set_roles", to).unwrap();
    let deputy = json!({"person": id(RAVI), "roles": ["deputy"], "reason": "Nobody else."});
    play.give(TOM, "set_roles", deputy).unwrap();
    assert_eq!(
        hears(&mut aside, &play.incident).unwrap(),
        "This room follows INC-2026-0001: Tom Okafor is Incident Manager, Ravi Menon Deputy."
    );
    assert_eq!(aside.incident.command.manager, Some(id(TOM)));
    assert_eq!(aside.incident.command.epoch, 2);
    assert_eq!(aside.incident.command.deputy, Some(id(RAVI)));
    assert!(
        aside.incident.member(id(PRIYA)).is_none(),
        "no longer there"
    );

    let stand = json!({"reason": "Recalled."});
    play.give(TOM, "stand_down", stand).unwrap();
    assert!(
        hears(&mut aside, &play.incident)
            .unwrap()
            .ends_with("It is warm now.")
    );
    assert_eq!(aside.incident.header.phase, Phase::Warm);
}

#[test]
fn the_room_of_manager_and_deputy_decides_nothing_that_it_follows_im_10() {
    let mut play = Play::declared();
    play.give(PRIYA, "open_aside", json!({})).unwrap();
    let (mut aside, ..) = made(&play);
    for (name, fields) in [
        ("add_member", json!({"person": id(RAVI), "roles": ["sme"]})),
        ("vacate", json!({"reason": "Away."})),
        ("stand_down", json!({"reason": "Over."})),
    ] {
        let (code, reason) = aside.refused(PRIYA, name, fields);
        assert_eq!(code, Code::Invalid);
        assert!(reason.starts_with("This room follows the incident"));
    }
    aside.give(TOM, "append_entry", say("observation")).unwrap();
    let (_, reason) = play.refused(PRIYA, "open_aside", json!({}));
    assert!(reason.ends_with("is open already."));
    let split = json!({"title": "Network", "lead": id(TOM)});
    let (_, reason) = aside.refused(PRIYA, "split_team", split);
    assert!(reason.starts_with("The room of the Incident Manager and the Deputy has no rooms"));
}

#[test]
fn a_room_apart_needs_a_deputy_im_10() {
    let mut play = Play::declared();
    let out = json!({"person": id(TOM)});
    play.give(PRIYA, "remove_member", out).unwrap();
    let (_, reason) = play.refused(PRIYA, "open_aside", json!({}));
    assert!(reason.starts_with("There is no Deputy"));
}

/// Ravi leads a team with Maeve; a third action is a supplier's.
fn split() -> (Play, Vec<ObjectId>) {
    let mut play = Play::declared();
    let contact = play.put(
        "contacts",
        60,
        &[
            ("by", word(&id(PRIYA).to_string())),
            ("name", word("Supplier")),
        ],
    );
    let actions = vec![
        play.action(21, MAEVE, "doing"),
        play.action(22, RAVI, "open"),
        play.action(23, TOM, "open"),
    ];
    let theirs = Value::Scalar(contact.to_string().as_str().into());
    let of_supplier = play
        .objects
        .others
        .get_mut(&("actions", actions[2]))
        .unwrap();
    of_supplier.0.insert("owner".into(), theirs);
    let fields = json!({"title": "Network", "lead": id(RAVI), "members": [id(MAEVE)], "actions": actions, "reason": "Too many."});
    let entry = play.give(PRIYA, "split_team", fields).unwrap();
    assert_eq!(
        entry.text,
        "Priya Nair split off a team: Network, led by Ravi Menon. With Maeve Lindqvist. Reason: Too many.\n\
         Actions that went with it: A-21 Trace 21; A-22 Trace 22; A-23 Trace 23."
    );
    (play, actions)
}

fn action(play: &Play, id: ObjectId) -> &Object {
    &play.objects.others[&("actions", id)]
}

#[test]
fn a_team_is_split_off_with_its_lead_its_people_and_its_actions_and_nothing_is_lost_im_13_cmd_08() {
    let (play, actions) = split();
    let member = |person: u8| play.incident.member(id(person)).unwrap();
    assert_eq!(member(MAEVE).reports_to, Some(id(RAVI)));
    assert_eq!(member(RAVI).reports_to, Some(id(PRIYA)));
    for it in &actions {
        assert_eq!(action(&play, *it).str("state"), Some("moved"));
        let room = link(&play).room.to_string();
        assert_eq!(action(&play, *it).str("moved_to"), Some(room.as_str()));
    }
    let (team, brought, said) = made(&play);
    assert_eq!(team.incident.header.kind, RoomKind::Team);
    assert_eq!(team.incident.command.manager, Some(id(RAVI)));
    assert_eq!(team.incident.roles(id(MAEVE)), [Role::Sme]);
    assert_eq!(team.incident.roles(id(PRIYA)), [Role::Observer]);
    assert_eq!(team.incident.roles(id(TOM)), [Role::Observer]);
    assert!(said.contains("Actions: A-1 Trace 21 (A-21 of INC-2026-0001); A-2 Trace 22 (A-22 of INC-2026-0001; needs a new owner)"));
    assert_eq!(brought.len(), 4, "three actions and the supplier");
    let state = |it: usize| action(&team, actions[it]).str("state").unwrap();
    assert_eq!(
        [state(0), state(1), state(2)],
        ["doing", "to_reassign", "open"]
    );
    for it in &actions {
        let (before, now) = (action(&play, *it), action(&team, *it));
        assert_eq!(
            before.str("report_by"),
            now.str("report_by"),
            "no clock is lost"
        );
        assert_eq!(before.str("owner"), now.str("owner"));
        assert!(
            now.str("moved_from")
                .unwrap()
                .ends_with(" of INC-2026-0001")
        );
    }
    let kept = action(&team, actions[0]);
    assert_eq!(kept.0["acknowledged"], Value::Scalar(Scalar::Bool(true)));
    assert_eq!(kept.int("number"), Some(1));
}

#[test]
fn a_team_is_led_by_somebody_in_the_team_and_takes_what_has_not_ended_im_13() {
    let mut play = Play::declared();
    let done = play.action(21, RAVI, "done");
    for (fields, words) in [
        (
            json!({"title": " ", "lead": id(RAVI)}),
            "Say in a line what the team is for.",
        ),
        (
            json!({"title": "Network", "lead": id(OUTSIDER)}),
            "Olu Outside is not in the team. Add them first.",
        ),
        (
            json!({"title": "Network", "lead": id(PRIYA)}),
            "A team is led by somebody in the team who is not an observer and not the Incident Manager.",
        ),
        (
            json!({"title": "Network", "lead": id(RAVI), "members": [id(PRIYA)]}),
            "The Incident Manager commands here and reads the team's room; they are not part of the team.",
        ),
        (
            json!({"title": "Network", "lead": id(RAVI), "actions": [done]}),
            "The action \"Trace 21\" has ended or gone to another team already.",
        ),
        (
            json!({"title": "Network", "lead": id(RAVI), "actions": [thing(99)]}),
            "One of these actions is not there. Look at the room and split the team again.",
        ),
    ] {
        assert_eq!(
            play.refused(PRIYA, "split_team", fields),
            (Code::Invalid, words.into())
        );
    }
    assert!(play.incident.header.links.is_empty());
}

#[test]
fn a_team_and_its_room_above_hear_of_each_other_im_13_im_22() {
    let (mut play, _) = split();
    let (mut team, ..) = made(&play);
    assert!(hears(&mut team, &play.incident).is_none());
    let said = hears(&mut play, &team.incident).unwrap();
    assert_eq!(said, "INC-2026-0001-team-1, Network: the room is open.");
    assert!(!link(&play).founds(), "it is not made again");

    // Whoever is asked to leave the incident is not in the team any more.
    let out = json!({"person": id(MAEVE)});
    play.give(PRIYA, "remove_member", out).unwrap();
    let said = hears(&mut team, &play.incident).unwrap();
    assert_eq!(
        said,
        "Maeve Lindqvist left, having left INC-2026-0001.\nActions: A-1 Trace 21, needs a new owner."
    );
    assert!(team.incident.member(id(MAEVE)).is_none());
    let waits = team.objects.objects("actions");
    assert!(
        waits
            .values()
            .any(|it| it.int("number") == Some(1) && it.str("state") == Some("to_reassign"))
    );

    // A new lead, and the room above knows whom its people report to.
    let to = json!({"to": id(PRIYA), "reason": "Goes home."});
    team.give(RAVI, "offer_command", to).unwrap();
    team.give(PRIYA, "accept_command", json!({})).unwrap();
    let said = hears(&mut play, &team.incident).unwrap();
    assert_eq!(
        said,
        "INC-2026-0001-team-1, Network: Priya Nair commands there."
    );
    let stand = json!({"reason": "Done."});
    team.give(PRIYA, "stand_down", stand).unwrap();
    let said = hears(&mut play, &team.incident).unwrap();
    assert_eq!(said, "INC-2026-0001-team-1, Network: warm now, was hot.");

    // Whoever takes command above may read the team's room.
    let add = json!({"person": id(OUTSIDER), "roles": ["deputy"], "reason": "At hand."});
    play.give(PRIYA, "remove_member", json!({"person": id(TOM)}))
        .unwrap();
    play.give(PRIYA, "add_member", add).unwrap();
    let said = hears(&mut team, &play.incident).unwrap();
    assert_eq!(
        said,
        "Olu Outside may read here, in command of INC-2026-0001. Tom Okafor left, having left INC-2026-0001."
    );
}

#[test]
fn a_lead_who_is_asked_to_leave_leaves_the_team_without_command_im_22() {
    let (mut play, _) = split();
    let (mut team, ..) = made(&play);
    let out = json!({"person": id(RAVI)});
    play.give(PRIYA, "remove_member", out).unwrap();
    hears(&mut team, &play.incident).unwrap();
    assert_eq!(team.incident.command.manager, None);
    assert_eq!(team.incident.command.epoch, 2);
    hears(&mut play, &team.incident).unwrap();
    assert_eq!(link(&play).lead, None);
}

#[test]
fn silver_command_has_a_commander_of_its_own_and_comes_after_the_level_cmd_03_cmd_04() {
    let mut play = Play::declared();
    let fields = |commander: u8| json!({"title": "Both courts", "commander": id(commander)});
    let (_, reason) = play.refused(PRIYA, "open_silver", fields(TOM));
    assert!(reason.starts_with("The command level is not silver."));
    let mut play = at_silver();
    let (_, reason) = play.refused(PRIYA, "open_silver", fields(PRIYA));
    assert!(reason.ends_with("has a commander of its own."));
    let (_, reason) = play.refused(PRIYA, "open_silver", fields(OUTSIDER));
    assert!(reason.starts_with("Olu Outside is not trained as Incident Manager."));
    // A guest sees one incident alone (GEN-07), and silver command is over several.
    let guest = play.people.get_mut(&id(OUTSIDER)).unwrap();
    guest.guest_of = Some(play.incident.header.id);
    let (_, reason) = play.refused(PRIYA, "open_silver", fields(OUTSIDER));
    assert!(reason.starts_with("There is no such person"), "{reason}");
    let entry = play.give(PRIYA, "open_silver", fields(TOM)).unwrap();
    assert_eq!(
        entry.text,
        "Priya Nair opened silver command: Both courts. Tom Okafor commands it."
    );
    let (mut silver, ..) = made(&play);
    assert_eq!(silver.incident.header.kind, RoomKind::Silver);
    assert_eq!(
        silver.refused(TOM, "open_silver", fields(PRIYA)).1,
        "A silver command is opened from an incident, not from a room that belongs to one."
    );
    assert_eq!(silver.incident.command.manager, Some(id(TOM)));
    assert_eq!(silver.incident.roles(id(PRIYA)), [Role::Liaison]);
    assert!(silver.incident.member(id(RAVI)).is_none());
    assert_eq!(link(&silver).kind, LinkKind::Incident);
    let (_, reason) = play.refused(PRIYA, "open_silver", fields(TOM));
    assert!(reason.ends_with("is under INC-2026-0001-silver-1 already."));
}

/// Another incident, of Tom's, in which Priya is what is said.
fn other(priya: &str) -> Play {
    let mut play = Play::opened_by(RAVI);
    play.incident.header.id = IncidentId::from_bytes([8; 16]);
    play.incident.header.reference = "INC-2026-0002".into();
    let declare = json!({"severity": 2, "category": "malware", "reason": "Not on call."});
    play.give(TOM, "declare", declare).unwrap();
    let reason = json!({"person": id(PRIYA), "roles": [priya], "reason": "Knows both."});
    play.give(TOM, "add_member", reason).unwrap();
    play
}

fn linking(to: &Play, kind: &str) -> serde_json::Value {
    let header = &to.incident.header;
    json!({"incident": header.id, "reference": header.reference, "kind": kind, "reason": "Same sender."})
}

#[test]
fn incidents_that_may_be_related_are_linked_and_their_logs_stay_apart_cmd_05() {
    let (mut play, mut there) = (Play::declared(), other("deputy"));
    let entries = there.incident.last_number;
    let fields = linking(&there, "related");
    let entry = play.give(PRIYA, "link_incident", fields.clone()).unwrap();
    assert_eq!(
        entry.text,
        "Priya Nair linked INC-2026-0002: an incident that may be related. Reason: Same sender."
    );
    assert!(
        hears(&mut play, &there.incident).is_none(),
        "not confirmed from there yet"
    );
    let said = hears(&mut there, &play.incident).unwrap();
    assert_eq!(
        said,
        "Priya Nair linked INC-2026-0001, Court lists: an incident that may be related."
    );
    assert_eq!(there.incident.last_number, entries + 1);
    hears(&mut play, &there.incident).unwrap();
    assert_eq!(link(&play).phase, Some(Phase::Hot));
    assert_eq!(
        play.refused(PRIYA, "link_incident", fields).0,
        Code::Invalid
    );

    let unlink = json!({"incident": there.incident.header.id, "reason": "Another sender."});
    play.give(PRIYA, "unlink_incident", unlink.clone()).unwrap();
    let said = hears(&mut there, &play.incident).unwrap();
    assert_eq!(
        said,
        "INC-2026-0001 is not linked any more. It was an incident that may be related."
    );
    assert!(!link(&there).holds());
    assert_eq!(
        play.refused(PRIYA, "unlink_incident", unlink).0,
        Code::Invalid
    );
}

#[test]
fn who_has_no_say_in_the_other_incident_learns_nothing_of_it_cmd_05() {
    let mut play = Play::declared();
    for role in ["sme", "observer"] {
        let mut there = other(role);
        let fields = linking(&there, "related");
        if play.incident.header.links.is_empty() {
            play.give(PRIYA, "link_incident", fields).unwrap();
        }
        assert!(hears(&mut there, &play.incident).is_none());
        assert!(hears(&mut play, &there.incident).is_none());
        assert_eq!((link(&play).title.as_str(), link(&play).phase), ("", None));
    }
}

#[test]
fn one_silver_command_holds_several_incidents_cmd_04() {
    let mut play = at_silver();
    let fields = json!({"title": "Both courts", "commander": id(TOM)});
    play.give(PRIYA, "open_silver", fields).unwrap();
    let (mut silver, ..) = made(&play);
    let mut there = other("deputy");
    // Tom commands silver and the other incident: he places it from there.
    let fields = linking(&silver, "silver");
    there.give(TOM, "link_incident", fields).unwrap();
    hears(&mut silver, &there.incident).unwrap();
    hears(&mut there, &silver.incident).unwrap();
    let under: Vec<&str> = silver
        .incident
        .header
        .links
        .iter()
        .map(|it| it.reference.as_str())
        .collect();
    assert_eq!(under, ["INC-2026-0001", "INC-2026-0002"]);
    assert!(
        silver
            .incident
            .header
            .links
            .iter()
            .all(|it| it.kind == LinkKind::Incident)
    );
    let fields = linking(&there, "incident");
    let (_, reason) = play.refused(PRIYA, "link_incident", fields);
    assert!(reason.starts_with("This is not a silver command"));
}

#[test]
fn a_moved_action_is_nobodys_here_any_more_im_13() {
    let (mut play, actions) = split();
    let again = json!({"title": "More", "lead": id(RAVI), "actions": [actions[0]]});
    let (_, reason) = play.refused(PRIYA, "split_team", again);
    assert!(reason.contains("has ended or gone to another team already"));
    let chase = json!({"action": actions[0]});
    assert_eq!(play.refused(TOM, "chase", chase).0, Code::Invalid);
}
