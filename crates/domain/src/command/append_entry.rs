//! `append_entry`, and what every sealed entry of a person must hold.

use super::{AppendEntry, Effect, Scene, line};
use crate::{Code, Entry, Kind, Phase, Refusal, limits};

impl AppendEntry {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        scene.member()?;
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
    if !incident.is_writer(person) {
        let opener = incident.is_opener_before_command(person);
        if !(opener && kind == Kind::BeforeCommand) {
            return Err(Refusal::role_required(if opener {
                "Until the incident is declared, who opened it writes down what happened before command."
            } else {
                "Observers read the log; they do not write in it. Ask the Incident Manager for a role."
            }));
        }
    }
    if kind == Kind::Decision {
        if incident.command.manager != Some(person) {
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

/// The effect of sealing an entry, once its text is not blank.
pub(super) fn sealed(entry: Entry) -> Result<Effect, Refusal> {
    if entry.text.trim().is_empty() {
        return Err(Refusal::invalid(
            "There is nothing to seal yet. Write what happened first.",
        ));
    }
    Ok(Effect {
        entry: Some(entry),
        ..Effect::default()
    })
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
