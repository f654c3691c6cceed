//! Command is offered, withdrawn, accepted.

use crate::ground::*;
use loggist_domain::{Code, Kind, Role};
use serde_json::json;

fn offered(packet: serde_json::Value) -> Play {
    let mut play = Play::declared();
    play.give(
        PRIYA,
        "offer_command",
        json!({"to": id(TOM), "packet": packet}),
    )
    .unwrap();
    play
}

#[test]
fn the_manager_keeps_command_until_the_offer_is_accepted_im_11() {
    let mut play = offered(json!({"where_we_are": " Gateway traced. ", "worried_about": "  "}));
    assert_eq!(play.incident.command.manager, Some(id(PRIYA)));
    assert_eq!(play.incident.command.epoch, 1);
    let offer = play.incident.command.offer.clone().unwrap();
    assert_eq!(
        (offer.to, offer.by, offer.offered_at),
        (id(TOM), id(PRIYA), now())
    );
    assert_eq!(
        offer.packet.where_we_are.as_deref(),
        Some("Gateway traced.")
    );
    assert_eq!(offer.packet.worried_about, None, "blank is nothing");
    assert!(
        play.give(PRIYA, "set_severity", json!({"severity": 2}))
            .is_ok()
    );

    let entry = play.give(TOM, "accept_command", json!({})).unwrap();
    assert_eq!((entry.kind, entry.epoch), (Kind::Handover, 2));
    assert_eq!(
        entry.text,
        "Tom Okafor accepted command from Priya Nair and is Incident Manager. No longer Deputy.\nWhere we are: Gateway traced."
    );
    assert_eq!(play.incident.command.manager, Some(id(TOM)));
    assert_eq!(play.incident.command.offer, None);
    assert_eq!(play.incident.roles(id(PRIYA)), [Role::Deputy]);
    assert_eq!(
        play.refused(TOM, "accept_command", json!({})).0,
        Code::RoleRequired,
        "it is accepted once"
    );
}

#[test]
fn the_outgoing_manager_gets_the_role_of_the_packet_else_deputy_where_vacant_else_expert() {
    for (packet, to, role) in [
        (json!({"role": "liaison"}), TOM, Role::Liaison),
        (json!({"role": "observer"}), TOM, Role::Observer),
        (json!({"role": "deputy"}), TOM, Role::Deputy),
        (json!({}), TOM, Role::Deputy),
        (json!({"role": "deputy"}), RAVI, Role::Sme),
        (json!({}), RAVI, Role::Sme),
        (json!({"role": "secretariat"}), RAVI, Role::Secretariat),
    ] {
        let mut play = Play::declared();
        let fields = json!({"to": id(to), "packet": packet, "reason": "Knows it best."});
        play.give(PRIYA, "offer_command", fields).unwrap();
        play.give(to, "accept_command", json!({})).unwrap();
        assert_eq!(play.incident.roles(id(PRIYA)), [role], "{packet} to {to}");
        let deputies = [PRIYA, TOM, RAVI].map(|n| play.incident.holds(id(n), Role::Deputy));
        assert_eq!(
            deputies.iter().filter(|is| **is).count(),
            usize::from(to == RAVI || role == Role::Deputy)
        );
        let deputy = play.incident.command.deputy;
        assert!(deputy.is_none_or(|deputy| play.incident.holds(deputy, Role::Deputy)));
    }
}

#[test]
fn an_offer_is_to_one_other_in_the_team_and_the_packet_gives_no_command() {
    let mut play = Play::declared();
    let mut refused = |fields| play.refused(PRIYA, "offer_command", fields).1;
    assert_eq!(
        refused(json!({"to": id(OUTSIDER)})),
        "Olu Outside is not in the team. Add them first."
    );
    assert_eq!(
        refused(json!({"to": id(77)})),
        "This person is not in the team. Add them first."
    );
    assert_eq!(
        refused(json!({"to": id(PRIYA)})),
        "You are in command already."
    );
    assert_eq!(
        refused(json!({"to": id(TOM), "packet": {"role": "incident_manager"}})),
        "There is one Incident Manager. Say what else you become."
    );
    assert_eq!(
        refused(json!({"to": id(RAVI)})),
        "Ravi Menon is not trained as Incident Manager. Say why they are asked all the same."
    );
    let long = "x".repeat(4_001);
    for packet in ["where_we_are", "worried_about", "decisions", "actions"] {
        assert_eq!(
            refused(json!({"to": id(TOM), "packet": {packet: long}})),
            "The text is longer than 4000 characters."
        );
    }
    let entry = play
        .give(
            PRIYA,
            "offer_command",
            json!({"to": id(RAVI), "reason": "Nobody else is left."}),
        )
        .unwrap();
    assert_eq!(entry.flags, ["untrained"]);
    assert!(
        entry
            .text
            .ends_with("Not trained as Incident Manager. Reason: Nobody else is left.")
    );
    assert_eq!(
        play.refused(PRIYA, "offer_command", json!({"to": id(TOM)}))
            .1,
        "Command is offered to Ravi Menon already. Withdraw that first."
    );
    assert_eq!(
        play.refused(TOM, "accept_command", json!({})).0,
        Code::RoleRequired
    );
    let entry = play.give(RAVI, "accept_command", json!({})).unwrap();
    assert_eq!(entry.flags, ["untrained"]);
}

#[test]
fn a_withdrawn_offer_is_accepted_by_nobody() {
    let mut play = Play::declared();
    assert_eq!(
        play.refused(PRIYA, "withdraw_offer", json!({})).0,
        Code::Invalid
    );
    let mut play = offered(json!({}));
    let entry = play.give(PRIYA, "withdraw_offer", json!({})).unwrap();
    assert_eq!(
        entry.text,
        "Priya Nair withdrew the offer of command to Tom Okafor."
    );
    assert_eq!(play.incident.command.epoch, 1);
    assert_eq!(
        play.refused(TOM, "accept_command", json!({})).0,
        Code::RoleRequired
    );
}

#[test]
fn a_change_of_command_ends_every_offer_and_challenge() {
    for passes in ["step_in", "vacate"] {
        let mut play = Play::declared();
        let fields = json!({"to": id(RAVI), "reason": "Knows it."});
        play.give(PRIYA, "offer_command", fields).unwrap();
        play.give(MAEVE, "challenge", json!({"reason": "Silent."}))
            .unwrap();
        let by = if passes == "vacate" { PRIYA } else { TOM };
        play.give(by, passes, json!({"reason": "Now."})).unwrap();
        assert_eq!(play.incident.command.offer, None);
        assert_eq!(play.incident.command.challenge, None);
        play.epoch = Some(1);
        assert_eq!(
            play.refused(RAVI, "accept_command", json!({})).0,
            Code::RoleRequired
        );
    }
}

#[test]
fn who_leaves_the_team_takes_the_offer_with_them() {
    let mut play = offered(json!({}));
    play.give(PRIYA, "remove_member", json!({"person": id(TOM)}))
        .unwrap();
    assert_eq!(play.incident.command.offer, None);
    play.give(PRIYA, "add_member", json!({"person": id(TOM)}))
        .unwrap();
    assert_eq!(
        play.refused(TOM, "accept_command", json!({})).0,
        Code::RoleRequired
    );
}
