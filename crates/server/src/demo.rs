//! The demonstration: anybody on this machine may be any of its people.
//!
//! A database is a demonstration's from its first start or never: the one is never opened as the other.

use crate::StartError;
use loggist_domain::{IncidentId, PersonId};
use loggist_store::{Settings, StoreError};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, PoisonError, RwLock};
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

/// The demonstration of a running server; its scene is set once it was played.
#[derive(Clone, Debug, Default)]
pub struct Demo(Arc<RwLock<Option<DemoScene>>>);

impl Demo {
    /// The scene, when it is set.
    pub fn scene(&self) -> Option<DemoScene> {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Takes up the scene that the database holds, when it holds one.
    ///
    /// # Errors
    /// The store's.
    pub async fn resume(&self, settings: &(impl Settings + ?Sized)) -> Result<(), StoreError> {
        if let Some(kept) = settings.setting(SETTING).await? {
            let scene = serde_json::from_str(&kept)
                .map_err(|cause| StoreError::Corrupt(format!("the demonstration: {cause}")))?;
            self.put(scene);
        }
        Ok(())
    }

    /// Sets the scene and keeps it.
    ///
    /// # Errors
    /// The store's.
    pub async fn set(
        &self,
        settings: &(impl Settings + ?Sized),
        scene: DemoScene,
    ) -> Result<(), StoreError> {
        let text = serde_json::to_string(&scene)
            .map_err(|cause| StoreError::Corrupt(cause.to_string()))?;
        settings.setting_or(SETTING, &text).await?;
        self.put(scene);
        Ok(())
    }

    fn put(&self, scene: DemoScene) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(scene);
    }
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
