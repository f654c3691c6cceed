//! `answer_recommendation`: nobody agrees to words that they did not see.

use super::{Effect, Scene, because};
use crate::{Code, Object, ObjectId, Put, Refusal, Scalar, canonical, seal::hex_hash};
use serde::{Deserialize, Serialize};

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Do it.
    Agreed,
    /// Do not; with a reason.
    Declined,
    /// A question first; another answer follows.
    Question,
}

/// `answer_recommendation`: by the manager, or as spoken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerRecommendation {
    /// Which.
    pub recommendation: ObjectId,
    /// What was read, see [`recommendation_hash`].
    pub hash: String,
    /// The answer.
    pub answer: Answer,
    /// Why, or what is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl AnswerRecommendation {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let id = self.recommendation;
        let found = scene.objects.object("recommendations", id);
        let it =
            found.ok_or_else(|| Refusal::new(Code::Gone, "There is no such recommendation."))?;
        if matches!(it.str("answer"), Some("agreed" | "declined")) {
            return Err(Refusal::invalid(format!(
                "This recommendation was {} already.",
                it.str("answer").unwrap_or_default()
            )));
        }
        if recommendation_hash(&it) != self.hash {
            return Err(Refusal::new(
                Code::ChangedWhileSealing,
                "The recommendation changed while you answered it. Read it again, then answer.",
            ));
        }
        let (word, verb, ask) = match self.answer {
            Answer::Agreed => ("agreed", "agreed to", None),
            Answer::Declined => ("declined", "declined", Some("Say why you decline it.")),
            Answer::Question => ("question", "asks about", Some("Say what you ask.")),
        };
        let reason = super::paragraph(self.reason.as_deref(), "reason")?;
        if let (None, Some(ask)) = (&reason, ask) {
            return Err(Refusal::invalid(ask));
        }
        let manager = scene.incident.name(scene.spoken_by.unwrap_or(scene.by.id));
        let author = it.by().map_or("Somebody", |by| scene.incident.name(by));
        let text = format!(
            "{manager} {verb} R-{}, {author}: {}{}",
            it.int("number").unwrap_or_default(),
            it.text("text").trim(),
            because(reason.as_deref())?
        );
        let mut effect = scene.sealing(text);
        if let Some(entry) = &mut effect.entry {
            entry.refs.insert("recommendation".into(), id);
        }
        let values = [
            ("answer", word.into()),
            ("reason", reason.map_or(Scalar::Null, Scalar::Str)),
            ("answered_by", scene.spoken_by.unwrap_or(scene.by.id).into()),
            ("answered_at", scene.now.into()),
        ];
        effect.puts = values
            .into_iter()
            .map(|(field, value)| Put {
                collection: "recommendations",
                id,
                field,
                value,
            })
            .collect();
        Ok(effect)
    }
}

/// SHA-256, in lower-case hex, of the RFC 8785 JSON of a recommendation's `{deadline, text}`, an absent deadline omitted.
pub fn recommendation_hash(recommendation: &Object) -> String {
    #[derive(Serialize)]
    struct Read<'a> {
        #[serde(skip_serializing_if = "Option::is_none")]
        deadline: Option<&'a str>,
        text: &'a str,
    }
    let read = Read {
        deadline: recommendation.str("deadline"),
        text: recommendation.text("text"),
    };
    hex_hash(&canonical::to_string(&read))
}
