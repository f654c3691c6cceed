//! Contacts: people outside, without an account.

use super::{Edit, EditError};
use loggist_domain::{ObjectId, PersonId, Scalar, Timestamp};

/// A contact to note. Absent fields stay absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewContact {
    /// Their name, or what they are.
    pub name: String,
    /// `asked`, `answered`, `joined` or `declined`.
    pub state: String,
    /// Where they are from.
    pub organisation: Option<String>,
    /// What they are wanted for.
    pub wanted_as: Option<String>,
    /// When somebody told them something last.
    pub told_last: Option<Timestamp>,
    /// Who goes on asking.
    pub chased_by: Option<PersonId>,
}

impl Edit<'_, '_> {
    /// Notes a contact.
    ///
    /// # Errors
    /// [`EditError`]
    pub fn create_contact(&mut self, new: &NewContact) -> Result<ObjectId, EditError> {
        let (id, contact) = self.create("contacts")?;
        self.put(&contact, "name", Scalar::Str(new.name.clone()))?;
        self.put(&contact, "state", Scalar::Str(new.state.clone()))?;
        let options = [
            ("organisation", new.organisation.clone().map(Scalar::Str)),
            ("wanted_as", new.wanted_as.clone().map(Scalar::Str)),
            ("told_last", new.told_last.map(Scalar::from)),
            ("chased_by", new.chased_by.map(Scalar::from)),
        ];
        self.put_all(&contact, options)?;
        Ok(id)
    }

    /// Sets one of a contact's details; `Null` clears an optional one.
    ///
    /// # Errors
    /// [`EditError`]
    pub fn set_contact(
        &mut self,
        contact: ObjectId,
        field: &str,
        value: Scalar,
    ) -> Result<(), EditError> {
        self.set("contacts", contact, field, value)
    }
}
