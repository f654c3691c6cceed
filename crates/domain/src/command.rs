//! The rules for commands: pure, decided at the commit point, again whenever another writer came first.
//!
//! The tour: [`COMMANDS`] says who may give what, as data; each command has a file with its fields and what it does;
//! `passing` moves command from one person to the next, `reassign` what that does to actions; `spoken` is how deputy and
//! secretariat act on what the manager says.

mod append_entry;
mod challenge;
mod closing;
mod declare;
mod header;
mod intent;
mod invite;
mod level;
mod linked;
mod offer;
mod open;
mod outward;
mod passing;
mod propose;
mod reassign;
mod recommendation;
mod remove_member;
mod seal_draft;
mod settle;
mod split_team;
mod spoken;
mod table;
mod team;
mod things;

pub use append_entry::AppendEntry;
pub use challenge::{AnswerChallenge, Challenge};
pub use closing::{Close, Reopen, StandDown};
pub use declare::Declare;
pub use header::{SetCategory, SetClocks, SetFlags, SetPhase, SetSeverity};
pub use intent::{Command, Given};
pub use invite::{AcceptInvitation, Invite, NOT_GOOD, RevokeInvitation};
pub use level::{Because, SetLevel, SuggestEscalation};
pub use linked::{LinkIncident, OpenAside, OpenSilver, UnlinkIncident};
pub use offer::{AcceptCommand, OfferCommand, WithdrawOffer};
pub use open::{Open, open};
pub use outward::{AgreeMessage, MarkSent, OpenCall, message_hash};
pub use passing::{StepIn, TakeCommand, Vacate};
pub use propose::{Propose, RaiseConcern, Surrender, SurrenderedItem};
pub(crate) use reassign::reassign;
pub use recommendation::{Answer, AnswerRecommendation, recommendation_hash};
pub use remove_member::RemoveMember;
pub use seal_draft::SealDraft;
pub use settle::{AdoptProposal, DeclineProposal};
pub use split_team::SplitTeam;
pub use spoken::{ConfirmSpoken, RevokeSpoken};
pub use table::{COMMANDS, CommandRow, Giver};
pub use team::{AddMember, SetRoles};
pub use things::{Chase, GreenLight};

use crate::{
    Code, Directory, Effect, Entry, Incident, IntentId, Kind, Member, ObjectId, Objects, PersonId,
    Profile, Proposal, ProposalState, Refusal, Timestamp, limits,
};

/// What a command is decided against.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The authority state at the sequence number before.
    pub incident: &'a Incident,
    /// The document, for what people write.
    pub objects: &'a dyn Objects,
    /// Who gives the command.
    pub by: &'a Profile,
    /// The manager in whose name it is given, when it is given as spoken.
    pub spoken_by: Option<PersonId>,
    /// Everyone with an account.
    pub people: &'a Directory,
    /// Which intent this is; a proposal that it makes bears the same id.
    pub intent: IntentId,
    /// The epoch that the person saw.
    pub epoch: Option<u64>,
    /// Good until then, in server time.
    pub not_after: Option<Timestamp>,
    /// The person's device clock.
    pub written_at: Timestamp,
    /// Server clock.
    pub now: Timestamp,
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
    let row = COMMANDS
        .iter()
        .find(|row| row.name == command.name())
        .expect("every command has a row");
    row.check(scene)?;
    table::room(row, scene)?;
    table::phase(row, scene)?;
    let effect = command.decide(scene)?;
    let effect = match scene.spoken_by {
        Some(manager) => spoken::marked(effect, command, manager, scene),
        None => effect,
    };
    fresh(effect, scene)
}

/// Whether the server alone gives a command, for whoever asked for it at an address of its own.
pub fn has_own_route(name: &str) -> bool {
    COMMANDS.iter().any(|row| row.name == name && row.own_route)
}

/// A proposal bears the id of its intent, which its author chose: it takes the place of no other.
fn fresh(effect: Effect, scene: Scene<'_>) -> Result<Effect, Refusal> {
    let taken =
        |it: &Proposal| it.state == ProposalState::Open && scene.objects.proposal(it.id).is_some();
    if effect.proposals.iter().any(taken) {
        return Err(Refusal::malformed(
            "This was sent under the id of another proposal. Send it again under one of its own.",
        ));
    }
    Ok(effect)
}

fn not_member() -> Refusal {
    Refusal::new(Code::NotMember, "You are not in this incident.")
}

impl<'a> Scene<'a> {
    /// The id that a proposal made by this intent bears.
    fn proposal_id(&self) -> ObjectId {
        ObjectId::from_bytes(self.intent.bytes())
    }

    /// A member of the team, by id.
    fn teammate(&self, person: PersonId) -> Result<&'a Member, Refusal> {
        self.incident.member(person).ok_or_else(|| {
            Refusal::invalid(format!(
                "{} is not in the team. Add them first.",
                self.people
                    .get(&person)
                    .map_or("This person", |profile| profile.name.as_str())
            ))
        })
    }

    /// An entry of this person with the next number and the four times.
    fn entry(&self, kind: Kind, text: String) -> Entry {
        let mut author = self.incident.author(self.by.id);
        if self.incident.member(self.by.id).is_none() {
            author.name.clone_from(&self.by.name);
            author.organisation.clone_from(&self.by.organisation);
        }
        Entry {
            by: author,
            ..Entry::new(self.incident, kind, text, self.written_at, self.now)
        }
    }

    /// An effect that seals a command's entry and does nothing else yet.
    fn sealing(&self, text: String) -> Effect {
        Effect::sealing(self.entry(Kind::Command, text))
    }
}

/// A reason or other line: trimmed, not blank, not too long.
fn line(text: Option<&str>, what: &str) -> Result<Option<String>, Refusal> {
    trimmed(text, what, limits::LINE_CHARS_MAX)
}

/// Some paragraphs: trimmed, not blank, not too long.
fn paragraph(text: Option<&str>, what: &str) -> Result<Option<String>, Refusal> {
    trimmed(text, what, limits::PARAGRAPH_CHARS_MAX)
}

fn trimmed(text: Option<&str>, what: &str, chars_max: usize) -> Result<Option<String>, Refusal> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    if text.chars().count() > chars_max {
        return Err(Refusal::new(
            Code::TooLarge,
            format!("The {what} is longer than {chars_max} characters."),
        ));
    }
    Ok(Some(text.to_owned()))
}

/// A paragraph that must be there; `ask` is the sentence for when it is not.
fn asked(text: &str, what: &str, ask: &str) -> Result<String, Refusal> {
    paragraph(Some(text), what)?.ok_or_else(|| Refusal::invalid(ask))
}

/// " Reason: ..." for the end of a sentence, or nothing.
fn because(reason: Option<&str>) -> Result<String, Refusal> {
    Ok(paragraph(reason, "reason")?
        .map(|reason| format!(" Reason: {reason}"))
        .unwrap_or_default())
}
