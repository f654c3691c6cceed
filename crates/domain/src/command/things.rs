//! `chase` an action, `green_light` a system.

use super::{Effect, Scene, because, paragraph};
use crate::{
    Code, ObjectId, Put, Refusal, Timestamp,
    policy::{ACTIVE, owner},
};
use serde::{Deserialize, Serialize};

/// `chase`: the owner is reminded, on the record (DEP-06).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chase {
    /// Which action.
    pub action: ObjectId,
    /// Anything to add.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Chase {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let action = scene
            .objects
            .object("actions", self.action)
            .filter(|it| it.str("state").is_some_and(|state| ACTIVE.contains(&state)))
            .ok_or_else(|| Refusal::invalid("This action is not open, so nobody is chased."))?;
        let words = paragraph(self.text.as_deref(), "text")?
            .map(|text| format!(" {text}"))
            .unwrap_or_default();
        let member = owner(&action).and_then(|it| scene.incident.members.get(&it));
        let due = action
            .time("report_by")
            .map(Timestamp::in_words)
            .unwrap_or_default();
        let text = format!(
            "{} chased {} about A-{} {}, report due {due}.{words}",
            scene.by.name,
            member.map_or("the contact", |it| it.name.as_str()),
            action.int("number").unwrap_or_default(),
            action.str("title").unwrap_or_default(),
        );
        let mut effect = scene.sealing(text);
        if let Some(entry) = &mut effect.entry {
            entry.refs.insert("action".into(), self.action);
        }
        effect.puts = vec![Put {
            collection: "actions",
            id: self.action,
            field: "chased_at",
            value: scene.now.into(),
        }];
        Ok(effect)
    }
}

/// `green_light`: a system may go back to use (REC-02). Without an expert's word that it is fit, that is flagged (REC-03).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GreenLight {
    /// Which system.
    pub system: ObjectId,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl GreenLight {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let system = scene
            .objects
            .object("systems", self.system)
            .ok_or_else(|| Refusal::new(Code::Gone, "There is no such system."))?;
        if system.str("green_light_at").is_some() {
            return Err(Refusal::invalid("This system has its green light already."));
        }
        let fit = system.is("fit");
        let doubt = if fit {
            ""
        } else {
            " No expert has confirmed that it is clean and fit."
        };
        let text = format!(
            "Green light for {}.{doubt}{}",
            system.str("name").unwrap_or_default(),
            because(self.reason.as_deref())?
        );
        let mut effect = scene.sealing(text);
        if let Some(entry) = &mut effect.entry {
            entry.refs.insert("system".into(), self.system);
            if !fit {
                entry.flags.push("not_confirmed_fit".into());
            }
        }
        let manager = scene.spoken_by.unwrap_or(scene.by.id);
        effect.puts = [
            ("green_light_by", manager.into()),
            ("green_light_at", scene.now.into()),
        ]
        .into_iter()
        .map(|(field, value)| Put {
            collection: "systems",
            id: self.system,
            field,
            value,
        })
        .collect();
        Ok(effect)
    }
}
