//! Argon2id, with the parameters that OWASP recommends, in this one place.

use crate::limits::{ARGON2_LANES, ARGON2_MEMORY_KIB, ARGON2_PASSES, HASHES_AT_ONCE};
use argon2::{
    Algorithm, Argon2, Params, PasswordVerifier as _, Version,
    password_hash::{PasswordHasher as _, phc::PasswordHash},
};
use std::sync::Arc;
use tokio::{sync::Semaphore, task::spawn_blocking};

/// The hash of a password that nobody has, of the same cost as a real one: an unknown address takes as long as a wrong
/// password.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Hashes and compares passwords, a few at once, off the threads that serve.
#[derive(Clone, Debug)]
pub struct Hasher {
    places: Arc<Semaphore>,
}

impl Default for Hasher {
    fn default() -> Self {
        Self {
            places: Arc::new(Semaphore::new(HASHES_AT_ONCE)),
        }
    }
}

impl Hasher {
    /// The hash to keep of a password, as PHC text.
    pub async fn hash(&self, password: String, salt: [u8; 16]) -> String {
        self.work(move || {
            let hash = argon2().hash_password_with_salt(password.as_bytes(), &salt);
            let hash: PasswordHash = hash.expect("these parameters take any password");
            hash.to_string()
        })
        .await
    }

    /// Whether it is the password of this hash. Without a hash it takes as long and is not.
    pub async fn matches(&self, password: String, hash: Option<String>) -> bool {
        self.work(move || {
            let known = hash.is_some();
            let hash = hash.as_deref().unwrap_or(NOBODYS);
            let same = PasswordHash::new(hash)
                .is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok());
            known && same
        })
        .await
    }

    async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> T {
        let place = Arc::clone(&self.places).acquire_owned().await;
        let place = place.expect("the places are never closed");
        let done = spawn_blocking(move || {
            let _place = place;
            work()
        });
        done.await.expect("hashing does not panic")
    }
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(ARGON2_MEMORY_KIB, ARGON2_PASSES, ARGON2_LANES, None);
    let params = params.expect("the parameters are within Argon2's bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_again_by_its_hash_alone() {
        let hasher = Hasher::default();
        let hash = hasher.hash("the heron waits".into(), [1; 16]).await;
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        assert!(
            hasher
                .matches("the heron waits".into(), Some(hash.clone()))
                .await
        );
        assert!(
            !hasher
                .matches("the heron walks".into(), Some(hash.clone()))
                .await
        );
        assert!(!hasher.matches("the heron waits".into(), None).await);
        assert!(!hasher.matches("x".into(), Some("no hash".into())).await);
        assert_ne!(hasher.hash("the heron waits".into(), [2; 16]).await, hash);
    }

    #[test]
    fn nobodys_hash_costs_what_a_real_one_costs() {
        let nobodys = PasswordHash::new(NOBODYS).unwrap();
        let real: PasswordHash = argon2().hash_password_with_salt(b"x", &[0; 16]).unwrap();
        assert_eq!(nobodys.algorithm, real.algorithm);
        assert_eq!(nobodys.version, real.version);
        assert_eq!(nobodys.params, real.params);
        let length = |hash: &PasswordHash| hash.hash.map(|out| out.as_bytes().len());
        assert_eq!(length(&nobodys), length(&real));
    }
}
