//! What the manager says on a call and deputy or secretariat write down: in force at once, then confirmed or revoked.

use super::{
    Command, Effect, Scene, because,
    header::{SetCategory, SetFlags, SetPhase, SetSeverity},
    remove_member::RemoveMember,
    settle::{open, settled},
    team::SetRoles,
};
use crate::{Entry, ObjectId, PersonId, Proposal, ProposalKind, ProposalState, Refusal};
use serde::{Deserialize, Serialize};

/// The effect of a spoken command: the same, marked, with a proposal that waits for the manager's word.
pub fn marked(
    mut effect: Effect,
    command: &Command,
    manager: PersonId,
    scene: Scene<'_>,
) -> Effect {
    let name = scene.incident.name(manager).to_owned();
    let Some(entry) = &mut effect.entry else {
        return effect;
    };
    entry.flags.push("spoken".into());
    let id = scene.proposal_id();
    entry.refs.insert("proposal".into(), id);
    entry.said_by.get_or_insert(name);
    let proposal = Proposal {
        command: Some(command.name().into()),
        said_by: Some(manager),
        entry: Some(entry.number),
        undo: undo(command, scene).map(Box::new),
        done: Some(Box::new(command.clone())),
        ..Proposal::new(scene, ProposalKind::Spoken, entry.text.clone())
    };
    effect.proposals.push(proposal);
    effect
}

/// What puts back what a spoken command does; `None` where nothing can, such as a decision that people acted on.
fn undo(command: &Command, scene: Scene<'_>) -> Option<Command> {
    let header = &scene.incident.header;
    let reason = Some("Revoked.".to_owned());
    Some(match command {
        Command::SetPhase(_) => Command::SetPhase(SetPhase {
            phase: header.phase,
            reason: None,
        }),
        Command::SetSeverity(_) => Command::SetSeverity(SetSeverity {
            severity: header.severity?,
            provisional: header.severity_provisional,
            reason: None,
        }),
        Command::SetCategory(_) => Command::SetCategory(SetCategory {
            category: header.category?,
            provisional: header.category_provisional,
            reason: None,
        }),
        Command::SetFlags(_) => Command::SetFlags(SetFlags {
            security: header.security,
            personal_data: header.personal_data,
            reason: None,
        }),
        Command::SetClocks(set) => Command::SetClocks(set.before(header)),
        Command::AddMember(add) => Command::RemoveMember(RemoveMember {
            person: add.person,
            reason,
        }),
        Command::SetRoles(set) => Command::SetRoles(SetRoles {
            person: set.person,
            roles: scene.incident.roles(set.person),
            reason,
        }),
        _ => return None,
    })
}

/// `confirm_spoken`: by the manager, in one tap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfirmSpoken {
    /// Which.
    pub proposal: ObjectId,
}

impl ConfirmSpoken {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let proposal = spoken(scene, self.proposal)?;
        let text = format!(
            "{} confirmed what {} did as spoken{}.",
            scene.by.name,
            proposal.name,
            at(&proposal)
        );
        let effect = scene.sealing(text);
        Ok(ended(scene, effect, proposal, ProposalState::Confirmed))
    }
}

/// `revoke_spoken`: by the manager; what can be put back is put back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevokeSpoken {
    /// Which.
    pub proposal: ObjectId,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl RevokeSpoken {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let proposal = spoken(scene, self.proposal)?;
        let text = format!(
            "{} revoked what {} did as spoken{}.{}",
            scene.by.name,
            proposal.name,
            at(&proposal),
            because(self.reason.as_deref())?
        );
        let back = proposal
            .undo
            .as_ref()
            .map(|undo| unchanged(&proposal, scene).and_then(|()| undo.decide(scene)));
        let effect = match back {
            Some(Ok(back)) => {
                let said = back.entry.as_ref().map_or("", |entry| entry.text.as_str());
                let entry = Entry {
                    text: format!("{text} {said}"),
                    ..scene.entry(crate::Kind::Command, String::new())
                };
                Effect {
                    entry: Some(entry),
                    ..back
                }
            }
            Some(Err(refusal)) => {
                scene.sealing(format!("{text} It was not put back: {}", refusal.reason))
            }
            None => match proposal.done.as_deref() {
                Some(Command::AgreeMessage(agreed)) => Effect {
                    puts: agreed.taken_back(scene),
                    ..scene.sealing(text)
                },
                _ => scene.sealing(format!(
                    "{text} What came of it stays until somebody changes it."
                )),
            },
        };
        Ok(ended(scene, effect, proposal, ProposalState::Revoked))
    }
}

/// Nobody has changed since what a spoken command did: given once more, it would do nothing.
fn unchanged(proposal: &Proposal, scene: Scene<'_>) -> Result<(), Refusal> {
    let again = proposal.done.as_ref().map(|done| done.decide(scene));
    if matches!(again, Some(Ok(_))) {
        return Err(Refusal::invalid("It has been changed since."));
    }
    Ok(())
}

fn spoken(scene: Scene<'_>, id: ObjectId) -> Result<Proposal, Refusal> {
    let proposal = open(scene, id)?;
    if proposal.kind == ProposalKind::Spoken {
        Ok(proposal)
    } else {
        Err(Refusal::invalid(
            "This was not done as spoken. Adopt or decline it.",
        ))
    }
}

fn at(proposal: &Proposal) -> String {
    proposal
        .entry
        .map(|number| format!(" in entry {number}"))
        .unwrap_or_default()
}

fn ended(scene: Scene<'_>, mut effect: Effect, proposal: Proposal, state: ProposalState) -> Effect {
    if let Some(entry) = &mut effect.entry {
        entry.refs.insert("proposal".into(), proposal.id);
    }
    effect.proposals.push(settled(scene, proposal, state, None));
    effect
}
