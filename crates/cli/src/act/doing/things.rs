//! Work on messages, communication lines, calls, lessons, duties and documents, by their rows.

use super::{Done, Fields, Made, does, made};
use crate::{act::room::Room, failure::Failure};
use loggist_client::Client;
use loggist_domain::{ObjectId, Scalar};

/// What a row makes or changes.
struct Makes {
    row: &'static str,
    collection: &'static str,
    /// What is so when it is not said.
    usual: &'static [(&'static str, &'static str)],
    named: fn(ObjectId) -> Made,
}

const fn makes(
    row: &'static str,
    collection: &'static str,
    usual: &'static [(&'static str, &'static str)],
    named: fn(ObjectId) -> Made,
) -> Makes {
    Makes {
        row,
        collection,
        usual,
        named,
    }
}

const BEGUN: &[(&str, &str)] = &[
    ("kind", "update"),
    ("audience", "internal"),
    ("state", "drafting"),
];

const MAKES: [Makes; 7] = [
    makes("message", "messages", BEGUN, Made::Message),
    makes("line", "channels", &[("kind", "chat")], Made::Named),
    makes("call", "calls", &[], Made::Call),
    makes("lesson", "lessons", &[("state", "noted")], Made::Lesson),
    makes("duty", "checks", &[("state", "done")], Made::Named),
    makes(
        "document",
        "documents",
        &[("state", "missing")],
        Made::Named,
    ),
    // Made by `loggist attach`, which sends the content first.
    makes("attachment", "attachments", &[], Made::Named),
];

/// Does it on a client that is live.
///
/// # Errors
/// [`Failure`]
pub fn work(client: &Client, room: &Room, name: &str, fields: &Fields) -> Result<Done, Failure> {
    if let Some(what) = name.strip_prefix("join_") {
        return joined(client, room, what, fields);
    }
    let (is_change, what) = match name.strip_prefix("set_") {
        Some(what) => (true, what),
        None => (false, name),
    };
    let &Makes {
        collection,
        usual,
        named,
        ..
    } = MAKES
        .iter()
        .find(|makes| makes.row == what)
        .ok_or_else(|| Failure::usage(format!("There is no command {name}.")))?;
    if is_change {
        let id: ObjectId = fields.needed(what)?;
        let set = fields.set(what)?;
        return does(client, name, |edit| {
            set.iter()
                .try_for_each(|(field, value)| edit.change(collection, id, field, value.clone()))
        });
    }
    let said = fields.set("")?;
    let mut values: Vec<(&str, Scalar)> = said
        .iter()
        .map(|(field, value)| (field.as_str(), value.clone()))
        .collect();
    for (field, word) in usual {
        if !values.iter().any(|(name, _)| name == field) {
            values.push((field, Scalar::from(*word)));
        }
    }
    let edited = client.edit(&format!("create_{what}"), |edit| {
        edit.make(collection, &values)
    });
    made(edited, named)
}

/// Somebody comes, or goes.
fn joined(client: &Client, room: &Room, what: &str, fields: &Fields) -> Result<Done, Failure> {
    let collection = if what == "call" { "calls" } else { "channels" };
    let (id, who) = (fields.needed(what)?, fields.needed("who")?);
    let is_in = fields.may("out")? != Some(true);
    let at = room.now();
    does(client, &format!("join_{what}"), |edit| {
        edit.moved(collection, id, who, is_in, at)
    })
}
