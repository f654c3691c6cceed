//! The document as domain types. What is missing or odd reads as absent: a reader does not fail over one object.

use automerge::{AutomergeError, ObjId, ObjType, ROOT, ReadDoc, ScalarValue, Value};
use loggist_domain::{
    CommandState, Entry, Header, Member, Object, ObjectId, PersonId, Scalar, Value as Field,
};
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
            entries: self.entry_count(),
        }
    }

    /// Who commands.
    pub fn command(self) -> CommandState {
        self.json("command").unwrap_or_default()
    }

    /// Everybody who is or was in the team.
    pub fn members(self) -> BTreeMap<PersonId, Member> {
        let Some(members) = self.map("members") else {
            return BTreeMap::new();
        };
        let values = self.0.map_range(&members, ..);
        let read = values.filter_map(|item| {
            let value = item.value.into_value();
            serde_json::from_str(value.as_str()?).ok()
        });
        read.map(|member: Member| (member.person, member)).collect()
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

    /// One object.
    pub fn object(self, collection: &str, id: ObjectId) -> Option<Object> {
        let object = self.object_id(collection, id).ok()??;
        let mut fields = BTreeMap::new();
        for item in self.0.map_range(&object, ..) {
            if let Some(field) = self.field(&item.id(), &item.value.clone().into_value()) {
                fields.insert(item.key.to_string(), field);
            }
        }
        Some(Object(fields))
    }

    fn field(self, id: &ObjId, value: &Value<'_>) -> Option<Field> {
        match value {
            Value::Object(ObjType::Text) => Some(Field::Text(self.0.text(id).ok()?)),
            Value::Object(_) => None,
            Value::Scalar(value) => Some(Field::Scalar(scalar(value)?)),
        }
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

fn scalar(value: &ScalarValue) -> Option<Scalar> {
    Some(match value {
        ScalarValue::Null => Scalar::Null,
        ScalarValue::Boolean(value) => Scalar::Bool(*value),
        ScalarValue::Int(value) => Scalar::Int(*value),
        ScalarValue::Uint(value) => Scalar::Int(i64::try_from(*value).ok()?),
        ScalarValue::Str(value) => Scalar::Str(value.to_string()),
        _ => return None,
    })
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
