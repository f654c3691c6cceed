//! The demonstration: anybody on this machine may be any of its people.
//!
//! A database is a demonstration's from its first start or never: the one is never opened as the other.

use crate::StartError;
use loggist_domain::{IncidentId, PersonId};
use loggist_store::{Settings, StoreError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the database is for.
const KIND: &str = "installation";
const DEMONSTRATION: &str = "demonstration";
const PRODUCTION: &str = "production";
/// Where the demonstration's people and incident are kept.
const SETTING: &str = "demonstration";

/// A person that a visitor may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DemoPerson {
    /// Who.
    #[schema(value_type = String)]
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// What they are in the incident, in words.
    pub role: String,
    /// Who they are, in a sentence.
    pub description: String,
}

/// The demonstration's people and its incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DemoScene {
    /// Whom a visitor may be.
    pub people: Vec<DemoPerson>,
    /// The incident.
    #[schema(value_type = String)]
    pub incident: IncidentId,
}

/// The demonstration that a database holds, once it was played into it.
///
/// # Errors
/// The store's.
pub async fn scene(settings: &(impl Settings + ?Sized)) -> Result<Option<DemoScene>, StoreError> {
    let Some(kept) = settings.setting(SETTING).await? else {
        return Ok(None);
    };
    let scene = serde_json::from_str(&kept);
    scene.map_err(|cause| StoreError::Corrupt(format!("the demonstration: {cause}")))
}

/// Keeps the demonstration that was played into a database.
///
/// # Errors
/// The store's.
pub async fn keep(
    settings: &(impl Settings + ?Sized),
    scene: &DemoScene,
) -> Result<(), StoreError> {
    let text = serde_json::to_string(scene).map_err(|e| StoreError::Corrupt(e.to_string()))?;
    settings.setting_or(SETTING, &text).await?;
    Ok(())
}

/// Marks a new database as what it is for, and refuses one that is for the other.
///
/// # Errors
/// [`StartError::Demo`]; the store's.
pub async fn claim(settings: &(impl Settings + ?Sized), demo: bool) -> Result<(), StartError> {
    let wanted = if demo { DEMONSTRATION } else { PRODUCTION };
    let kind = settings.setting_or(KIND, wanted).await?;
    match (kind == wanted, demo) {
        (true, _) => Ok(()),
        (false, true) => Err(StartError::Demo(
            "This database is not a demonstration's, and the demonstration would let anyone be anyone in it. Name another with --database, or leave out --demo.",
        )),
        (false, false) => Err(StartError::Demo(
            "This database is a demonstration's: its people have no passwords. Name another with --database, or start it with --demo.",
        )),
    }
}
