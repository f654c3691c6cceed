//! Signing in, staying signed in, signing out.

use super::{Accounts, lock};
use crate::{
    IdentityError, Refresh, code, email,
    limits::{ACCESS_FOR, SESSION_FOR},
    token,
};
use loggist_domain::{PersonId, SessionId, Timestamp};
use loggist_store::{Person, Rotation, Session};
use std::{net::IpAddr, time::Duration};

/// A person who signed in, or stayed signed in, in a browser.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub person: Person,
    /// Under which sign-in.
    pub session: SessionId,
    /// The access token.
    pub access: String,
    /// When that ends.
    pub access_until: Timestamp,
    /// The refresh token.
    pub refresh: String,
    /// When the session ends by itself.
    pub session_until: Timestamp,
}

/// What became of a refresh token.
#[derive(Clone, Debug)]
pub enum Refreshed {
    /// It was good.
    Good(Box<SignedIn>),
    /// It was used before, so the session was ended: one of the two who used it is a thief.
    Ended(SessionId),
}

impl Accounts {
    /// Signs a person in with their password.
    ///
    /// # Errors
    /// [`IdentityError::Wrong`], and the same for an account that is shut; [`IdentityError::TooOften`]; the store's.
    pub async fn sign_in(
        &self,
        address: &str,
        password: String,
        from: IpAddr,
    ) -> Result<SignedIn, IdentityError> {
        let known_form = email(address).ok();
        let counted = known_form.as_deref().unwrap_or_default();
        lock(&self.attempts)
            .attempt(counted, from, self.surroundings.now())
            .map_err(|wait| IdentityError::TooOften { wait })?;
        let found = match &known_form {
            Some(email) => self.store.person_by_email(email).await?,
            None => None,
        };
        let (person, hash) = found.map_or((None, None), |(person, hash)| (Some(person), hash));
        let right = self.hasher.matches(password, hash).await;
        let person = person
            .filter(|person| right && !person.disabled)
            .ok_or(IdentityError::Wrong)?;
        lock(&self.attempts).succeeded(counted, from);
        self.begin(person).await
    }

    /// Counts an attempt to open something by its code, among the sign-ins from that address; gives the code's hash.
    ///
    /// # Errors
    /// [`IdentityError::TooOften`].
    pub fn try_code(&self, typed: &str, from: IpAddr) -> Result<Option<[u8; 32]>, IdentityError> {
        lock(&self.attempts)
            .attempt_from(from, self.surroundings.now())
            .map_err(|wait| IdentityError::TooOften { wait })?;
        Ok(code::hash(typed))
    }

    /// Begins a browser's session for a person who has just proved who they are.
    ///
    /// # Errors
    /// The store's.
    pub async fn begin(&self, person: Person) -> Result<SignedIn, IdentityError> {
        let refresh = Refresh::new(
            SessionId(self.surroundings.id()),
            self.surroundings.random(),
        );
        let session = self
            .new_session(&person, refresh.session, Some(refresh.hash()), SESSION_FOR)
            .await?;
        Ok(self.signed_in(person, &session, &refresh))
    }

    /// Puts a new refresh token in the place of this one, which is then used up.
    ///
    /// # Errors
    /// [`IdentityError::SignedOut`] when it is no token, or its session has ended; the store's.
    pub async fn refresh(&self, text: &str) -> Result<Refreshed, IdentityError> {
        let old = Refresh::from_text(text).ok_or(IdentityError::SignedOut)?;
        let mut recent = self.recent.lock().await;
        let now = self.surroundings.now();
        let again = recent.answer(&old, now);
        let new = if let Some(again) = again {
            again
        } else {
            let new = Refresh::new(old.session, self.surroundings.random());
            let rotation = self
                .store
                .rotate(old.session, old.hash(), new.hash(), now)
                .await?;
            match rotation {
                Rotation::Rotated => recent.remember(&old, new.clone(), now),
                Rotation::Reused => return Ok(Refreshed::Ended(old.session)),
                Rotation::Gone => return Err(IdentityError::SignedOut),
            }
            new
        };
        drop(recent);
        let (person, session) = self.good_session(None, old.session).await?;
        Ok(Refreshed::Good(Box::new(
            self.signed_in(person, &session, &new),
        )))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// The store's.
    pub async fn sign_out(&self, session: SessionId) -> Result<(), IdentityError> {
        let now = self.surroundings.now();
        Ok(self.store.end_session(session, now).await?)
    }

    /// A token for a program that speaks as this person, with a session of its own: one that cannot be refreshed, by
    /// which it is told from a browser's.
    ///
    /// # Errors
    /// The store's.
    pub async fn bearer(
        &self,
        person: &Person,
        good_for: Duration,
    ) -> Result<(String, Timestamp), IdentityError> {
        let id = SessionId(self.surroundings.id());
        let session = self.new_session(person, id, None, good_for).await?;
        let token = self.token(person.id, &session, session.expires_at);
        Ok((token, session.expires_at))
    }

    async fn new_session(
        &self,
        person: &Person,
        id: SessionId,
        refresh_hash: Option<[u8; 32]>,
        good_for: Duration,
    ) -> Result<Session, IdentityError> {
        let now = self.surroundings.now();
        let session = Session {
            id,
            person: person.id,
            refresh_hash,
            created_at: now,
            expires_at: now.plus(good_for),
            ended_at: None,
        };
        self.store.begin_session(&session).await?;
        Ok(session)
    }

    fn signed_in(&self, person: Person, session: &Session, refresh: &Refresh) -> SignedIn {
        let now = self.surroundings.now();
        // Tokens tell time in whole seconds; what we say of them is the same.
        let access_until = now.plus(ACCESS_FOR).min(session.expires_at);
        let access_until = Timestamp::from_millis(access_until.millis().div_euclid(1000) * 1000);
        SignedIn {
            access: self.token(person.id, session, access_until),
            person,
            session: session.id,
            access_until,
            refresh: refresh.to_text(),
            session_until: session.expires_at,
        }
    }

    fn token(&self, person: PersonId, session: &Session, until: Timestamp) -> String {
        let now = self.surroundings.now();
        let id = self.surroundings.id();
        token::issue(&self.key, (person, session.id), id, now, until)
    }
}
