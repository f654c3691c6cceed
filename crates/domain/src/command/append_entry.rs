//! `append_entry`, and what every sealed entry of a person must hold.

use super::{Effect, Scene, line, table::in_command};
use crate::{Code, Entry, Kind, Phase, Refusal, Timestamp, limits};
use serde::{Deserialize, Serialize};

/// `append_entry`: `seal_draft` without a draft, for bots, command line and HTTP.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppendEntry {
    /// What it is.
    pub kind: Kind,
    /// What is written.
    pub text: String,
    /// A decision's reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What was considered and not done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_aside: Option<String>,
    /// Who said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_by: Option<String>,
    /// When it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened_at: Option<Timestamp>,
    /// `know` or `suspect`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<String>,
    /// The entry that it corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<u64>,
    /// What it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<String>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Device clock when it was begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begun_at: Option<Timestamp>,
}

impl AppendEntry {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        may_seal(scene, self.kind, self.corrects)?;
        let text = |text: &str| long(text).map(|()| text.to_owned());
        let filled = |field: &Option<String>| {
            field
                .as_deref()
                .filter(|t| !t.trim().is_empty())
                .map(text)
                .transpose()
        };
        let mut entry = scene.entry(self.kind, text(&self.text)?);
        entry.why = filled(&self.why)?;
        entry.set_aside = filled(&self.set_aside)?;
        entry.said_by = line(self.said_by.as_deref(), "name of who said it")?;
        entry.happened_at = self.happened_at;
        entry.certainty = certainty(self.certainty.as_deref())?;
        entry.corrects = self.corrects;
        entry.answers = line(self.answers.as_deref(), "answer")?;
        entry.about = line(self.about.as_deref(), "subject")?;
        entry.begun_at = self.begun_at;
        sealed(entry)
    }
}

/// Whether this person may seal an entry of this kind now.
pub(super) fn may_seal(scene: Scene<'_>, kind: Kind, corrects: Option<u64>) -> Result<(), Refusal> {
    let incident = scene.incident;
    let person = scene.by.id;
    if !kind.is_for_people() {
        return Err(Refusal::new(
            Code::ServerOwned,
            "Only the server writes entries of this kind.",
        ));
    }
    if !incident.is_writer(person) && kind != Kind::BeforeCommand {
        return Err(Refusal::role_required(
            "Until the incident is declared, who opened it writes down what happened before command.",
        ));
    }
    if kind == Kind::Decision {
        decides(scene)?;
    } else if scene.spoken_by.is_some() {
        return Err(Refusal::invalid(
            "Only a decision is sealed as spoken. Name who said it in the entry.",
        ));
    }
    if incident.header.phase == Phase::Cold && kind != Kind::Correction {
        return Err(Refusal::new(
            Code::Closed,
            "The incident is in review: the log takes corrections only.",
        ));
    }
    match (kind, corrects) {
        (Kind::Correction, None) => Err(Refusal::invalid("Name the entry that this corrects.")),
        (Kind::Correction, Some(number)) if number == 0 || number > incident.last_number => Err(
            Refusal::invalid(format!("There is no entry {number} to correct.")),
        ),
        (Kind::Correction, Some(_)) | (_, None) => Ok(()),
        (_, Some(_)) => Err(Refusal::invalid(
            "Only a correction names an entry that it corrects.",
        )),
    }
}

/// A decision is the manager's, or spoken by them; it never waits, and nobody decides under an epoch that is gone or
/// that they do not name.
fn decides(scene: Scene<'_>) -> Result<(), Refusal> {
    let command = &scene.incident.command;
    if command.manager != scene.spoken_by.or(Some(scene.by.id)) {
        return Err(Refusal::role_required(
            "The Incident Manager seals a decision. Ask them, or write what you recommend as an observation.",
        ));
    }
    if scene.not_after.is_none_or(|limit| scene.now > limit) {
        return Err(Refusal::new(
            Code::Expired,
            "A decision never waits: it is not in force. Seal it again while you are connected.",
        ));
    }
    if scene.epoch != Some(command.epoch) {
        return Err(Refusal::new(
            Code::StaleEpoch,
            format!(
                "Command has changed since you decided this, so it is not in force. {} Look at the room and seal it again.",
                in_command(scene)
            ),
        ));
    }
    Ok(())
}

/// The effect of sealing an entry, once its text is not blank.
pub(super) fn sealed(entry: Entry) -> Result<Effect, Refusal> {
    if entry.text.trim().is_empty() {
        return Err(Refusal::invalid(
            "There is nothing to seal yet. Write what happened first.",
        ));
    }
    Ok(Effect::sealing(entry))
}

fn long(text: &str) -> Result<(), Refusal> {
    if text.chars().count() <= limits::TEXT_CHARS_MAX {
        return Ok(());
    }
    Err(Refusal::new(
        Code::TooLarge,
        format!(
            "The text is longer than {} characters.",
            limits::TEXT_CHARS_MAX
        ),
    ))
}

fn certainty(word: Option<&str>) -> Result<Option<String>, Refusal> {
    match word {
        None => Ok(None),
        Some(word @ ("know" | "suspect")) => Ok(Some(word.to_owned())),
        Some(_) => Err(Refusal::invalid("Certainty is \"know\" or \"suspect\".")),
    }
}
