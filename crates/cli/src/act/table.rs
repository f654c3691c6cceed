//! What `loggist act` can do, and the fields of each: as data, read by the help and by whoever types.

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Is {
    /// Words.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Yes or no.
    YesNo,
    /// A whole number.
    Number,
    /// A person: id, name or email address.
    Person,
    /// A person or a contact.
    Owner,
    /// Roles, joined by commas.
    Roles,
    /// A time that lies ahead.
    Ahead,
    /// A time that has passed.
    Passed,
    /// `A-14`.
    Action,
    /// `R-8`.
    Recommendation,
    /// A proposal, by the number of its entry or its id.
    Proposal,
    /// A contact, by name or id.
    Contact,
    /// A system, by name or id.
    System,
    /// A draft, by id.
    Draft,
    /// An action or a recommendation that something is about.
    About,
    /// New owners of actions: `A-12=Hannah Boyle,A-3=Dev Patel`.
    Owners,
}

/// A field.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its key.
    pub name: &'static str,
    /// What it holds.
    pub is: Is,
    /// Whether it must be there.
    pub needed: bool,
}

/// Something that can be done.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its name.
    pub name: &'static str,
    /// Its fields.
    pub fields: &'static [Field],
    /// What it does, in a line.
    pub about: &'static str,
}

const fn needed(name: &'static str, is: Is) -> Field {
    Field {
        name,
        is,
        needed: true,
    }
}

const fn may(name: &'static str, is: Is) -> Field {
    Field {
        name,
        is,
        needed: false,
    }
}

const fn row(name: &'static str, about: &'static str, fields: &'static [Field]) -> Row {
    Row {
        name,
        fields,
        about,
    }
}

const REASON: Field = needed("reason", Is::Text);
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
const CONTACT_STATE: Is = Is::Word(&["asked", "answered", "joined", "declined"]);
const SYSTEM_STATE: Is = Is::Word(&["affected", "contained", "recovering", "recovered"]);

/// Work on actions, recommendations, contacts and systems. Most of it needs no role of command.
pub const WORK: &[Row] = &[
    row(
        "action",
        "give an action to somebody, or with proposed=yes propose it",
        &[
            needed("title", Is::Text),
            may("owner", Is::Owner),
            may("report_by", Is::Ahead),
            may("instruction", Is::Text),
            may("from", Is::Recommendation),
            may("proposed", Is::YesNo),
        ],
    ),
    row(
        "set_action",
        "change whose it is, by when, its title or its state; state=open opens what was proposed or did not work",
        &[
            ACTION,
            may("owner", Is::Owner),
            may("report_by", Is::Ahead),
            may("title", Is::Text),
            may("state", Is::Word(&["open", "doing"])),
        ],
    ),
    row("acknowledge", "the owner has seen it", &[ACTION]),
    row(
        "report",
        "the owner reports; more_time with report_by",
        &[
            ACTION,
            needed(
                "answer",
                Is::Word(&["done", "more_time", "blocked", "dont_know", "note"]),
            ),
            may("text", Is::Text),
            may("report_by", Is::Ahead),
        ],
    ),
    row(
        "check",
        "somebody else says whether it worked",
        &[
            ACTION,
            needed("verdict", Is::Word(&["success", "failure"])),
            may("text", Is::Text),
        ],
    ),
    row(
        "cancel",
        "it is not to be done",
        &[ACTION, needed("text", Is::Text)],
    ),
    row(
        "recommend",
        "recommend something to the Incident Manager",
        &[needed("text", Is::Text), may("deadline", Is::Ahead)],
    ),
    row(
        "reply",
        "reply to a recommendation",
        &[
            needed("recommendation", Is::Recommendation),
            needed("text", Is::Text),
        ],
    ),
    row(
        "contact",
        "note somebody outside",
        &[
            needed("name", Is::Text),
            may("state", CONTACT_STATE),
            may("organisation", Is::Text),
            may("wanted_as", Is::Text),
            may("told_last", Is::Passed),
            may("chased_by", Is::Person),
        ],
    ),
    row(
        "set_contact",
        "change what is noted of a contact",
        &[
            needed("contact", Is::Contact),
            may("name", Is::Text),
            may("state", CONTACT_STATE),
            may("organisation", Is::Text),
            may("wanted_as", Is::Text),
            may("told_last", Is::Passed),
            may("chased_by", Is::Person),
        ],
    ),
    row(
        "system",
        "note a system",
        &[
            needed("name", Is::Text),
            may("state", SYSTEM_STATE),
            may("fit", Is::YesNo),
            may("monitoring", Is::Text),
        ],
    ),
    row(
        "set_system",
        "change what is noted of a system",
        &[
            needed("system", Is::System),
            may("name", Is::Text),
            may("state", SYSTEM_STATE),
            may("fit", Is::YesNo),
            may("monitoring", Is::Text),
        ],
    ),
];

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
        "answer_recommendation",
        "declined and question need a reason",
        &[
            needed("recommendation", Is::Recommendation),
            needed("answer", Is::Word(&["agreed", "declined", "question"])),
            MAY_REASON,
        ],
    ),
    row(
        "green_light",
        "a system may go back to use",
        &[needed("system", Is::System), MAY_REASON],
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
    row("stand_down", "the hot phase is over", &[REASON]),
    row("close", "after the review", &[REASON]),
    row(
        "reopen",
        "open a closed incident again",
        &[needed("phase", Is::Word(&["hot", "warm", "cold"])), REASON],
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

/// Everything that can be done.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    WORK.iter().chain(COMMANDS)
}

/// What can be done under a name.
pub fn find(name: &str) -> Option<&'static Row> {
    rows().find(|row| row.name == name)
}

impl Row {
    /// Whether deputy or secretariat may do it for the manager who said it.
    pub fn is_spoken(&self) -> bool {
        let named = loggist_domain::command::COMMANDS
            .iter()
            .find(|command| command.name == self.name);
        COMMANDS.iter().any(|row| row.name == self.name) && named.is_some_and(|row| row.spoken)
    }

    /// Its name and fields, what may be left out in brackets.
    pub fn usage(&self) -> String {
        self.fields
            .iter()
            .fold(self.name.to_owned(), |line, field| {
                let named = format!("{}={}", field.name, field.is.stands_for());
                if field.needed {
                    format!("{line} {named}")
                } else {
                    format!("{line} [{named}]")
                }
            })
    }
}

impl Is {
    /// What stands for it in a usage.
    fn stands_for(self) -> String {
        match self {
            Self::Word(words) => words.join("|"),
            Self::Text => "...".into(),
            Self::YesNo => "yes|no".into(),
            Self::Number => "N".into(),
            Self::Person => "PERSON".into(),
            Self::Owner => "PERSON|CONTACT".into(),
            Self::Roles => "ROLE,ROLE".into(),
            Self::Ahead | Self::Passed => "TIME".into(),
            Self::Action => "A-14".into(),
            Self::Recommendation => "R-8".into(),
            Self::Proposal => "ENTRY|ID".into(),
            Self::Contact => "CONTACT".into(),
            Self::System => "SYSTEM".into(),
            Self::Draft => "ID".into(),
            Self::About => "A-14|R-8".into(),
            Self::Owners => "A-14=PERSON,A-15=PERSON".into(),
        }
    }
}

/// What `--help` says of all of it.
pub fn help() -> String {
    let list = |rows: &[Row]| {
        let lines = rows.iter().map(|row| {
            let spoken = if row.is_spoken() { " (s)" } else { "" };
            format!("  {}{spoken}\n      {}\n", row.usage(), row.about)
        });
        lines.collect::<String>()
    };
    format!(
        "Work on actions, recommendations, contacts and systems:\n{}\n\
         Commands; with spoken=yes Deputy or Secretariat give those marked (s) for the Incident Manager, who said it:\n{}\n\
         A PERSON is an id, a name or an email address; a CONTACT or a SYSTEM an id or a name. An action or a recommendation \
         is its number, such as A-14 or R-8, or its id. A proposal is the number of the log entry that tells of it, or its \
         id. A TIME is 2026-11-23T02:40:00Z, or +30m, +2h, +1h30m from now, or 02:40 by this machine's clock and zone: the \
         next one for what lies ahead, the last one for what has passed. none clears a time, an owner or a level.\n\n{EXAMPLES}",
        list(WORK),
        list(COMMANDS),
    )
}

/// What `-h` says.
pub const EXAMPLES: &str = "Such as:
  loggist act INC-2026-0147 declare severity=2 category=phishing
  loggist act INC-2026-0147 add_member person=tom@example.org roles=deputy,secretariat
  loggist act INC-2026-0147 action title='Ring the clerk' owner='Asha Verma' report_by=+30m
  loggist act INC-2026-0147 report action=A-14 answer=done text='She has it'
  loggist act INC-2026-0147 answer_recommendation recommendation=R-8 answer=agreed spoken=yes";

#[cfg(test)]
mod tests {
    use super::*;
    use loggist_domain::{command, schema};

    /// Those that are not given in an incident: one makes it, one is for who has left it.
    const ELSEWHERE: [&str; 2] = ["open", "surrender"];

    #[test]
    fn every_command_that_is_built_is_here_and_no_other() {
        let built = command::COMMANDS.iter().filter(|row| row.built);
        let built: Vec<&str> = built
            .map(|row| row.name)
            .filter(|name| !ELSEWHERE.contains(name))
            .collect();
        let here: Vec<&str> = COMMANDS.iter().map(|row| row.name).collect();
        assert_eq!(here, built);
    }

    #[test]
    fn a_name_stands_for_one_thing() {
        let mut names: Vec<&str> = rows().map(|row| row.name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn the_words_are_those_of_the_schema() {
        let words = |row: &str, field: &str| {
            let fields = find(row).unwrap().fields;
            let found = fields.iter().find(|it| it.name == field).unwrap();
            match found.is {
                Is::Word(words) => words,
                other => panic!("{other:?}"),
            }
        };
        for (row, collection) in [("contact", "contacts"), ("system", "systems")] {
            let state = schema::field_type(collection, "state").unwrap();
            assert_eq!(state, schema::Type::Word(words(row, "state")));
        }
        assert_eq!(words("propose", "kind"), schema::DRAFT_KINDS);
    }

    #[test]
    fn the_help_names_everything() {
        let help = help();
        assert!(rows().all(|row| help.contains(&row.usage())));
        assert!(help.contains("  set_clocks [aware_at=TIME] [next_call=TIME]"));
    }
}
