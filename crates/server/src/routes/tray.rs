//! Refused intents, kept for their author alone.

use crate::{Problem, app::Shared, body::InIncident, caller::Caller, sight};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use loggist_domain::{Code, IntentId, Refused, Timestamp};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// A refused intent.
#[derive(Serialize, ToSchema)]
pub struct TrayItem {
    /// Which intent.
    #[schema(value_type = String)]
    intent: IntentId,
    /// The edit's or command's name.
    name: String,
    /// Why, for programs.
    #[schema(value_type = String)]
    code: Code,
    /// Why, for the person.
    reason: String,
    /// Server clock.
    #[schema(value_type = String, format = DateTime)]
    refused_at: Timestamp,
    /// Device clock.
    #[schema(value_type = String, format = DateTime)]
    written_at: Timestamp,
    /// The refused Automerge change, in Base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<String>,
    /// The refused command.
    #[serde(skip_serializing_if = "Option::is_none")]
    command: Option<serde_json::Value>,
}

impl From<Refused> for TrayItem {
    fn from(refused: Refused) -> Self {
        let command = refused.command.as_deref().and_then(|command| {
            // Kept by its name, as in records; the name stands beside it here, as in a submit.
            let mut kept: serde_json::Value = serde_json::from_str(command).ok()?;
            Some(kept.get_mut(&refused.name)?.take())
        });
        Self {
            intent: refused.intent,
            name: refused.name,
            code: refused.code,
            reason: refused.reason,
            refused_at: refused.refused_at,
            written_at: refused.written_at,
            change: refused.change.map(|change| STANDARD.encode(change)),
            command,
        }
    }
}

/// A person's tray in an incident.
#[derive(Serialize, ToSchema)]
pub struct TrayView {
    /// Oldest first.
    items: Vec<TrayItem>,
}

/// Your own refused intents. Who has left the incident still finds theirs.
#[utoipa::path(
    get,
    operation_id = "list_tray", path = "/api/incidents/{incident}/tray",
    params(("incident" = String, Path, description = "The incident's id")),
    responses((status = 200, body = TrayView), (status = 401, body = Problem), (status = 404, body = Problem)),
    security(("cookie" = []), ("bearer" = []))
)]
pub async fn list(
    State(app): State<Shared>,
    Caller(speaker): Caller,
    InIncident(incident): InIncident,
) -> Result<Json<TrayView>, Problem> {
    let refused = app.store.tray(incident, speaker.person.id).await?;
    if refused.is_empty() {
        // Nobody but its people learns that the incident is there.
        sight::incident(&app, &speaker.person, incident).await?;
    }
    Ok(Json(TrayView {
        items: refused.into_iter().map(TrayItem::from).collect(),
    }))
}

/// Take an item out of your tray: what it held is erased.
#[utoipa::path(
    delete,
    operation_id = "discard_from_tray", path = "/api/incidents/{incident}/tray/{intent}",
    params(
        ("incident" = String, Path, description = "The incident's id"),
        ("intent" = String, Path, description = "The intent's id"),
    ),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)),
    security(("cookie" = []), ("bearer" = []))
)]
pub async fn discard(
    State(app): State<Shared>,
    Caller(speaker): Caller,
    InIncident(incident): InIncident,
    Path(path): Path<HashMap<String, String>>,
) -> Result<StatusCode, Problem> {
    let intent = path.get("intent").and_then(|intent| intent.parse().ok());
    let discarded = match intent {
        Some(intent) => {
            app.store
                .discard(incident, speaker.person.id, intent)
                .await?
        }
        None => false,
    };
    if discarded {
        return Ok(StatusCode::NO_CONTENT);
    }
    sight::incident(&app, &speaker.person, incident).await?;
    Err(Problem::not_found("It is not in your tray any more."))
}
