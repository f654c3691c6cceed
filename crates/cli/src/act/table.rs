//! What `loggist act` can do, and the fields of each: as data, read by the help and by whoever types.

mod commands;
mod more;
mod work;

pub use commands::COMMANDS;
pub use more::MORE;
pub use work::WORK;

use loggist_domain::duty::unfinished_keys;

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
    /// People, joined by commas.
    People,
    /// Roles, joined by commas.
    Roles,
    /// A time that lies ahead.
    Ahead,
    /// A time that has passed.
    Passed,
    /// `A-14`.
    Action,
    /// Actions, joined by commas.
    Actions,
    /// Another incident: id or reference.
    Incident,
    /// `R-8`.
    Recommendation,
    /// A proposal, by the number of its entry or its id.
    Proposal,
    /// A contact, by name or id.
    Contact,
    /// A system, by name or id.
    System,
    /// `M-3`.
    Message,
    /// `5`, as in call 5.
    Call,
    /// A communication line, by name or id.
    Channel,
    /// `L-2`.
    Lesson,
    /// A document, by name or id.
    Document,
    /// What is attached, by name or id.
    Attachment,
    /// A draft, by id.
    Draft,
    /// An invitation, by id.
    Invitation,
    /// An action or a recommendation that something is about.
    About,
    /// New owners of actions: `A-12=Hannah Boyle,A-3=Dev Patel`.
    Owners,
    /// Why one thing is left unfinished: `review_held=It is on Monday`. The field may be there for each.
    Left,
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

/// Everything that can be done.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    WORK.iter().chain(MORE).chain(COMMANDS)
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
            Self::People => "PERSON,PERSON".into(),
            Self::Roles => "ROLE,ROLE".into(),
            Self::Ahead | Self::Passed => "TIME".into(),
            Self::Action => "A-14".into(),
            Self::Actions => "A-14,A-15".into(),
            Self::Incident => "INC-2026-0148".into(),
            Self::Recommendation => "R-8".into(),
            Self::Proposal => "ENTRY|ID".into(),
            Self::Contact => "CONTACT".into(),
            Self::System => "SYSTEM".into(),
            Self::Message => "M-3".into(),
            Self::Call => "5".into(),
            Self::Channel => "LINE".into(),
            Self::Lesson => "L-2".into(),
            Self::Document => "DOCUMENT".into(),
            Self::Attachment => "ATTACHMENT".into(),
            Self::Draft | Self::Invitation => "ID".into(),
            Self::About => "A-14|R-8".into(),
            Self::Owners => "A-14=PERSON,A-15=PERSON".into(),
            Self::Left => "THING=REASON".into(),
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
        "Work on what people write:\n{}\n\
         Commands; with spoken=yes Deputy or Secretariat give those marked (s) for the Incident Manager, who said it:\n{}\n\
         A PERSON is an id, a name or an email address; a CONTACT, a SYSTEM, a LINE or a DOCUMENT an id or a name. An action, a \
         recommendation, a message or a lesson is its number, such as A-14, R-8, M-3 or L-2, or its id; a call is its number. A proposal is the number of the log entry that tells of it, or its \
         id. A TIME is 2026-11-23T02:40:00Z, or +30m, +2h, +1h30m from now, or 02:40 by this machine's clock and zone: the \
         next one for what lies ahead, the last one for what has passed. none clears a time, an owner or a level. left may be \
         there several times; what is unfinished and has no reason is sealed as left without one. A THING is one of: {}.\n\n{EXAMPLES}",
        list(WORK) + &list(MORE),
        list(COMMANDS),
        unfinished_keys().collect::<Vec<_>>().join(", "),
    )
}

/// What `-h` says.
pub const EXAMPLES: &str = "Such as:
  loggist act INC-2026-0147 declare severity=2 category=phishing
  loggist act INC-2026-0147 add_member person=tom@example.org roles=deputy,secretariat
  loggist act INC-2026-0147 invite role=sme outside=yes minutes=240
  loggist act INC-2026-0147 action title='Ring the clerk' owner='Asha Verma' report_by=+30m
  loggist act INC-2026-0147 report action=A-14 answer=done text='She has it'
  loggist act INC-2026-0147 answer_recommendation recommendation=R-8 answer=agreed spoken=yes
  loggist act INC-2026-0147 stand_down reason='Contained' left=open_actions='Operations take them' left=watched='Until Monday'";

#[cfg(test)]
mod tests {
    use super::*;
    use loggist_domain::{command, schema};

    /// Those that are not given in an incident: one makes it, two are for who is not in it.
    const ELSEWHERE: [&str; 3] = ["open", "accept_invitation", "surrender"];

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
        for (row, collection, field) in [
            ("contact", "contacts", "state"),
            ("contact", "contacts", "purpose"),
            ("system", "systems", "state"),
            ("message", "messages", "kind"),
            ("message", "messages", "audience"),
            ("message", "messages", "state"),
            ("line", "channels", "kind"),
            ("lesson", "lessons", "side"),
            ("lesson", "lessons", "aspect"),
            ("lesson", "lessons", "state"),
            ("duty", "checks", "duty"),
            ("duty", "checks", "state"),
            ("document", "documents", "state"),
        ] {
            let is = schema::field_type(collection, field).unwrap();
            assert_eq!(is, schema::Type::Word(words(row, field)), "{row} {field}");
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
