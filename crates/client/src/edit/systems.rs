//! Systems that the incident touches.

use super::{Edit, EditError};
use loggist_domain::{ObjectId, Scalar};

/// A system to note. Absent fields stay absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewSystem {
    /// Its name.
    pub name: String,
    /// `affected`, `contained`, `recovering` or `recovered`.
    pub state: String,
    /// An expert's word that it is clean and fit, or that it is not.
    pub fit: Option<bool>,
    /// Who watches it, and how.
    pub monitoring: Option<String>,
}

impl Edit<'_, '_> {
    /// Notes a system.
    ///
    /// # Errors
    /// [`EditError`]
    pub fn create_system(&mut self, new: &NewSystem) -> Result<ObjectId, EditError> {
        let (id, system) = self.create("systems")?;
        self.put(&system, "name", Scalar::Str(new.name.clone()))?;
        self.put(&system, "state", Scalar::Str(new.state.clone()))?;
        let options = [
            ("fit", new.fit.map(Scalar::Bool)),
            ("monitoring", new.monitoring.clone().map(Scalar::Str)),
        ];
        self.put_all(&system, options)?;
        Ok(id)
    }

    /// Sets one of a system's details; `Null` clears an optional one.
    ///
    /// # Errors
    /// [`EditError`]
    pub fn set_system(
        &mut self,
        system: ObjectId,
        field: &str,
        value: Scalar,
    ) -> Result<(), EditError> {
        self.set("systems", system, field, value)
    }
}
