//! Objects of any collection, made complete by the schema: messages, calls, communication lines, lessons, documents.

use super::{Edit, EditError};
use loggist_domain::{
    ObjectId, Scalar, Timestamp, canonical,
    schema::{self, Move, Type},
};

impl Edit<'_, '_> {
    /// Makes an object of these values; a text that is not named is blank, and nothing has been added to it yet.
    ///
    /// # Errors
    /// [`EditError::NoField`] for a value that the schema does not know, and the others.
    pub fn make(
        &mut self,
        collection: &'static str,
        values: &[(&str, Scalar)],
    ) -> Result<ObjectId, EditError> {
        let fields = schema::fields(collection).unwrap_or_default();
        let odd = |(name, _): &&(&str, Scalar)| !fields.iter().any(|field| field.name == *name);
        if let Some((name, _)) = values.iter().find(odd) {
            return Err(EditError::NoField {
                collection,
                field: (*name).to_owned(),
            });
        }
        let (id, object) = self.create(collection)?;
        for field in fields {
            let value = values.iter().find(|(name, _)| *name == field.name);
            let value = value.map(|(_, value)| value.clone());
            match (field.is, value) {
                (Type::Creator | Type::Server, _) | (_, None) if !made_blank(field.is) => {}
                (Type::Text, text) => {
                    let text = text.as_ref().and_then(Scalar::str).unwrap_or_default();
                    self.put_text(&object, field.name, text)?;
                }
                (is, _) if is.is_items() => self.put_items(&object, field.name)?,
                (_, Some(value)) => self.put(&object, field.name, value)?,
                (_, None) => {}
            }
        }
        Ok(id)
    }

    /// Sets a field as a whole, or replaces a text by another; `Null` clears an optional one.
    ///
    /// # Errors
    /// [`EditError`]
    pub fn change(
        &mut self,
        collection: &'static str,
        id: ObjectId,
        field: &str,
        value: Scalar,
    ) -> Result<(), EditError> {
        if schema::field_type(collection, field) != Some(Type::Text) {
            return self.set(collection, id, field, value);
        }
        let object = self.object(collection, id)?;
        let text = value.str().unwrap_or_default();
        self.splice_text(&object, field, 0, usize::MAX, text)
    }

    /// Says that somebody came to a communication line or a call, or left it.
    ///
    /// # Errors
    /// [`EditError`]
    pub fn moved(
        &mut self,
        collection: &'static str,
        id: ObjectId,
        who: ObjectId,
        is_in: bool,
        at: Timestamp,
    ) -> Result<ObjectId, EditError> {
        let field = if collection == "calls" {
            "attendance"
        } else {
            "moves"
        };
        let by = self.person;
        let item = Move { by, who, is_in, at };
        self.add(collection, id, field, canonical::to_string(&item))
    }
}

/// Whether it is there from creation, whatever is said.
fn made_blank(is: Type) -> bool {
    is == Type::Text || is.is_items()
}
