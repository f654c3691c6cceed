//! Doing it, once everything named is found.

mod things;

use super::{
    room::Room,
    table::{MORE, Row, WORK},
};
use crate::failure::Failure;
use loggist_client::{
    Answer, Client, Edit, EditError, NewAction, NewContact, NewRecommendation, NewReport,
    NewSystem, Owner,
};
use loggist_domain::{
    ObjectId, PersonId, Scalar, Timestamp,
    command::{self, Given, message_hash},
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// What an act makes, to be named when it is recorded.
#[derive(Clone, Copy, Debug)]
pub enum Made {
    /// An action.
    Action(ObjectId),
    /// A recommendation.
    Recommendation(ObjectId),
    /// A message.
    Message(ObjectId),
    /// A lesson.
    Lesson(ObjectId),
    /// A call.
    Call(ObjectId),
    /// What has no number, such as a contact or a system.
    Named(ObjectId),
}

/// An act under way.
pub type Done = (Answer, Option<Made>);

/// Does it on a client that is live.
///
/// # Errors
/// [`Failure`]
pub fn perform(
    client: &Client,
    room: &Room,
    row: &Row,
    fields: Map<String, Value>,
    spoken_by: Option<PersonId>,
) -> Result<Done, Failure> {
    let mut fields = Fields(fields);
    match row.name {
        "link_incident" => {
            let reference = room.reference(fields.needed("incident")?);
            fields.0.insert("reference".into(), json!(reference));
            give(client, row.name, &fields, spoken_by)
        }
        "answer_recommendation" => {
            let given = client.answer_recommendation(
                fields.needed("recommendation")?,
                fields.needed::<command::Answer>("answer")?,
                fields.may("reason")?,
                spoken_by,
            );
            Ok((given.map_err(anyhow::Error::from)?, None))
        }
        "seal_draft" => {
            let draft = fields.needed("draft")?;
            let sealed = client.seal_as(draft, spoken_by);
            Ok((sealed.map_err(anyhow::Error::from)?, None))
        }
        "agree_message" | "mark_sent" => {
            let id: ObjectId = fields.needed("message")?;
            let hash = room.message(id).map(message_hash);
            let read = json!({"message": id, "hash": hash});
            let given = Given::read(row.name, &read);
            let given = given.map_err(|refusal| Failure::usage(refusal.reason))?;
            let given = client.give(&Given { spoken_by, ..given });
            Ok((given.map_err(anyhow::Error::from)?, None))
        }
        name if WORK.iter().any(|row| row.name == name) => work(client, room, name, &fields),
        name if MORE.iter().any(|row| row.name == name) => {
            things::work(client, room, name, &fields)
        }
        name => give(client, name, &fields, spoken_by),
    }
}

fn give(
    client: &Client,
    name: &str,
    fields: &Fields,
    spoken_by: Option<PersonId>,
) -> Result<Done, Failure> {
    let given = Given::read(name, &fields.command(name));
    let given = given.map_err(|refusal| Failure::usage(refusal.reason))?;
    let given = client.give(&Given { spoken_by, ..given });
    Ok((given.map_err(anyhow::Error::from)?, None))
}

fn work(client: &Client, room: &Room, name: &str, fields: &Fields) -> Result<Done, Failure> {
    match name {
        "action" => {
            let new = action(room, fields)?;
            let edited = client.edit("create_action", |edit| edit.create_action(&new));
            made(edited, Made::Action)
        }
        "recommend" => {
            let new = NewRecommendation {
                text: fields.needed("text")?,
                deadline: fields.may("deadline")?,
            };
            let edited = client.edit("create_recommendation", |edit| {
                edit.create_recommendation(&new)
            });
            made(edited, Made::Recommendation)
        }
        "contact" => {
            let new = NewContact {
                name: fields.needed("name")?,
                state: fields.may("state")?.unwrap_or_else(|| "asked".into()),
                organisation: fields.may("organisation")?,
                wanted_as: fields.may("wanted_as")?,
                told_last: fields.may("told_last")?,
                chased_by: fields.may("chased_by")?,
            };
            let edited = client.edit("create_contact", |edit| edit.create_contact(&new));
            made(edited, Made::Named)
        }
        "system" => {
            let new = NewSystem {
                name: fields.needed("name")?,
                state: fields.may("state")?.unwrap_or_else(|| "affected".into()),
                fit: fields.may("fit")?,
                monitoring: fields.may("monitoring")?,
            };
            let edited = client.edit("create_system", |edit| edit.create_system(&new));
            made(edited, Made::Named)
        }
        "reply" => {
            let (id, text) = (fields.needed("recommendation")?, fields.text("text")?);
            does(client, "reply_to", |edit| edit.reply_to(id, &text))
        }
        "set_contact" => {
            let id = fields.needed("contact")?;
            let set = fields.set("contact")?;
            does(client, "set_contact", |edit| {
                set.iter()
                    .try_for_each(|(field, value)| edit.set_contact(id, field, value.clone()))
            })
        }
        "set_system" => {
            let id = fields.needed("system")?;
            let set = fields.set("system")?;
            does(client, "set_system", |edit| {
                set.iter()
                    .try_for_each(|(field, value)| edit.set_system(id, field, value.clone()))
            })
        }
        name => on_action(client, name, fields),
    }
}

fn on_action(client: &Client, name: &str, fields: &Fields) -> Result<Done, Failure> {
    let id = fields.needed("action")?;
    match name {
        "acknowledge" => does(client, "set_action", |edit| {
            edit.set_action(id, &[("acknowledged", Scalar::Bool(true))])
        }),
        "report" => {
            let new = NewReport {
                answer: fields.needed("answer")?,
                text: fields.may("text")?,
                report_by: fields.may("report_by")?,
            };
            does(client, "report_action", |edit| edit.report(id, &new))
        }
        "check" => {
            let verdict = fields.needed("verdict")?;
            let text: Option<String> = fields.may("text")?;
            does(client, "check_action", |edit| {
                edit.check_action(id, verdict, text.as_deref())
            })
        }
        "cancel" => {
            let text = fields.text("text")?;
            does(client, "cancel_action", |edit| {
                edit.cancel_action(id, &text)
            })
        }
        _ => {
            let set = fields.set("action")?;
            let set: Vec<(&str, Scalar)> = set
                .iter()
                .map(|(field, value)| (field.as_str(), value.clone()))
                .collect();
            does(client, "set_action", |edit| edit.set_action(id, &set))
        }
    }
}

fn action(room: &Room, fields: &Fields) -> Result<NewAction, Failure> {
    let owner: Option<ObjectId> = fields.may("owner")?;
    let owner = owner.map(|id| {
        if room.is_contact(id) {
            Owner::Contact(id)
        } else {
            Owner::Person(PersonId(id.0))
        }
    });
    let report_by: Option<Timestamp> = fields.may("report_by")?;
    let proposed: Option<bool> = fields.may("proposed")?;
    Ok(NewAction {
        title: fields.needed("title")?,
        instruction: fields.may("instruction")?.unwrap_or_default(),
        is_open: proposed != Some(true),
        owner,
        report_by,
        from: fields.may("from")?,
    })
}

type Edited<T> = Result<(Option<Answer>, T), EditError>;

fn made(edited: Edited<ObjectId>, made: fn(ObjectId) -> Made) -> Result<Done, Failure> {
    let (answer, id) = edited.map_err(anyhow::Error::from)?;
    Ok((answered(answer)?, Some(made(id))))
}

fn does<T>(
    client: &Client,
    name: &str,
    edit: impl FnOnce(&mut Edit<'_, '_>) -> Result<T, EditError>,
) -> Result<Done, Failure> {
    let (answer, _) = client.edit(name, edit).map_err(anyhow::Error::from)?;
    Ok((answered(answer)?, None))
}

fn answered(answer: Option<Answer>) -> Result<Answer, Failure> {
    answer.ok_or_else(|| Failure::usage("That changes nothing. Name what is to change."))
}

/// Fields by name, everything named in them found.
struct Fields(Map<String, Value>);

impl Fields {
    fn may<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Failure> {
        let value = self.0.get(name).filter(|value| !value.is_null()).cloned();
        let read = value.map(serde_json::from_value).transpose();
        read.map_err(|error| Failure::usage(format!("{name} cannot be read: {error}.")))
    }

    fn needed<T: DeserializeOwned>(&self, name: &str) -> Result<T, Failure> {
        let read = self.may(name)?;
        read.ok_or_else(|| Failure::usage(format!("{name} must be there.")))
    }

    fn text(&self, name: &str) -> Result<String, Failure> {
        self.needed(name)
    }

    /// The fields beside the one that says of what.
    fn set(&self, of: &str) -> Result<Vec<(String, Scalar)>, Failure> {
        let others = self.0.iter().filter(|(name, _)| name.as_str() != of);
        others
            .map(|(name, value)| {
                let value = match value {
                    Value::Null => Scalar::Null,
                    Value::Bool(value) => Scalar::Bool(*value),
                    Value::String(text) => Scalar::Str(text.clone()),
                    Value::Number(number) => Scalar::Int(number.as_i64().unwrap_or_default()),
                    other => {
                        return Err(Failure::usage(format!("{name} cannot be set to {other}.")));
                    }
                };
                Ok((name.clone(), value))
            })
            .collect()
    }

    /// As the command wants them: the briefing of an offer is one field of its own.
    fn command(&self, name: &str) -> Value {
        let mut fields = self.0.clone();
        if name == "offer_command" {
            let briefing = [
                "role",
                "where_we_are",
                "worried_about",
                "decisions",
                "actions",
            ];
            let packet: Map<String, Value> = briefing
                .into_iter()
                .filter_map(|name| fields.remove_entry(name))
                .collect();
            fields.insert("packet".into(), packet.into());
        }
        Value::Object(fields)
    }
}
