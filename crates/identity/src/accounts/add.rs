//! Adding people.

use super::Accounts;
use crate::{IdentityError, email, password, setup};
use loggist_domain::{IncidentId, PersonId, Timestamp, Training, limits::LINE_CHARS_MAX};
use loggist_store::Person;

/// A person to be added.
#[derive(Clone, Debug, Default)]
pub struct NewPerson {
    /// Name on screens.
    pub name: String,
    /// How they sign in.
    pub email: String,
    /// Organisation, perhaps blank.
    pub organisation: String,
    /// Without one, they cannot sign in with a password.
    pub password: Option<String>,
    /// May add people.
    pub administrator: bool,
    /// Roles trained for.
    pub trainings: Vec<Training>,
    /// On call as incident manager until then.
    pub on_call_until: Option<Timestamp>,
    /// From outside the organisation: the one incident that they may ever be in.
    pub guest_of: Option<IncidentId>,
}

impl Accounts {
    /// Adds a person.
    ///
    /// # Errors
    /// [`IdentityError::Unfit`] when something cannot be taken, [`IdentityError::Taken`], the store's.
    pub async fn add(&self, new: NewPerson) -> Result<Person, IdentityError> {
        let person = self.checked(&new)?;
        self.keep(person, new.password).await
    }

    /// Makes the first person's account, an administrator's, by the set-up link, which is then used up.
    ///
    /// # Errors
    /// [`IdentityError::LinkUsed`], and those of [`add`](Self::add).
    pub async fn set_up(&self, link: &str, new: NewPerson) -> Result<Person, IdentityError> {
        setup::check(&*self.store, link).await?;
        let new = NewPerson {
            administrator: true,
            ..new
        };
        let person = self.checked(&new)?;
        setup::take(&*self.store, link).await?;
        let kept = self.keep(person, new.password).await;
        if kept.is_err() {
            setup::give_back(&*self.store, link).await?;
        }
        kept
    }

    /// Takes back an account that nothing was done with: what it was made for did not come about.
    ///
    /// # Errors
    /// The store's.
    pub async fn take_back(&self, person: PersonId) -> Result<(), IdentityError> {
        self.store.remove_person(person).await?;
        Ok(())
    }

    fn checked(&self, new: &NewPerson) -> Result<Person, IdentityError> {
        let email = email(&new.email)?;
        let name =
            line(&new.name, "name")?.ok_or_else(|| IdentityError::Unfit("Enter a name.".into()))?;
        let flaw = new
            .password
            .as_ref()
            .and_then(|given| password::flaw(given, &name, &email));
        if let Some(flaw) = flaw {
            return Err(IdentityError::Unfit(flaw));
        }
        Ok(Person {
            id: PersonId(self.surroundings.id()),
            name,
            email,
            organisation: line(&new.organisation, "organisation")?.unwrap_or_default(),
            administrator: new.administrator,
            disabled: false,
            on_call_until: new.on_call_until,
            trainings: new.trainings.clone(),
            guest_of: new.guest_of,
            created_at: self.surroundings.now(),
        })
    }

    async fn keep(
        &self,
        person: Person,
        password: Option<String>,
    ) -> Result<Person, IdentityError> {
        let hash = match password {
            Some(password) => {
                let mut salt = [0; 16];
                self.surroundings.fill(&mut salt);
                Some(self.hasher.hash(password, salt).await)
            }
            None => None,
        };
        self.store.add_person(&person, hash.as_deref()).await?;
        Ok(person)
    }
}

fn line(text: &str, what: &str) -> Result<Option<String>, IdentityError> {
    let text = text.trim();
    if text.chars().count() > LINE_CHARS_MAX || text.chars().any(char::is_control) {
        return Err(IdentityError::Unfit(format!(
            "The {what} must be one line of at most {LINE_CHARS_MAX} characters."
        )));
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}
