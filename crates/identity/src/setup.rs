//! The one-time link with which the first person, an administrator, makes their account.

use crate::{IdentityError, Surroundings};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use loggist_store::Store;
use sha2::{Digest, Sha256};

/// Where its hash is kept.
const SETTING: &str = "setup_link";

/// A new link's token while nobody has an account; any link given out before stops working. `None` once somebody has.
///
/// # Errors
/// The store's.
pub async fn link(
    store: &dyn Store,
    surroundings: &dyn Surroundings,
) -> Result<Option<String>, IdentityError> {
    if !is_needed(store).await? {
        return Ok(None);
    }
    let token = URL_SAFE_NO_PAD.encode(surroundings.random());
    store.remove_setting(SETTING).await?;
    store.setting_or(SETTING, &hash(&token)).await?;
    Ok(Some(token))
}

/// Whether nobody has an account yet.
///
/// # Errors
/// The store's.
pub async fn is_needed(store: &dyn Store) -> Result<bool, IdentityError> {
    Ok(store.people().await?.is_empty())
}

/// Whether the token is that of the link, and nobody has an account yet: the operator may have added somebody since.
///
/// # Errors
/// [`IdentityError::LinkUsed`] when it is not; the store's.
pub(crate) async fn check(store: &dyn Store, token: &str) -> Result<(), IdentityError> {
    // Hashes are compared, so the time that it takes tells nothing about the token.
    match store.setting(SETTING).await? {
        Some(kept) if kept == hash(token) && is_needed(store).await? => Ok(()),
        _ => Err(IdentityError::LinkUsed),
    }
}

/// Uses the link up; of two who try at once, one succeeds.
pub(crate) async fn take(store: &dyn Store, token: &str) -> Result<(), IdentityError> {
    check(store, token).await?;
    if store.remove_setting(SETTING).await? {
        Ok(())
    } else {
        Err(IdentityError::LinkUsed)
    }
}

/// Makes the link good again, when the account could not be made after all.
pub(crate) async fn give_back(store: &dyn Store, token: &str) -> Result<(), IdentityError> {
    store.setting_or(SETTING, &hash(token)).await?;
    Ok(())
}

fn hash(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token))
}
