//! What whoever is refused reads: each sentence that no other test here has.

use crate::ground::*;
use loggist_domain::{
    Code, IncidentId, IntentId, Profile,
    command::{Open, open},
    limits,
};
use serde_json::{Value, json};

/// Who gives which command with what, and what they read.
fn refused(play: &mut Play, cases: &[(u8, &str, Value, &str)]) {
    for (by, name, fields, sentence) in cases {
        let (_, reason) = play.refused(*by, name, fields.clone());
        assert_eq!(reason, *sentence, "{name} {fields}");
    }
}

#[test]
fn an_entry_says_what_it_corrects_and_how_sure_it_is() {
    let mut play = Play::declared();
    let entry = |more: Value| {
        let mut fields = json!({"kind": "observation", "text": "It rang."});
        fields
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        fields
    };
    refused(
        &mut play,
        &[
            (
                MAEVE,
                "append_entry",
                entry(json!({"kind": "correction"})),
                "Name the entry that this corrects.",
            ),
            (
                MAEVE,
                "append_entry",
                entry(json!({"kind": "correction", "corrects": 99})),
                "There is no entry 99 to correct.",
            ),
            (
                MAEVE,
                "append_entry",
                entry(json!({"corrects": 1})),
                "Only a correction names an entry that it corrects.",
            ),
            (
                MAEVE,
                "append_entry",
                entry(json!({"certainty": "perhaps"})),
                "Certainty is \"know\" or \"suspect\".",
            ),
        ],
    );
}

#[test]
fn what_is_proposed_and_handed_in_has_words() {
    let mut play = Play::declared();
    let hands = |items: usize, text: &str| json!({"items": vec![json!({"text": text}); items]});
    refused(
        &mut play,
        &[
            (
                RAVI,
                "propose",
                json!({"text": "No", "kind": "correction"}),
                "Name the entry that this corrects.",
            ),
            (
                RAVI,
                "propose",
                json!({"text": "No", "corrects": 1}),
                "Only a correction names an entry that it corrects.",
            ),
        ],
    );
    play.give(PRIYA, "remove_member", json!({"person": id(RAVI)}))
        .unwrap();
    let most = format!(
        "At most {} items are handed in at once.",
        limits::SURRENDER_ITEMS_MAX
    );
    refused(
        &mut play,
        &[
            (
                RAVI,
                "surrender",
                hands(0, ""),
                "There is nothing to hand in.",
            ),
            (
                RAVI,
                "surrender",
                hands(limits::SURRENDER_ITEMS_MAX + 1, "No"),
                &most,
            ),
            (
                RAVI,
                "surrender",
                hands(1, " "),
                "An item that is handed in has words.",
            ),
        ],
    );
}

#[test]
fn what_is_not_there_is_said_so() {
    let mut play = Play::declared();
    let gone = thing(200);
    refused(
        &mut play,
        &[
            (
                PRIYA,
                "answer_recommendation",
                json!({"recommendation": gone, "hash": "", "answer": "agreed"}),
                "There is no such recommendation.",
            ),
            (
                PRIYA,
                "decline_proposal",
                json!({"proposal": gone, "reason": "No"}),
                "There is no such proposal.",
            ),
            (
                MAEVE,
                "seal_draft",
                json!({"draft": gone, "hash": ""}),
                "This draft is no longer there: it was sealed or removed meanwhile.",
            ),
            (PRIYA, "dance", json!({}), "There is no command \"dance\"."),
            (PRIYA, "dance", json!([]), "There is no command \"dance\"."),
            (
                PRIYA,
                "vacate",
                json!([]),
                "The fields of the command \"vacate\" have names.",
            ),
        ],
    );
    let (_, reason) = play.refused(PRIYA, "vacate", json!({"reasons": "No"}));
    assert!(
        reason.starts_with("The command \"vacate\" cannot be read: "),
        "{reason}"
    );
}

#[test]
fn an_invitation_has_bounds_that_are_said() {
    let mut play = Play::declared();
    let people = format!(
        "An invitation is for between one and {} people.",
        limits::INVITATION_PEOPLE_MAX
    );
    let minutes = "An invitation is good for between a minute and a day.";
    refused(
        &mut play,
        &[
            (
                PRIYA,
                "invite",
                json!({"role": "sme", "minutes": 0}),
                minutes,
            ),
            (
                PRIYA,
                "invite",
                json!({"role": "sme", "minutes": limits::INVITATION_MINUTES_MAX + 1}),
                minutes,
            ),
            (
                PRIYA,
                "invite",
                json!({"role": "sme", "minutes": 30, "people": 0}),
                &people,
            ),
        ],
    );
}

#[test]
fn the_end_comes_in_order_and_command_is_left_for_a_reason() {
    let mut play = Play::declared();
    let cold = "An incident is closed after its review, which is the cold phase. Set the phase to cold first.";
    refused(
        &mut play,
        &[
            (PRIYA, "close", json!({"reason": "Over"}), cold),
            (
                PRIYA,
                "vacate",
                json!({"reason": " "}),
                "Say why you leave command.",
            ),
        ],
    );
    for (name, fields) in [
        ("stand_down", json!({"reason": "Over"})),
        ("set_phase", json!({"phase": "cold"})),
        ("close", json!({"reason": "Reviewed"})),
    ] {
        play.give(PRIYA, name, fields).unwrap();
    }
    refused(
        &mut play,
        &[(
            PRIYA,
            "reopen",
            json!({"phase": "closed", "reason": "Again"}),
            "A closed incident is opened again as hot, warm or cold.",
        )],
    );
}

#[test]
fn rooms_are_linked_with_what_is_there_for_a_reason() {
    let mut play = Play::declared();
    let other = IncidentId::from_bytes([8; 16]);
    let link = |incident: IncidentId, reference: &str| json!({"incident": incident, "reference": reference, "kind": "related", "reason": "One sender."});
    let home = play.incident.header.id;
    let apart =
        |incident: IncidentId, reason: &str| json!({"incident": incident, "reason": reason});
    refused(
        &mut play,
        &[
            (
                PRIYA,
                "link_incident",
                link(home, "INC-2026-0001"),
                "An incident is not linked with itself.",
            ),
            (
                PRIYA,
                "link_incident",
                link(other, " "),
                "Name the other incident by its reference.",
            ),
            (
                PRIYA,
                "unlink_incident",
                apart(other, "No"),
                "That incident is not linked with this one.",
            ),
        ],
    );
    play.give(PRIYA, "link_incident", link(other, "INC-2026-0002"))
        .unwrap();
    refused(
        &mut play,
        &[(
            PRIYA,
            "unlink_incident",
            apart(other, " "),
            "Say why they are not linked any more.",
        )],
    );
    play.give(PRIYA, "open_aside", json!({})).unwrap();
    let aside = play.incident.header.links.last().unwrap().room;
    let level = json!({"level": "silver", "because": "complexity", "reason": "Two courts."});
    play.give(PRIYA, "set_level", level).unwrap();
    let silver = |title: &str| json!({"title": title, "commander": id(TOM)});
    refused(
        &mut play,
        &[
            (
                PRIYA,
                "unlink_incident",
                apart(aside, "No"),
                "A room and the one that it was split off from stay together.",
            ),
            (
                PRIYA,
                "open_silver",
                silver(" "),
                "Say in a line what silver command coordinates.",
            ),
        ],
    );
    play.give(PRIYA, "open_silver", silver("Both courts"))
        .unwrap();
    let under = "This incident is under INC-2026-0001-silver-1 already.";
    refused(&mut play, &[(PRIYA, "open_silver", silver("Again"), under)]);
    let deputy = json!({"person": id(TOM)});
    play.give(PRIYA, "remove_member", deputy).unwrap();
    play.incident.header.links.retain(|link| link.room != aside);
    refused(
        &mut play,
        &[(
            PRIYA,
            "open_aside",
            json!({}),
            "There is no Deputy to talk with apart. Give somebody that role first.",
        )],
    );
    let many = format!(
        "An incident is linked with {} rooms at most.",
        limits::LINKS_MAX
    );
    let one = play.incident.header.links[0].clone();
    play.incident.header.links.resize(limits::LINKS_MAX, one);
    let more = link(IncidentId::from_bytes([9; 16]), "INC-2026-0003");
    refused(&mut play, &[(PRIYA, "link_incident", more, &many)]);
}

#[test]
fn a_guest_opens_no_incident_gen_07() {
    let guest = Profile {
        guest_of: Some(IncidentId::from_bytes([7; 16])),
        ..people()[&id(OUTSIDER)].clone()
    };
    let title = Open {
        title: "Court lists".into(),
        summary: None,
        security: true,
        personal_data: false,
    };
    let refusal = open(
        &title,
        IncidentId::from_bytes([8; 16]),
        "INC-2026-0002".into(),
        &guest,
        IntentId::from_bytes([1; 16]),
        now(),
        now(),
    )
    .unwrap_err();
    assert_eq!(
        (refusal.code, refusal.reason.as_str()),
        (
            Code::RoleRequired,
            "You take part in one incident, as a guest. Tell its Incident Manager about another."
        )
    );
}
