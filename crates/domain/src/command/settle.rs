//! `adopt_proposal` and `decline_proposal`.

use super::{Effect, Scene, append_entry::may_seal, asked, level::SuggestEscalation, table::stale};
use crate::{Code, Kind, ObjectId, Proposal, ProposalKind, ProposalState, Refusal};
use serde::{Deserialize, Serialize};

/// `adopt_proposal`: by a command role; an escalation by the manager, who thereby sets the level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdoptProposal {
    /// Which.
    pub proposal: ObjectId,
    /// As what its words are sealed, when not as proposed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
}

impl AdoptProposal {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let proposal = open(scene, self.proposal)?;
        let mut effect = match proposal.kind {
            ProposalKind::Change => self.sealed(scene, &proposal)?,
            ProposalKind::Concern => scene.sealing(format!(
                "{} takes up the concern of {}: {}",
                scene.by.name, proposal.name, proposal.text
            )),
            ProposalKind::Escalation => {
                manager(scene)?;
                let level = SuggestEscalation::taken_up(&proposal).ok_or_else(not_open)?;
                let mut effect = level.decide(scene)?;
                if let Some(entry) = &mut effect.entry {
                    entry.text = format!("{}\nSuggested by {}.", entry.text, proposal.name);
                }
                effect
            }
            ProposalKind::Spoken => return Err(spoken()),
        };
        if let Some(entry) = &mut effect.entry {
            entry.refs.insert("proposal".into(), proposal.id);
        }
        effect.proposals = vec![settled(scene, proposal, ProposalState::Adopted, None)];
        Ok(effect)
    }

    /// The words of the proposal as an entry of the adopter, with who wrote them.
    fn sealed(&self, scene: Scene<'_>, proposal: &Proposal) -> Result<Effect, Refusal> {
        let proposed = proposal.entry_kind.unwrap_or(Kind::Observation);
        let kind = self.kind.unwrap_or(proposed);
        let corrects = proposal.corrects.filter(|_| kind == Kind::Correction);
        may_seal(scene, kind, corrects)?;
        let mut entry = scene.entry(kind, proposal.text.clone());
        entry.corrects = corrects;
        entry.with = vec![proposal.name.clone()];
        entry.said_by = Some(proposal.name.clone());
        entry.begun_at = proposal.written_at;
        entry.flags.push("adopted".into());
        Ok(Effect::sealing(entry))
    }
}

/// `decline_proposal`: with a reason, which its author reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeclineProposal {
    /// Which.
    pub proposal: ObjectId,
    /// Why.
    pub reason: String,
}

impl DeclineProposal {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let proposal = open(scene, self.proposal)?;
        let what = match proposal.kind {
            ProposalKind::Change => "the proposal",
            ProposalKind::Concern => "the concern",
            ProposalKind::Escalation => {
                manager(scene)?;
                "the escalation suggested by"
            }
            ProposalKind::Spoken => return Err(spoken()),
        };
        let of = if what.ends_with("by") { "" } else { " of" };
        let reason = asked(&self.reason, "reason", "Say why, for whoever proposed it.")?;
        let text = format!(
            "{} declined {what}{of} {}: {}\nReason: {reason}",
            scene.by.name, proposal.name, proposal.text
        );
        let mut effect = scene.sealing(text);
        if let Some(entry) = &mut effect.entry {
            entry.refs.insert("proposal".into(), proposal.id);
        }
        effect.proposals = vec![settled(
            scene,
            proposal,
            ProposalState::Declined,
            Some(reason),
        )];
        Ok(effect)
    }
}

/// A proposal that nobody has settled.
pub(super) fn open(scene: Scene<'_>, id: ObjectId) -> Result<Proposal, Refusal> {
    let proposal = scene
        .objects
        .proposal(id)
        .ok_or_else(|| Refusal::new(Code::Gone, "There is no such proposal."))?;
    if proposal.state == ProposalState::Open {
        return Ok(proposal);
    }
    let who = proposal
        .settled_by
        .map_or("Somebody", |it| scene.incident.name(it));
    Err(Refusal::invalid(format!(
        "{who} has answered this already."
    )))
}

/// The same proposal, settled by whoever gives the command.
pub(super) fn settled(
    scene: Scene<'_>,
    proposal: Proposal,
    state: ProposalState,
    answer: Option<String>,
) -> Proposal {
    Proposal {
        state,
        settled_by: Some(scene.by.id),
        settled_at: Some(scene.now),
        answer,
        ..proposal
    }
}

fn manager(scene: Scene<'_>) -> Result<(), Refusal> {
    let command = &scene.incident.command;
    if command.manager != Some(scene.by.id) {
        return Err(Refusal::role_required(
            "The Incident Manager answers a suggested escalation.",
        ));
    }
    if scene.epoch == Some(command.epoch) {
        Ok(())
    } else {
        Err(stale(scene))
    }
}

fn spoken() -> Refusal {
    Refusal::invalid(
        "What was done as spoken is in force. The Incident Manager confirms or revokes it.",
    )
}

fn not_open() -> Refusal {
    Refusal::invalid("This suggestion names no level.")
}
