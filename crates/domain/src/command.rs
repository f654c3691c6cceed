//! The rules for commands: pure, decided at the commit point, again whenever another writer came first.

mod append_entry;
mod declare;
mod intent;
mod open;
mod seal_draft;
mod take_command;
mod team;

pub use intent::{AddMember, AppendEntry, Command, Declare, SealDraft, SetRoles, TakeCommand};
pub use open::{Open, open};

use crate::{
    Author, Code, CommandState, Directory, Entry, Header, Incident, Kind, Member, Object, ObjectId,
    Phase, Profile, Refusal, Role, Timestamp, limits,
};

/// What a command is decided against.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The authority state at the sequence number before.
    pub incident: &'a Incident,
    /// Who gives the command.
    pub by: &'a Profile,
    /// Everyone with an account.
    pub people: &'a Directory,
    /// The draft that the command names, when it is there.
    pub draft: Option<&'a Object>,
    /// Names of others whose characters survive in that draft.
    pub with: &'a [String],
    /// The epoch that the person saw.
    pub epoch: Option<u64>,
    /// Good until then, in server time.
    pub not_after: Option<Timestamp>,
    /// The person's device clock.
    pub written_at: Timestamp,
    /// Server clock.
    pub now: Timestamp,
}

/// What a command does: the server writes all of it in one record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// The header, when it changes.
    pub header: Option<Header>,
    /// Who commands, when it changes.
    pub command: Option<CommandState>,
    /// Members who join or change.
    pub members: Vec<Member>,
    /// The entry that is sealed.
    pub entry: Option<Entry>,
    /// The draft that the entry was sealed from.
    pub removes_draft: Option<ObjectId>,
}

/// What a command leads to.
///
/// # Errors
/// The refusal, with its sentence.
pub fn decide(command: &Command, scene: Scene<'_>) -> Result<Effect, Refusal> {
    if !command.may_wait() && scene.not_after.is_none_or(|limit| scene.now > limit) {
        return Err(Refusal::new(
            Code::Expired,
            "This waited too long on the way, so it was not done. Look at the room and give it again.",
        ));
    }
    if scene.incident.header.phase == Phase::Closed {
        return Err(Refusal::new(Code::Closed, "The incident is closed."));
    }
    match command {
        Command::Declare(declare) => declare.decide(scene),
        Command::AddMember(add) => add.decide(scene),
        Command::SetRoles(set) => set.decide(scene),
        Command::TakeCommand(take) => take.decide(scene),
        Command::SealDraft(seal) => seal.decide(scene),
        Command::AppendEntry(append) => append.decide(scene),
    }
}

impl Scene<'_> {
    /// Refuses outsiders.
    fn member(&self) -> Result<&Member, Refusal> {
        self.incident
            .member(self.by.id)
            .ok_or_else(|| Refusal::new(Code::NotMember, "You are not in this incident."))
    }

    /// Refuses everyone but the manager, under the epoch that they saw.
    fn manager(&self) -> Result<(), Refusal> {
        self.member()?;
        if self.incident.command.manager != Some(self.by.id) {
            let who = self.manager_name().map_or_else(
                || "Nobody is in command at the moment.".to_owned(),
                |name| format!("{name} is Incident Manager."),
            );
            return Err(Refusal::role_required(format!(
                "Only the Incident Manager does this. {who}"
            )));
        }
        if self.epoch != Some(self.incident.command.epoch) {
            return Err(Refusal::new(
                Code::StaleEpoch,
                "Command has changed since you gave this, so it was not done. Look at the room and give it again.",
            ));
        }
        Ok(())
    }

    fn manager_name(&self) -> Option<&str> {
        let manager = self.incident.command.manager?;
        self.incident
            .members
            .get(&manager)
            .map(|member| member.name.as_str())
    }

    /// An entry of this person with the next number and the four times.
    fn entry(&self, kind: Kind, text: String) -> Entry {
        Entry {
            number: self.incident.last_number + 1,
            kind,
            text,
            why: None,
            set_aside: None,
            answers: None,
            about: None,
            certainty: None,
            by: self.author(),
            with: Vec::new(),
            said_by: None,
            happened_at: None,
            begun_at: None,
            written_at: self.written_at,
            received_at: self.now,
            epoch: self.incident.command.epoch,
            late: self.now.since(self.written_at) > limits::LATE_AFTER,
            corrects: None,
            flags: Vec::new(),
            draft: None,
        }
    }

    fn author(&self) -> Author {
        let member = self.incident.member(self.by.id);
        Author {
            person: self.by.id,
            name: self.by.name.clone(),
            role: self.incident.roles(self.by.id).first().copied(),
            organisation: member
                .map_or(&self.by.organisation, |m| &m.organisation)
                .clone(),
        }
    }

    /// A new member made from what the installation knows of the person.
    fn new_member(&self, profile: &Profile, roles: &[Role]) -> Member {
        let mut member = Member {
            person: profile.id,
            name: profile.name.clone(),
            organisation: profile.organisation.clone(),
            roles: Vec::new(),
            capability: None,
            domain: None,
            reports_to: None,
            asked_for_by: None,
            joined_at: self.now,
            left_at: None,
        };
        member.set_roles(roles, profile, self.now);
        member
    }
}

/// A reason or other line: trimmed, not blank, not too long.
fn line(text: Option<&str>, what: &str) -> Result<Option<String>, Refusal> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    if text.chars().count() > limits::LINE_CHARS_MAX {
        return Err(Refusal::new(
            Code::TooLarge,
            format!(
                "The {what} is longer than {} characters.",
                limits::LINE_CHARS_MAX
            ),
        ));
    }
    Ok(Some(text.to_owned()))
}
