//! The key that signs tokens: Ed25519, made once, kept among the settings.

use crate::{IdentityError, Surroundings};
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{DecodingKey, EncodingKey};
use loggist_store::{Settings, StoreError};
use sha2::{Digest, Sha256};

/// Where it is kept.
const SETTING: &str = "signing_key";
/// PKCS #8 before the 32 bytes of an Ed25519 seed (RFC 8410).
const PKCS8: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

/// The key, and the name that tokens call it by.
pub struct SigningKey {
    pub(crate) id: String,
    pub(crate) encoding: EncodingKey,
    pub(crate) decoding: DecodingKey,
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKey({}, ..)", self.id)
    }
}

impl SigningKey {
    /// The key that grows from this seed; `None` when the library refuses it.
    pub fn from_seed(seed: [u8; 32]) -> Option<Self> {
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).ok()?;
        let public = pair.public_key().as_ref();
        let id = URL_SAFE_NO_PAD.encode(&Sha256::digest(public)[..12]);
        Some(Self {
            id,
            encoding: EncodingKey::from_ed_der(&[&PKCS8[..], &seed].concat()),
            decoding: DecodingKey::from_ed_der(public),
        })
    }

    /// The installation's key, made now when there is none. Of two nodes that start together, one makes it.
    ///
    /// # Errors
    /// The store's, or that the stored key is not one.
    pub async fn of(
        settings: &(impl Settings + ?Sized),
        surroundings: &dyn Surroundings,
    ) -> Result<Self, IdentityError> {
        let fresh = URL_SAFE_NO_PAD.encode(surroundings.random());
        let kept = settings.setting_or(SETTING, &fresh).await?;
        let seed = URL_SAFE_NO_PAD
            .decode(kept)
            .ok()
            .and_then(|seed| seed.try_into().ok());
        seed.and_then(Self::from_seed).ok_or_else(|| {
            IdentityError::Store(StoreError::Corrupt(format!(
                "the setting {SETTING} is not a key"
            )))
        })
    }
}
