//! Who speaks: proved by a token or a ticket, and by a session that has not ended.

use super::{Accounts, lock};
use crate::{IdentityError, token};
use loggist_domain::{PersonId, SessionId, Timestamp};
use loggist_store::{Person, Session};

/// Who speaks, and under which sign-in.
#[derive(Clone, Debug)]
pub struct Speaker {
    /// Who.
    pub person: Person,
    /// Under which sign-in.
    pub session: SessionId,
    /// When the token or the session ends, whichever is first.
    pub until: Timestamp,
}

impl Accounts {
    /// Who speaks with this token. Asks the store, so that a session ended a moment ago anywhere counts.
    ///
    /// # Errors
    /// [`IdentityError::SignedOut`]; the store's.
    pub async fn speaker(&self, token: &str) -> Result<Speaker, IdentityError> {
        let claims = token::read(&self.key, token, self.surroundings.now())?;
        let (person, session) = self.good_session(Some(claims.sub), claims.sid).await?;
        let token_until = Timestamp::from_millis(claims.exp.saturating_mul(1000));
        Ok(Speaker {
            person,
            session: session.id,
            until: token_until.min(session.expires_at),
        })
    }

    /// A ticket for one connection of this speaker, and when it ends.
    pub fn ticket(&self, speaker: &Speaker) -> (String, Timestamp) {
        let random = self.surroundings.random();
        let who = (speaker.person.id, speaker.session);
        lock(&self.tickets).issue(who, random, self.surroundings.now())
    }

    /// Who speaks with this ticket, which is then used up.
    ///
    /// # Errors
    /// [`IdentityError::SignedOut`]; the store's.
    pub async fn redeem(&self, ticket: &str) -> Result<Speaker, IdentityError> {
        let now = self.surroundings.now();
        let held = lock(&self.tickets).redeem(ticket, now);
        let (person, session) = held.ok_or(IdentityError::SignedOut)?;
        let (person, session) = self.good_session(Some(person), session).await?;
        Ok(Speaker {
            person,
            session: session.id,
            until: session.expires_at,
        })
    }

    /// Whether a session is good now.
    ///
    /// # Errors
    /// The store's.
    pub async fn is_good(&self, session: SessionId) -> Result<bool, IdentityError> {
        match self.good_session(None, session).await {
            Ok(_) => Ok(true),
            Err(IdentityError::SignedOut) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// A session that has not ended, with its person, whose account is not shut.
    pub(super) async fn good_session(
        &self,
        whose: Option<PersonId>,
        session: SessionId,
    ) -> Result<(Person, Session), IdentityError> {
        let now = self.surroundings.now();
        let session = self.store.session(session).await?.filter(|session| {
            session.ended_at.is_none()
                && now < session.expires_at
                && whose.is_none_or(|whose| whose == session.person)
        });
        let session = session.ok_or(IdentityError::SignedOut)?;
        let person = self.store.person(session.person).await?;
        let person = person.filter(|person| !person.disabled);
        Ok((person.ok_or(IdentityError::SignedOut)?, session))
    }
}
