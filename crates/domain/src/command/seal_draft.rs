//! `seal_draft`.

use super::{Effect, Scene, append_entry};
use crate::{Code, DraftFields, Kind, Object, ObjectId, Refusal, Role};
use serde::{Deserialize, Serialize};

/// `seal_draft`: by its creator; by the secretariat; a decision by the manager.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealDraft {
    /// Which draft.
    pub draft: ObjectId,
    /// Hash of what the person saw, see [`crate::seal_hash`].
    pub hash: String,
}

impl SealDraft {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let Some(draft) = scene.objects.object("drafts", self.draft) else {
            return Err(Refusal::new(
                Code::Gone,
                "This draft is no longer there: it was sealed or removed meanwhile.",
            ));
        };
        let own = draft.by() == Some(scene.by.id);
        let fields = DraftFields::of(&draft);
        let kind = kind(&fields.kind)?;
        let decides = kind == Kind::Decision
            && scene.incident.command.manager == scene.spoken_by.or(Some(scene.by.id));
        if !own && !decides && !scene.incident.holds(scene.by.id, Role::Secretariat) {
            return Err(Refusal::role_required(
                "Whoever began a draft seals it, or the Secretariat.",
            ));
        }
        let corrects = fields
            .corrects
            .and_then(|number| u64::try_from(number).ok());
        append_entry::may_seal(scene, kind, corrects)?;
        if fields.hash() != self.hash {
            return Err(Refusal::new(
                Code::ChangedWhileSealing,
                "The draft changed while you sealed it. Read it again, then seal it.",
            ));
        }
        let mut entry = scene.entry(kind, fields.text.clone());
        entry.why = filled(&draft, "why");
        entry.set_aside = filled(&draft, "set_aside");
        entry.with = scene.objects.co_writers(self.draft, scene.by.id);
        entry.happened_at = fields.happened();
        entry.begun_at = draft.time("begun_at");
        entry.corrects = corrects;
        entry.said_by = fields.said_by;
        entry.certainty = fields.certainty;
        entry.answers = fields.answers;
        entry.about = fields.about;
        entry.draft = Some(self.draft);
        let effect = append_entry::sealed(entry)?;
        Ok(Effect {
            removes_draft: Some(self.draft),
            ..effect
        })
    }
}

fn kind(name: &str) -> Result<Kind, Refusal> {
    serde_json::from_value(serde_json::Value::String(name.to_owned()))
        .map_err(|_| Refusal::invalid("The draft has no kind that can be sealed."))
}

fn filled(draft: &Object, field: &str) -> Option<String> {
    Some(draft.text(field))
        .filter(|text| !text.trim().is_empty())
        .map(str::to_owned)
}
