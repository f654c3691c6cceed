//! The commands as they are sent.

use super::{
    AcceptCommand, AcceptInvitation, AddMember, AdoptProposal, AgreeMessage, AnswerChallenge,
    AnswerRecommendation, AppendEntry, Challenge, Chase, Close, ConfirmSpoken, Declare,
    DeclineProposal, Effect, GreenLight, Invite, LinkIncident, MarkSent, OfferCommand, OpenAside,
    OpenCall, OpenSilver, Propose, RaiseConcern, RemoveMember, Reopen, RevokeInvitation,
    RevokeSpoken, Scene, SealDraft, SetCategory, SetClocks, SetFlags, SetLevel, SetPhase, SetRoles,
    SetSeverity, SplitTeam, StandDown, StepIn, SuggestEscalation, Surrender, TakeCommand,
    UnlinkIncident, Vacate, WithdrawOffer,
};
use crate::{Kind, PersonId, Refusal, canonical, limits};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

macro_rules! commands {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A command, named in data as here.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Command {
            $($(#[$doc])* #[serde(rename = $name)] $variant($variant),)*
        }

        impl Command {
            /// Its name in data.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $name,)*
                }
            }

            pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
                match self {
                    $(Self::$variant(command) => command.decide(scene),)*
                }
            }
        }
    };
}

commands! {
    /// Makes an incident of it, and its author the manager.
    Declare = "declare",
    /// Brings a person into the team.
    AddMember = "add_member",
    /// Gives and ends roles.
    SetRoles = "set_roles",
    /// Makes an invitation.
    Invite = "invite",
    /// Takes an invitation back.
    RevokeInvitation = "revoke_invitation",
    /// Joins the team by an invitation.
    AcceptInvitation = "accept_invitation",
    /// Ends a person's part in the incident.
    RemoveMember = "remove_member",
    /// Offers command, with a briefing.
    OfferCommand = "offer_command",
    /// Takes the offer back.
    WithdrawOffer = "withdraw_offer",
    /// Accepts command.
    AcceptCommand = "accept_command",
    /// The deputy takes over.
    StepIn = "step_in",
    /// A trained manager takes command that is vacant or unanswered.
    TakeCommand = "take_command",
    /// Asks whether the manager is there.
    Challenge = "challenge",
    /// The manager is there.
    AnswerChallenge = "answer_challenge",
    /// The manager leaves command to nobody.
    Vacate = "vacate",
    /// Changes the phase.
    SetPhase = "set_phase",
    /// Changes the severity.
    SetSeverity = "set_severity",
    /// Changes the category.
    SetCategory = "set_category",
    /// Changes what kind of incident it may be.
    SetFlags = "set_flags",
    /// Changes what the clocks count to.
    SetClocks = "set_clocks",
    /// Changes the command level.
    SetLevel = "set_level",
    /// Resolves: ends hot.
    StandDown = "stand_down",
    /// Closes after the review.
    Close = "close",
    /// Opens a closed incident again.
    Reopen = "reopen",
    /// Opens the room of the manager and the deputy.
    OpenAside = "open_aside",
    /// Splits off a team, with its lead and its actions.
    SplitTeam = "split_team",
    /// Opens a silver command over the incident.
    OpenSilver = "open_silver",
    /// Links another incident.
    LinkIncident = "link_incident",
    /// Takes a link back.
    UnlinkIncident = "unlink_incident",
    /// Agrees to a recommendation, declines it, or asks.
    AnswerRecommendation = "answer_recommendation",
    /// Agrees to the words of a message.
    AgreeMessage = "agree_message",
    /// Says that a message was sent.
    MarkSent = "mark_sent",
    /// Opens a call, naming who commands.
    OpenCall = "open_call",
    /// Lets a system go back to use.
    GreenLight = "green_light",
    /// Reminds an owner, on the record.
    Chase = "chase",
    /// The deputy suggests a higher command level.
    SuggestEscalation = "suggest_escalation",
    /// Brings a concern that must be answered.
    RaiseConcern = "raise_concern",
    /// Sends on what was refused, or suggests words for the log.
    Propose = "propose",
    /// Hands in what somebody who has left had written.
    Surrender = "surrender",
    /// Takes a proposal up.
    AdoptProposal = "adopt_proposal",
    /// Turns a proposal down, with a reason.
    DeclineProposal = "decline_proposal",
    /// The manager did say it.
    ConfirmSpoken = "confirm_spoken",
    /// The manager did not say it.
    RevokeSpoken = "revoke_spoken",
    /// Seals a draft.
    SealDraft = "seal_draft",
    /// Seals an entry without a draft.
    AppendEntry = "append_entry",
}

impl Command {
    /// Sealing may wait in an outbox; every other command expires, and so does the seal of a decision.
    pub fn may_wait(&self) -> bool {
        match self {
            Self::SealDraft(_) | Self::Surrender(_) => true,
            Self::AppendEntry(append) => append.kind != Kind::Decision,
            _ => false,
        }
    }
}

/// A command, and whether it is given for the manager who said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// What is commanded.
    pub command: Command,
    /// The manager in whose name it is given, who said it on the call.
    pub spoken_by: Option<PersonId>,
}

/// Beside a command's own fields.
const SPOKEN_BY: &str = "spoken_by";

impl Given {
    /// What a name and its fields say.
    ///
    /// # Errors
    /// [`crate::Code::Malformed`] for fields that are not the command's; [`crate::Code::Invalid`] for a command that this
    /// version has no rules for yet.
    pub fn read(name: &str, fields: &Value) -> Result<Self, Refusal> {
        match super::COMMANDS.iter().find(|row| row.name == name) {
            None => {
                return Err(Refusal::malformed(format!(
                    "There is no command \"{name}\"."
                )));
            }
            Some(row) if !row.built => {
                return Err(Refusal::invalid("This version cannot do that yet."));
            }
            Some(_) => {}
        }
        let unreadable = |error: serde_json::Error| {
            // It may quote what was sent.
            let error: String = error
                .to_string()
                .chars()
                .take(limits::LINE_CHARS_MAX)
                .collect();
            Refusal::malformed(format!("The command \"{name}\" cannot be read: {error}."))
        };
        let mut fields = fields.clone();
        let named = fields.as_object_mut().ok_or_else(|| {
            Refusal::malformed(format!("The fields of the command \"{name}\" have names."))
        })?;
        let spoken_by = named.remove(SPOKEN_BY);
        let spoken_by = spoken_by.map(serde_json::from_value).transpose();
        Ok(Self {
            command: serde_json::from_value(json!({ name: fields })).map_err(unreadable)?,
            spoken_by: spoken_by.map_err(unreadable)?,
        })
    }

    /// The fields as they are sent.
    pub fn fields(&self) -> Value {
        let named = serde_json::to_value(&self.command).ok();
        let mut fields = named
            .and_then(|mut named| named.get_mut(self.command.name()).map(Value::take))
            .unwrap_or_default();
        if let (Some(fields), Some(person)) = (fields.as_object_mut(), self.spoken_by) {
            fields.insert(SPOKEN_BY.into(), json!(person));
        }
        fields
    }

    /// The canonical JSON that the record holds.
    pub fn to_canonical(&self) -> String {
        canonical::to_string(&json!({ self.command.name(): self.fields() }))
    }
}

impl From<Command> for Given {
    fn from(command: Command) -> Self {
        Self {
            command,
            spoken_by: None,
        }
    }
}
