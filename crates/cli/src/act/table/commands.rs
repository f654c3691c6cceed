//! Commands.

use super::{Field, Is, Row, may, needed, row};

const REASON: Field = needed("reason", Is::Text);
const LEFT: Field = may("left", Is::Left);
const MAY_REASON: Field = may("reason", Is::Text);
const PROPOSAL: Field = needed("proposal", Is::Proposal);
const ACTION: Field = needed("action", Is::Action);
const CATEGORY: Is = Is::Word(&[
    "data_disclosure",
    "data_loss",
    "malware",
    "phishing",
    "account_compromise",
    "denial_of_service",
    "system_failure",
    "physical",
    "other",
]);
const KIND: Is = Is::Word(&[
    "observation",
    "decision",
    "action",
    "comms",
    "correction",
    "before_command",
]);
const LEVEL: Is = Is::Word(&["bronze", "silver", "gold"]);
const BECAUSE: Field = needed("because", Is::Word(&["severity", "complexity"]));

/// Commands, in the order of the domain's table.
pub const COMMANDS: &[Row] = &[
    row(
        "declare",
        "declare the incident, and command it",
        &[
            needed("severity", Is::Number),
            needed("category", CATEGORY),
            may("severity_provisional", Is::YesNo),
            may("category_provisional", Is::YesNo),
            may("codename", Is::Text),
            MAY_REASON,
        ],
    ),
    row(
        "take_command",
        "take command that is vacant, or five minutes after an unanswered challenge",
        &[REASON],
    ),
    row(
        "challenge",
        "ask whether the Incident Manager is there",
        &[REASON],
    ),
    row(
        "answer_challenge",
        "the Incident Manager is there",
        &[may("text", Is::Text)],
    ),
    row("vacate", "leave command to nobody", &[REASON]),
    row(
        "offer_command",
        "offer command, with a briefing",
        &[
            needed("to", Is::Person),
            may(
                "role",
                Is::Word(&[
                    "deputy",
                    "secretariat",
                    "sme",
                    "comms_lead",
                    "liaison",
                    "observer",
                ]),
            ),
            may("where_we_are", Is::Text),
            may("worried_about", Is::Text),
            may("decisions", Is::Text),
            may("actions", Is::Text),
            MAY_REASON,
        ],
    ),
    row("withdraw_offer", "take the offer back", &[]),
    row(
        "accept_command",
        "take command that is offered to you",
        &[may("owners", Is::Owners)],
    ),
    row("step_in", "the Deputy commands at once", &[REASON]),
    row(
        "set_phase",
        "the next phase; out of hot leads stand_down",
        &[
            needed("phase", Is::Word(&["hot", "warm", "cold"])),
            MAY_REASON,
        ],
    ),
    row(
        "set_severity",
        "1 is the gravest, 4 the least",
        &[
            needed("severity", Is::Number),
            may("provisional", Is::YesNo),
            MAY_REASON,
        ],
    ),
    row(
        "set_category",
        "what kind of incident it is",
        &[
            needed("category", CATEGORY),
            may("provisional", Is::YesNo),
            MAY_REASON,
        ],
    ),
    row(
        "set_flags",
        "a security incident, and whether personal data may be involved",
        &[
            needed("security", Is::YesNo),
            needed("personal_data", Is::YesNo),
            MAY_REASON,
        ],
    ),
    row(
        "set_clocks",
        "the clocks; none clears one, what is not named stays",
        &[
            may("aware_at", Is::Passed),
            may("next_call", Is::Ahead),
            may("next_update", Is::Ahead),
            may("regulator_due", Is::Ahead),
            MAY_REASON,
        ],
    ),
    row(
        "add_member",
        "bring somebody in; an observer, when no roles are named",
        &[
            needed("person", Is::Person),
            may("roles", Is::Roles),
            may("capability", Is::Text),
            may("domain", Is::Text),
            may("organisation", Is::Text),
            may("reports_to", Is::Person),
            may("asked_for_by", Is::Text),
            MAY_REASON,
        ],
    ),
    row(
        "set_roles",
        "all roles of somebody from now on",
        &[
            needed("person", Is::Person),
            needed("roles", Is::Roles),
            MAY_REASON,
        ],
    ),
    row(
        "split_team",
        "split off a team: its lead, who goes along, their actions",
        &[
            needed("title", Is::Text),
            needed("lead", Is::Person),
            may("members", Is::People),
            may("actions", Is::Actions),
            MAY_REASON,
        ],
    ),
    row(
        "answer_recommendation",
        "declined and question need a reason",
        &[
            needed("recommendation", Is::Recommendation),
            needed("answer", Is::Word(&["agreed", "declined", "question"])),
            MAY_REASON,
        ],
    ),
    row(
        "agree_message",
        "the words of a message are agreed",
        &[needed("message", Is::Message)],
    ),
    row(
        "green_light",
        "a system may go back to use",
        &[needed("system", Is::System), MAY_REASON],
    ),
    row(
        "invite",
        "a link and a code by which people join; outside: also those without an account, who see this incident alone",
        &[
            needed(
                "role",
                Is::Word(&[
                    "deputy",
                    "secretariat",
                    "sme",
                    "comms_lead",
                    "liaison",
                    "observer",
                ]),
            ),
            needed("minutes", Is::Number),
            may("people", Is::Number),
            may("outside", Is::YesNo),
        ],
    ),
    row(
        "revoke_invitation",
        "an invitation opens nothing any more",
        &[needed("invitation", Is::Invitation)],
    ),
    row(
        "remove_member",
        "somebody leaves the incident",
        &[needed("person", Is::Person), MAY_REASON],
    ),
    row(
        "set_level",
        "the command level; none ends it, silver comes before gold",
        &[needed("level", LEVEL), BECAUSE, REASON],
    ),
    row(
        "open_aside",
        "open the room of the Incident Manager and the Deputy",
        &[MAY_REASON],
    ),
    row(
        "open_silver",
        "open a silver command over the incident, under a commander of its own",
        &[
            needed("title", Is::Text),
            needed("commander", Is::Person),
            MAY_REASON,
        ],
    ),
    row(
        "link_incident",
        "related: may be related; silver: this incident goes under that silver command; incident: that one goes under this",
        &[
            needed("incident", Is::Incident),
            needed("kind", Is::Word(&["related", "silver", "incident"])),
            REASON,
        ],
    ),
    row(
        "unlink_incident",
        "take a link back",
        &[needed("incident", Is::Incident), REASON],
    ),
    row("stand_down", "the hot phase is over", &[REASON, LEFT]),
    row("close", "after the review", &[REASON, LEFT]),
    row(
        "reopen",
        "open a closed incident again",
        &[needed("phase", Is::Word(&["hot", "warm", "cold"])), REASON],
    ),
    row(
        "mark_sent",
        "a message was sent, or a briefing given",
        &[needed("message", Is::Message)],
    ),
    row(
        "open_call",
        "open a call: who commands is named in the log",
        &[needed("call", Is::Call)],
    ),
    row(
        "suggest_escalation",
        "the Deputy suggests a command level",
        &[needed("level", LEVEL), BECAUSE, REASON],
    ),
    row(
        "raise_concern",
        "say what must be answered",
        &[needed("text", Is::Text)],
    ),
    row(
        "chase",
        "remind the owner of an action, on the record",
        &[ACTION, may("text", Is::Text)],
    ),
    row(
        "propose",
        "words for somebody of command to adopt",
        &[
            needed("text", Is::Text),
            may("kind", KIND),
            may("corrects", Is::Number),
            may("why", Is::Text),
            may("about", Is::About),
        ],
    ),
    row(
        "seal_draft",
        "seal a draft as it is shown now",
        &[needed("draft", Is::Draft)],
    ),
    row(
        "append_entry",
        "seal an entry; `loggist say` does the same and waits for the network",
        &[
            needed("kind", KIND),
            needed("text", Is::Text),
            may("why", Is::Text),
            may("set_aside", Is::Text),
            may("said_by", Is::Text),
            may("happened_at", Is::Passed),
            may("certainty", Is::Word(&["know", "suspect"])),
            may("corrects", Is::Number),
            may("answers", Is::Text),
            may("about", Is::About),
        ],
    ),
    row(
        "adopt_proposal",
        "take up a proposal, a concern or a suggested level",
        &[PROPOSAL, may("kind", KIND)],
    ),
    row(
        "decline_proposal",
        "its author reads why",
        &[PROPOSAL, REASON],
    ),
    row(
        "confirm_spoken",
        "the Incident Manager did say it",
        &[PROPOSAL],
    ),
    row(
        "revoke_spoken",
        "the Incident Manager did not say it, or no longer does",
        &[PROPOSAL, MAY_REASON],
    ),
];
