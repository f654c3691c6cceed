//! The server's own values in the document: reading them, and writing an effect.

use automerge::{
    ActorId, Automerge, AutomergeError, Change, ObjType, ROOT, ReadDoc, ScalarValue,
    ScalarValueRef, Value, ValueRef,
    transaction::{CommitOptions, Transactable},
};
use loggist_domain::{
    Brought, Effect, Incident, Object, ObjectId, SCHEMA_VERSION, Scalar, Timestamp, Value as Field,
    canonical, policy, schema,
};

/// A document that does not hold what every document of an incident holds.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the document is not one of an incident: {0}")]
pub struct NotAnIncident(pub String);

/// The first change of an incident: every root key, and the effect of opening it.
pub fn begin(actor: [u8; 16], effect: &Effect) -> Result<(Automerge, Change), AutomergeError> {
    let mut document = Automerge::new().with_actor(ActorId::from(actor));
    let change = write(&mut document, effect, |tx| {
        tx.put(ROOT, "v", SCHEMA_VERSION)?;
        for key in schema::SERVER_MAPS.into_iter().chain(schema::COLLECTIONS) {
            tx.put_object(ROOT, key, ObjType::Map)?;
        }
        Ok(())
    })?;
    Ok((document, change))
}

/// Writes an effect as one change of the document's actor.
pub fn apply_effect(document: &mut Automerge, effect: &Effect) -> Result<Change, AutomergeError> {
    write(document, effect, |_| Ok(()))
}

fn write(
    document: &mut Automerge,
    effect: &Effect,
    first: impl FnOnce(&mut automerge::transaction::Transaction<'_>) -> Result<(), AutomergeError>,
) -> Result<Change, AutomergeError> {
    let text = |text: String| ScalarValue::Str(text.into());
    let mut tx = document.transaction();
    first(&mut tx)?;
    if let Some(header) = &effect.header {
        tx.put(ROOT, "incident", text(canonical::to_string(header)))?;
    }
    if let Some(command) = &effect.command {
        tx.put(ROOT, "command", text(canonical::to_string(command)))?;
    }
    for member in &effect.members {
        let members = map(&tx, "members")?;
        tx.put(
            &members,
            member.person.to_string(),
            text(canonical::to_string(member)),
        )?;
    }
    if let Some(entry) = &effect.entry {
        let log = map(&tx, "log")?;
        tx.put(&log, entry.key(), text(entry.to_canonical()))?;
    }
    for proposal in &effect.proposals {
        let proposals = map(&tx, "proposals")?;
        tx.put(
            &proposals,
            proposal.id.to_string(),
            text(proposal.to_canonical()),
        )?;
    }
    for brought in &effect.brought {
        let collection = map(&tx, brought.collection)?;
        bring(&mut tx, &collection, brought)?;
    }
    for invitation in &effect.invitations {
        let invitations = made(&mut tx, "invitations")?;
        tx.put(
            &invitations,
            invitation.id.to_string(),
            text(invitation.to_canonical()),
        )?;
    }
    for put in &effect.puts {
        let collection = map(&tx, put.collection)?;
        if let Some((Value::Object(ObjType::Map), object)) =
            tx.get(&collection, put.id.to_string())?
        {
            tx.put(&object, put.field, scalar_value(&put.value))?;
        }
    }
    if let Some(draft) = effect.removes_draft {
        let drafts = map(&tx, "drafts")?;
        tx.delete(&drafts, draft.to_string())?;
    }
    tx.commit_with(CommitOptions::default().with_time(0));
    document
        .get_last_local_change()
        .ok_or_else(|| AutomergeError::InvalidOp(ObjType::Map))
}

/// Makes an object with all its fields.
fn bring(
    tx: &mut impl Transactable,
    collection: &automerge::ObjId,
    brought: &Brought,
) -> Result<(), AutomergeError> {
    let object = tx.put_object(collection, brought.id.to_string(), ObjType::Map)?;
    for (name, value) in &brought.object.0 {
        match value {
            Field::Scalar(scalar) => tx.put(&object, name, scalar_value(scalar))?,
            Field::Text(words) => {
                let text = tx.put_object(&object, name, ObjType::Text)?;
                tx.splice_text(&text, 0, 0, words)?;
            }
            Field::Items(items) => {
                let map = tx.put_object(&object, name, ObjType::Map)?;
                for (id, item) in items {
                    tx.put(&map, id, scalar_value(item))?;
                }
            }
        }
    }
    Ok(())
}

fn scalar_value(scalar: &Scalar) -> ScalarValue {
    match scalar {
        Scalar::Null => ScalarValue::Null,
        Scalar::Bool(yes) => ScalarValue::Boolean(*yes),
        Scalar::Int(number) => ScalarValue::Int(*number),
        Scalar::Str(text) => ScalarValue::Str(text.as_str().into()),
    }
}

/// A map at the root, which documents of earlier versions may lack.
fn made(
    tx: &mut automerge::transaction::Transaction<'_>,
    key: &str,
) -> Result<automerge::ObjId, AutomergeError> {
    match tx.get(ROOT, key)? {
        Some((Value::Object(ObjType::Map), id)) => Ok(id),
        _ => tx.put_object(ROOT, key, ObjType::Map),
    }
}

/// A map at the root.
pub fn map(document: &impl ReadDoc, key: &str) -> Result<automerge::ObjId, AutomergeError> {
    match document.get(ROOT, key)? {
        Some((Value::Object(ObjType::Map), id)) => Ok(id),
        _ => Err(AutomergeError::InvalidObjId(key.into())),
    }
}

/// The authority state that the document spells, given the number of its last entry.
pub fn read_incident(document: &Automerge, last_number: u64) -> Result<Incident, NotAnIncident> {
    let wrong = |error: AutomergeError| NotAnIncident(error.to_string());
    let scalar = |key: &str| match document.get(ROOT, key).map_err(wrong)? {
        Some((Value::Scalar(value), _)) => value
            .as_str()
            .map(str::to_owned)
            .ok_or_else(|| NotAnIncident(format!("{key} is not text"))),
        _ => Err(NotAnIncident(format!("{key} is missing"))),
    };
    let members = texts(document, &map(document, "members").map_err(wrong)?);
    let invitations = map(document, "invitations").ok();
    let invitations = invitations.map(|map| texts(document, &map));
    Incident::from_document(
        &scalar("incident")?,
        &scalar("command")?,
        members,
        invitations.into_iter().flatten(),
        last_number,
    )
    .map_err(NotAnIncident)
}

/// The texts of a map, by key.
fn texts(document: &Automerge, map: &automerge::ObjId) -> Vec<(String, String)> {
    let items = document.map_range(map, ..);
    items
        .filter_map(|item| match item.value {
            ValueRef::Scalar(ScalarValueRef::Str(text)) => {
                Some((item.key.to_string(), text.to_string()))
            }
            _ => None,
        })
        .collect()
}

/// Whether people have withheld the content of this hash.
pub fn is_withheld(document: &Automerge, sha256: &str) -> bool {
    let Ok(attachments) = map(document, "attachments") else {
        return false;
    };
    document.map_range(&attachments, ..).any(|item| {
        let value = |field: &str| document.get(item.id(), field).ok().flatten();
        let is_it = value("sha256").is_some_and(|(value, _)| value.as_str() == Some(sha256));
        is_it && value("withheld").is_some_and(|(value, _)| value.as_bool() == Some(true))
    })
}

/// When each open action becomes overdue. Reads three fields of each, and no text.
pub fn reports_due(document: &Automerge) -> Vec<(ObjectId, Timestamp)> {
    let Ok(actions) = map(document, "actions") else {
        return Vec::new();
    };
    let due = document.map_range(&actions, ..).filter_map(|item| {
        let fields = ["state", "report_by", "overdue_since"];
        let values = fields.into_iter().filter_map(|field| {
            let (value, _) = document.get(item.id(), field).ok()??;
            let text = value.as_str()?;
            Some((field.to_owned(), Field::Scalar(text.into())))
        });
        let due = policy::due_at(&Object(values.collect()))?;
        Some((item.key.parse().ok()?, due))
    });
    due.collect()
}

/// The highest operation number of the document.
pub fn max_op(document: &Automerge) -> u64 {
    let heads = document.get_heads();
    heads
        .iter()
        .filter_map(|head| document.get_change_meta_by_hash(head))
        .map(|meta| meta.max_op)
        .max()
        .unwrap_or(0)
}

/// The actors whose characters survive in a draft's texts.
pub fn surviving_actors(document: &Automerge, draft: ObjectId) -> Vec<[u8; 16]> {
    let mut actors = Vec::new();
    let Ok(drafts) = map(document, "drafts") else {
        return actors;
    };
    let Ok(Some((_, draft))) = document.get(&drafts, draft.to_string()) else {
        return actors;
    };
    for field in ["text", "why", "set_aside"] {
        let Ok(Some((Value::Object(ObjType::Text), text))) = document.get(&draft, field) else {
            continue;
        };
        for character in document.list_range(&text, ..) {
            let automerge::ObjId::Id(_, actor, _) = character.id() else {
                continue;
            };
            let Ok(actor) = <[u8; 16]>::try_from(actor.to_bytes()) else {
                continue;
            };
            if !actors.contains(&actor) {
                actors.push(actor);
            }
        }
    }
    actors
}
