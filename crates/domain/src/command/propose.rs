//! `propose`, `raise_concern`, `surrender`: words that wait for somebody who may act on them.

use super::{Effect, Scene, asked, line};
use crate::{
    Code, Kind, ObjectId, Proposal, ProposalKind, ProposalState, Refusal, Timestamp, limits,
};
use serde::{Deserialize, Serialize};

impl Proposal {
    /// An open proposal of whoever gives the command.
    pub(super) fn new(scene: Scene<'_>, kind: ProposalKind, text: String) -> Self {
        Self {
            id: scene.proposal_id(),
            kind,
            state: ProposalState::Open,
            by: scene.by.id,
            name: scene.by.name.clone(),
            made_at: scene.now,
            text,
            entry_kind: None,
            corrects: None,
            why: None,
            written_at: None,
            about: None,
            surrendered: false,
            level: None,
            command: None,
            said_by: None,
            entry: None,
            done: None,
            undo: None,
            settled_by: None,
            settled_at: None,
            answer: None,
        }
    }
}

/// `propose`: a refused edit that its author sends on, or words suggested for the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Propose {
    /// What is proposed.
    pub text: String,
    /// As what it is sealed when it is adopted; an observation when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The entry that it corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<u64>,
    /// Why it was refused, or why it is suggested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Device clock of the refused act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_at: Option<Timestamp>,
    /// What it is about, such as `actions/<id>`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
}

impl Propose {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let words = asked(&self.text, "proposal", "Say what you propose.")?;
        if let Some(kind) = self.kind.filter(|kind| !kind.is_for_people()) {
            return Err(Refusal::new(
                Code::ServerOwned,
                format!("Only the server writes entries of the kind {kind:?}."),
            ));
        }
        match (self.kind, self.corrects) {
            (Some(Kind::Correction), Some(number))
                if (1..=scene.incident.last_number).contains(&number) => {}
            (Some(Kind::Correction), _) => {
                return Err(Refusal::invalid("Name the entry that this corrects."));
            }
            (_, Some(_)) => {
                return Err(Refusal::invalid(
                    "Only a correction names an entry that it corrects.",
                ));
            }
            (_, None) => {}
        }
        let text = format!("{} proposes: {words}", scene.by.name);
        let proposal = Proposal {
            entry_kind: self.kind,
            corrects: self.corrects,
            why: super::paragraph(self.why.as_deref(), "reason")?,
            written_at: self.written_at,
            about: line(self.about.as_deref(), "subject")?,
            ..Proposal::new(scene, ProposalKind::Change, words)
        };
        Ok(Effect {
            proposals: vec![proposal],
            ..scene.sealing(text)
        })
    }
}

/// `raise_concern`: a distinct item that must be answered (CALL-04).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RaiseConcern {
    /// The concern.
    pub text: String,
}

impl RaiseConcern {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let words = asked(&self.text, "concern", "Say what concerns you.")?;
        let text = format!("{} raises a concern: {words}", scene.by.name);
        Ok(Effect {
            proposals: vec![Proposal::new(scene, ProposalKind::Concern, words)],
            ..scene.sealing(text)
        })
    }
}

/// `surrender`: someone who has left hands in what they had written and not sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Surrender {
    /// What was written, oldest first.
    pub items: Vec<SurrenderedItem>,
}

/// One piece of an outbox or a tray that is handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurrenderedItem {
    /// The words.
    pub text: String,
    /// What the act was called, such as `edit_draft`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Device clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_at: Option<Timestamp>,
}

impl Surrender {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        if self.items.is_empty() {
            return Err(Refusal::invalid("There is nothing to hand in."));
        }
        if self.items.len() > limits::SURRENDER_ITEMS_MAX {
            return Err(Refusal::new(
                Code::TooLarge,
                format!(
                    "At most {} items are handed in at once.",
                    limits::SURRENDER_ITEMS_MAX
                ),
            ));
        }
        let proposals = self
            .items
            .iter()
            .enumerate()
            .map(|(at, item)| {
                let words = asked(&item.text, "item", "An item that is handed in has words.")?;
                Ok(Proposal {
                    id: nth(scene.proposal_id(), at),
                    written_at: item.written_at,
                    about: line(item.name.as_deref(), "name")?,
                    surrendered: true,
                    ..Proposal::new(scene, ProposalKind::Change, words)
                })
            })
            .collect::<Result<Vec<_>, Refusal>>()?;
        let count = match proposals.len() {
            1 => "1 item".to_owned(),
            n => format!("{n} items"),
        };
        let text = format!(
            "{}, who has left, handed in {count} written before.",
            scene.by.name
        );
        Ok(Effect {
            proposals,
            ..scene.sealing(text)
        })
    }
}

/// Ids that follow from the intent's, so that handing in again makes nothing twice.
fn nth(first: ObjectId, at: usize) -> ObjectId {
    let number = u128::from_be_bytes(first.bytes());
    ObjectId::from_bytes(number.wrapping_add(at as u128).to_be_bytes())
}
