//! The document as domain types. What is missing or odd reads as absent: a reader does not fail over one object.

use automerge::{AutomergeError, ObjId, ObjType, ROOT, ReadDoc, ScalarValue, Value};
use loggist_domain::{
    CommandState, Entry, Header, Member, Object, ObjectId, PersonId, Proposal, Scalar,
};
use loggist_room::admission::read_object;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// What the document holds, sealed entries left out: those are read by number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The header; absent until the first record is here.
    pub header: Option<Header>,
    /// Who commands.
    pub command: CommandState,
    /// Everybody who is or was in the team.
    pub members: BTreeMap<PersonId, Member>,
    /// Drafts by id.
    pub drafts: BTreeMap<ObjectId, Object>,
    /// Facts by id.
    pub facts: BTreeMap<ObjectId, Object>,
    /// Actions by id.
    pub actions: BTreeMap<ObjectId, Object>,
    /// Recommendations by id.
    pub recommendations: BTreeMap<ObjectId, Object>,
    /// Contacts by id.
    pub contacts: BTreeMap<ObjectId, Object>,
    /// Systems by id.
    pub systems: BTreeMap<ObjectId, Object>,
    /// Messages by id.
    pub messages: BTreeMap<ObjectId, Object>,
    /// Communication lines by id.
    pub channels: BTreeMap<ObjectId, Object>,
    /// Calls by id.
    pub calls: BTreeMap<ObjectId, Object>,
    /// Lessons by id.
    pub lessons: BTreeMap<ObjectId, Object>,
    /// Duties at the end, by id.
    pub checks: BTreeMap<ObjectId, Object>,
    /// The register of documents, by id.
    pub documents: BTreeMap<ObjectId, Object>,
    /// What is attached, by id.
    pub attachments: BTreeMap<ObjectId, Object>,
    /// What waits for somebody's answer, and what has had it, by id.
    pub proposals: BTreeMap<ObjectId, Proposal>,
    /// How many entries are sealed.
    pub entries: u64,
}

/// Reads a document.
#[derive(Debug)]
pub struct Reader<'a, D>(pub &'a D);

impl<D> Clone for Reader<'_, D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D> Copy for Reader<'_, D> {}

impl<D: ReadDoc> Reader<'_, D> {
    /// Everything but the sealed entries.
    pub fn view(self) -> View {
        View {
            header: self.json("incident"),
            command: self.command(),
            members: self.members(),
            drafts: self.collection("drafts"),
            facts: self.collection("facts"),
            actions: self.collection("actions"),
            recommendations: self.collection("recommendations"),
            contacts: self.collection("contacts"),
            systems: self.collection("systems"),
            messages: self.collection("messages"),
            channels: self.collection("channels"),
            calls: self.collection("calls"),
            lessons: self.collection("lessons"),
            checks: self.collection("checks"),
            documents: self.collection("documents"),
            attachments: self.collection("attachments"),
            proposals: self.proposals(),
            entries: self.entry_count(),
        }
    }

    /// Who commands.
    pub fn command(self) -> CommandState {
        self.json("command").unwrap_or_default()
    }

    /// Everybody who is or was in the team.
    pub fn members(self) -> BTreeMap<PersonId, Member> {
        let members = self.values("members");
        members
            .into_iter()
            .map(|member: Member| (member.person, member))
            .collect()
    }

    /// Everything that was proposed, by id.
    pub fn proposals(self) -> BTreeMap<ObjectId, Proposal> {
        let proposals = self.values("proposals");
        proposals
            .into_iter()
            .map(|proposal: Proposal| (proposal.id, proposal))
            .collect()
    }

    /// The values of a map of the server's that read as `T`.
    fn values<T: DeserializeOwned>(self, key: &str) -> Vec<T> {
        let Some(map) = self.map(key) else {
            return Vec::new();
        };
        let read = self.0.map_range(&map, ..).filter_map(|item| {
            let value = item.value.into_value();
            serde_json::from_str(value.as_str()?).ok()
        });
        read.collect()
    }

    /// How many entries are sealed.
    pub fn entry_count(self) -> u64 {
        self.map("log").map_or(0, |log| self.0.length(&log) as u64)
    }

    /// Whether the entry of a number is sealed.
    pub fn entry_exists(self, number: u64) -> bool {
        self.map("log").is_some_and(|log| {
            let entry = self.0.get(&log, format!("{number:06}"));
            matches!(entry, Ok(Some(_)))
        })
    }

    /// A sealed entry by its number.
    pub fn entry(self, number: u64) -> Option<Entry> {
        let log = self.map("log")?;
        let key = format!("{number:06}");
        let (value, _) = self.0.get(&log, key.as_str()).ok()??;
        serde_json::from_str(value.as_str()?).ok()
    }

    /// The objects of a collection by id.
    pub fn collection(self, collection: &str) -> BTreeMap<ObjectId, Object> {
        let Some(map) = self.map(collection) else {
            return BTreeMap::new();
        };
        let ids: Vec<ObjectId> = self
            .0
            .keys(&map)
            .filter_map(|key| key.parse().ok())
            .collect();
        let read = ids
            .into_iter()
            .filter_map(|id| Some((id, self.object(collection, id)?)));
        read.collect()
    }

    /// One object, read as the server reads it.
    pub fn object(self, collection: &str, id: ObjectId) -> Option<Object> {
        read_object(self.0, collection, id).ok().flatten()
    }

    /// The place of an object, when it is there.
    pub(crate) fn object_id(
        self,
        collection: &str,
        id: ObjectId,
    ) -> Result<Option<ObjId>, AutomergeError> {
        let Some(map) = self.map(collection) else {
            return Ok(None);
        };
        Ok(match self.0.get(&map, id.to_string())? {
            Some((Value::Object(ObjType::Map), object)) => Some(object),
            _ => None,
        })
    }

    pub(crate) fn map(self, key: &str) -> Option<ObjId> {
        match self.0.get(ROOT, key) {
            Ok(Some((Value::Object(ObjType::Map), id))) => Some(id),
            _ => None,
        }
    }

    fn json<T: DeserializeOwned>(self, key: &str) -> Option<T> {
        let (value, _) = self.0.get(ROOT, key).ok()??;
        serde_json::from_str(value.as_str()?).ok()
    }
}

/// A plain value as the document holds it.
pub(crate) fn to_scalar(value: Scalar) -> ScalarValue {
    match value {
        Scalar::Null => ScalarValue::Null,
        Scalar::Bool(value) => ScalarValue::Boolean(value),
        Scalar::Int(value) => ScalarValue::Int(value),
        Scalar::Str(value) => ScalarValue::Str(value.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use automerge::{Automerge, transaction::Transactable};
    use loggist_domain::{canonical, seal_hash};
    use serde_json::Value as Json;

    /// A document with one draft that holds these fields, the three texts as texts.
    fn document(fields: &Json, id: ObjectId) -> Automerge {
        let mut document = Automerge::new();
        let mut tx = document.transaction();
        let drafts = tx.put_object(ROOT, "drafts", ObjType::Map).unwrap();
        let draft = tx
            .put_object(&drafts, id.to_string(), ObjType::Map)
            .unwrap();
        for (field, value) in fields.as_object().unwrap() {
            if let ("text" | "why" | "set_aside", Json::String(text)) = (field.as_str(), value) {
                let place = tx.put_object(&draft, field, ObjType::Text).unwrap();
                tx.splice_text(&place, 0, 0, text).unwrap();
                continue;
            }
            let value = match value {
                Json::String(text) => Scalar::Str(text.clone()),
                Json::Number(number) => Scalar::Int(number.as_i64().unwrap()),
                Json::Bool(value) => Scalar::Bool(*value),
                _ => Scalar::Null,
            };
            tx.put(&draft, field, to_scalar(value)).unwrap();
        }
        tx.commit();
        document
    }

    #[test]
    fn a_seal_hash_read_from_a_document_is_the_one_of_the_browser() {
        let id = ObjectId::from_bytes([1; 16]);
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases/seal");
        let mut count = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            let case: Json = serde_json::from_str(&text).unwrap();
            let document = document(&case["draft"], id);
            let draft = Reader(&document).object("drafts", id).unwrap();
            let fields = loggist_domain::DraftFields::of(&draft);
            assert_eq!(
                canonical::to_string(&fields),
                case["canonical"],
                "{}",
                case["name"]
            );
            assert_eq!(seal_hash(&draft), case["hash"], "{}", case["name"]);
            count += 1;
        }
        assert!(count >= 6, "only {count} cases");
    }
}
