//! Refresh tokens: opaque, rotated at every use; only their hash is stored.

use crate::limits::{REFRESH_REPEAT_FOR, REFRESH_REPEATS_MAX};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use loggist_domain::{SessionId, Timestamp};
use sha2::{Digest, Sha256};
use std::collections::VecDeque;

/// A refresh token: the session's id, so that it can be found, and a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Refresh {
    /// Which session it continues.
    pub session: SessionId,
    secret: [u8; 32],
}

impl Refresh {
    /// A token with this secret, which nobody can guess.
    pub fn new(session: SessionId, secret: [u8; 32]) -> Self {
        Self { session, secret }
    }

    /// What is stored of it. The secret is random, so a plain hash does.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.secret).into()
    }

    /// The text that the browser keeps.
    pub fn to_text(&self) -> String {
        let mut bytes = self.session.bytes().to_vec();
        bytes.extend(self.secret);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The token of a text, when it is one.
    pub fn from_text(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (session, secret) = bytes.split_first_chunk::<16>()?;
        Some(Self {
            session: SessionId::from_bytes(*session),
            secret: secret.try_into().ok()?,
        })
    }
}

impl std::fmt::Debug for Refresh {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Refresh({}, ..)", self.session)
    }
}

/// Rotations of the last half minute, so that the same token gets the same answer, see [`REFRESH_REPEAT_FOR`].
#[derive(Debug, Default)]
pub struct Recent(VecDeque<(Timestamp, [u8; 32], Refresh)>);

impl Recent {
    /// What this token was rotated to, when that was just now.
    pub fn answer(&mut self, token: &Refresh, now: Timestamp) -> Option<Refresh> {
        self.forget(now);
        let hash = token.hash();
        let found = self
            .0
            .iter()
            .find(|(_, old, new)| *old == hash && new.session == token.session);
        found.map(|(_, _, new)| new.clone())
    }

    /// Remembers a rotation.
    pub fn remember(&mut self, old: &Refresh, new: Refresh, now: Timestamp) {
        self.forget(now);
        self.0.push_back((now, old.hash(), new));
    }

    fn forget(&mut self, now: Timestamp) {
        while self.0.front().is_some_and(|(at, _, _)| {
            now.since(*at) >= REFRESH_REPEAT_FOR || self.0.len() >= REFRESH_REPEATS_MAX
        }) {
            self.0.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn token(secret: u8) -> Refresh {
        Refresh::new(SessionId::from_bytes([7; 16]), [secret; 32])
    }

    #[test]
    fn a_token_reads_back_and_its_hash_tells_nothing() {
        let text = token(1).to_text();
        assert_eq!(Refresh::from_text(&text), Some(token(1)));
        assert_eq!(Refresh::from_text(&text[1..]), None);
        assert_eq!(Refresh::from_text(""), None);
        assert_ne!(token(1).hash(), [1; 32]);
        assert_eq!(format!("{:?}", token(1)).matches("..").count(), 1);
    }

    #[test]
    fn the_same_token_gets_the_same_answer_for_half_a_minute() {
        let now = Timestamp::from_millis(1_800_000_000_000);
        let mut recent = Recent::default();
        assert_eq!(recent.answer(&token(1), now), None);
        recent.remember(&token(1), token(2), now);
        assert_eq!(recent.answer(&token(1), now), Some(token(2)));
        assert_eq!(recent.answer(&token(3), now), None);
        let later = now.plus(REFRESH_REPEAT_FOR);
        assert_eq!(
            recent.answer(&token(1), now.plus(Duration::from_secs(29))),
            Some(token(2))
        );
        assert_eq!(recent.answer(&token(1), later), None);
    }
}
