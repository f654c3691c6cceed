//! `open_call`, `agree_message`, `mark_sent`: what is said outside the room, on the record (IM-06, COM-02, COM-03).

use super::{Effect, Scene};
use crate::{
    Code, Header, Kind, Object, ObjectId, Put, Refusal, Role, Scalar, canonical,
    policy::{owner_name_of, planned_call},
    seal::hex_hash,
};
use serde::{Deserialize, Serialize};

/// `open_call`: with one tap, naming who commands, who stands in and who keeps the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenCall {
    /// Which.
    pub call: ObjectId,
}

impl OpenCall {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let found = scene.objects.object("calls", self.call);
        let call = found.ok_or_else(|| Refusal::new(Code::Gone, "There is no such call."))?;
        if call.str("opened_at").is_some() {
            return Err(Refusal::invalid("This call was opened already."));
        }
        let text = format!(
            "Call {} opened by {}. {}",
            call.int("number").unwrap_or_default(),
            scene.by.name,
            opening(scene)
        );
        let mut effect = sealing(scene, "call", self.call, text);
        effect.puts = vec![
            put("calls", self.call, "opened_at", scene.now),
            put("calls", self.call, "opened_by", scene.by.id),
        ];
        let others = scene.objects.objects("calls");
        let others = others.iter().filter(|(id, _)| **id != self.call);
        effect.header = Some(Header {
            next_call: planned_call(others.map(|(_, call)| call)),
            ..scene.incident.header.clone()
        });
        Ok(effect)
    }
}

/// Who is named when a call opens (IM-05): a role that nobody holds is named as that.
fn opening(scene: Scene<'_>) -> String {
    let incident = scene.incident;
    let named = |role: Role| {
        let holders = incident.members.values().filter(|it| it.holds(role));
        let names: Vec<&str> = holders.map(|it| it.name.as_str()).collect();
        if names.is_empty() {
            "nobody".to_owned()
        } else {
            names.join(" and ")
        }
    };
    let manager = incident
        .command
        .manager
        .map_or("nobody", |person| incident.name(person));
    format!(
        "Incident Manager: {manager}. Deputy: {}. Secretariat: {}.",
        named(Role::Deputy),
        named(Role::Secretariat)
    )
}

/// `agree_message`: nobody agrees to words that they did not see (COM-02).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreeMessage {
    /// Which.
    pub message: ObjectId,
    /// What was read, see [`message_hash`].
    pub hash: String,
}

impl AgreeMessage {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let message = unsent(self.message, scene)?;
        if message.str("agreed_at").is_some() {
            return Err(Refusal::invalid("This message was agreed already."));
        }
        if message_hash(&message) != self.hash {
            return Err(Refusal::new(
                Code::ChangedWhileSealing,
                "The message changed while you read it. Read it again, then agree.",
            ));
        }
        let manager = scene.spoken_by.unwrap_or(scene.by.id);
        let text = format!(
            "{} agreed to M-{} to {}: {}",
            scene.incident.name(manager),
            message.int("number").unwrap_or_default(),
            message.str("to").unwrap_or_default().trim(),
            message.text("text").trim()
        );
        let mut effect = scene.sealing(text);
        if let Some(entry) = &mut effect.entry {
            entry.refs.insert("message".into(), self.message);
        }
        effect.puts = vec![
            put("messages", self.message, "agreed_by", manager),
            put("messages", self.message, "agreed_at", scene.now),
        ];
        Ok(effect)
    }
}

impl AgreeMessage {
    /// What takes a spoken agreement back: nothing, once the message was sent.
    pub(super) fn taken_back(&self, scene: Scene<'_>) -> Vec<Put> {
        let unsent = unsent(self.message, scene).is_ok();
        let fields: &[&'static str] = if unsent {
            &["agreed_by", "agreed_at"]
        } else {
            &[]
        };
        let clear = |field: &&'static str| put("messages", self.message, field, Scalar::Null);
        fields.iter().map(clear).collect()
    }
}

/// `mark_sent`: the record of a message; without the manager's agreement that is flagged, not refused (COM-02).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkSent {
    /// Which.
    pub message: ObjectId,
    /// What was sent, see [`message_hash`].
    pub hash: String,
}

impl MarkSent {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let message = unsent(self.message, scene)?;
        if message_hash(&message) != self.hash {
            return Err(Refusal::new(
                Code::ChangedWhileSealing,
                "The message changed while you marked it. Read it again, then say that it was sent.",
            ));
        }
        let sender = message.str("sender").map_or_else(
            || scene.by.name.clone(),
            |id| owner_name_of(Some(id), scene.incident, scene.objects),
        );
        let through = [("by", "channel"), ("through", "contact_point")]
            .into_iter()
            .filter_map(|(word, field)| {
                let said = message.str(field)?.trim();
                (!said.is_empty()).then(|| format!(" {word} {said}"))
            })
            .collect::<String>();
        let is_briefing = message.str("kind") == Some("briefing");
        let text = format!(
            "M-{} {} {}{through}, {} {sender}: {}",
            message.int("number").unwrap_or_default(),
            if is_briefing { "given to" } else { "sent to" },
            message.str("to").unwrap_or_default().trim(),
            if is_briefing { "given by" } else { "sent by" },
            message.text("text").trim()
        );
        let mut effect = sealing(scene, "message", self.message, text);
        if let (Some(entry), None) = (&mut effect.entry, message.str("agreed_at")) {
            entry.flags.push("sent_without_agreement".into());
        }
        let sent_by = message
            .str("sender")
            .map_or_else(|| scene.by.id.into(), Scalar::from);
        effect.puts = vec![
            put("messages", self.message, "sent_by", sent_by),
            put("messages", self.message, "sent_at", scene.now),
        ];
        Ok(effect)
    }
}

/// A message that has words and was not sent.
fn unsent(id: ObjectId, scene: Scene<'_>) -> Result<Object, Refusal> {
    let found = scene.objects.object("messages", id);
    let message = found.ok_or_else(|| Refusal::new(Code::Gone, "There is no such message."))?;
    if message.str("sent_at").is_some() {
        return Err(Refusal::invalid("This message was sent already."));
    }
    if message.text("text").trim().is_empty() {
        return Err(Refusal::invalid("Write the message first."));
    }
    Ok(message)
}

fn sealing(scene: Scene<'_>, what: &str, id: ObjectId, text: String) -> Effect {
    let mut entry = scene.entry(Kind::Comms, text);
    entry.refs.insert(what.into(), id);
    Effect::sealing(entry)
}

fn put(
    collection: &'static str,
    id: ObjectId,
    field: &'static str,
    value: impl Into<Scalar>,
) -> Put {
    Put {
        collection,
        id,
        field,
        value: value.into(),
    }
}

/// SHA-256, in lower-case hex, of the RFC 8785 JSON of a message's `{audience, kind, text, to}`.
pub fn message_hash(message: &Object) -> String {
    #[derive(Serialize)]
    struct Read<'a> {
        audience: &'a str,
        kind: &'a str,
        text: &'a str,
        to: &'a str,
    }
    let word = |field: &str| message.str(field).unwrap_or_default();
    hex_hash(&canonical::to_string(&Read {
        audience: word("audience"),
        kind: word("kind"),
        text: message.text("text"),
        to: word("to"),
    }))
}
