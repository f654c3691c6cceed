//! Incidents: the list, one of them, and opening a new one.

use crate::{
    Problem,
    app::{App, Shared},
    body::{Body, InIncident},
    caller::Caller,
    sight,
    views::IncidentView,
};
use axum::{Json, extract::State, http::StatusCode};
use loggist_domain::{IncidentId, IntentId, Role, Summary, Timestamp, command, reference};
use loggist_identity::Speaker;
use loggist_room::{Identity, Opening};
use loggist_store::AppendError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The incidents that a person may see.
#[derive(Serialize, ToSchema)]
pub struct IncidentsView {
    /// Newest first.
    incidents: Vec<IncidentView>,
}

/// One incident.
#[derive(Serialize, ToSchema)]
pub struct IncidentDetail {
    #[serde(flatten)]
    row: IncidentView,
    /// Whether you may declare it now.
    may_declare: MayDeclare,
}

/// Whether a person may declare an incident.
#[derive(Serialize, ToSchema)]
pub struct MayDeclare {
    allowed: bool,
    /// Why not, in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

/// A new incident.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Open {
    /// The intent's id, made by the caller. The same one opens the same incident.
    #[schema(value_type = String)]
    intent: IntentId,
    /// One line.
    title: String,
    /// What is known.
    #[serde(default)]
    summary: Option<String>,
    /// A security incident.
    #[serde(default)]
    security: bool,
    /// May involve personal data.
    #[serde(default)]
    personal_data: bool,
    /// The caller's clock.
    #[schema(value_type = String, format = DateTime)]
    written_at: Timestamp,
}

/// The incidents that you may see: yours, and while you are trained as Incident Manager those not yet declared.
#[utoipa::path(
    get,
    operation_id = "list_incidents", path = "/api/incidents",
    responses((status = 200, body = IncidentsView), (status = 401, body = Problem)),
    security(("cookie" = []), ("bearer" = []))
)]
pub async fn list(
    State(app): State<Shared>,
    Caller(Speaker { person, .. }): Caller,
) -> Result<Json<IncidentsView>, Problem> {
    let profile = person.profile();
    let trained =
        profile.guest_of.is_none() && profile.is_trained(Role::IncidentManager, app.now());
    let summaries = app.store.incidents(person.id, trained).await?;
    let rows = summaries
        .iter()
        .map(|summary| IncidentView::of(summary, person.id));
    Ok(Json(IncidentsView {
        incidents: rows.collect(),
    }))
}

/// One incident.
#[utoipa::path(
    get,
    operation_id = "read_incident", path = "/api/incidents/{incident}",
    params(("incident" = String, Path, description = "The incident's id")),
    responses((status = 200, body = IncidentDetail), (status = 401, body = Problem), (status = 404, body = Problem)),
    security(("cookie" = []), ("bearer" = []))
)]
pub async fn one(
    State(app): State<Shared>,
    Caller(Speaker { person, .. }): Caller,
    InIncident(incident): InIncident,
) -> Result<Json<IncidentDetail>, Problem> {
    let summary = sight::incident(&app, &person, incident).await?;
    let reason = sight::may_declare(&summary, &person.profile(), app.now()).err();
    Ok(Json(IncidentDetail {
        row: IncidentView::of(&summary, person.id),
        may_declare: MayDeclare {
            allowed: reason.is_none(),
            reason,
        },
    }))
}

/// Open an incident. Anyone signed in may.
#[utoipa::path(
    post,
    operation_id = "open_incident", path = "/api/incidents",
    request_body = Open,
    responses((status = 201, body = IncidentView), (status = 401, body = Problem), (status = 422, body = Problem)),
    security(("cookie" = []), ("bearer" = []))
)]
pub async fn open(
    State(app): State<Shared>,
    Caller(speaker): Caller,
    Body(open): Body<Open>,
) -> Result<(StatusCode, Json<IncidentView>), Problem> {
    let id = IncidentId::made_by(open.intent, "loggist incident", speaker.person.id.bytes());
    let summary = match opened(&app, &speaker, id).await? {
        Some(summary) => summary,
        None => first_record(&app, &speaker, id, open).await?,
    };
    Ok((
        StatusCode::CREATED,
        Json(IncidentView::of(&summary, speaker.person.id)),
    ))
}

/// The incident that this intent opened before.
async fn opened(app: &App, speaker: &Speaker, id: IncidentId) -> Result<Option<Summary>, Problem> {
    let there = app.store.incident(id).await?;
    match there {
        Some(summary) if summary.header.opened_by == speaker.person.id => Ok(Some(summary)),
        Some(_) => Err(Problem::invalid("Make a new id for this intent.")),
        None => Ok(None),
    }
}

async fn first_record(
    app: &App,
    speaker: &Speaker,
    id: IncidentId,
    open: Open,
) -> Result<Summary, Problem> {
    let now = app.now();
    let year = now.year();
    let number = app.store.next_number(year).await?;
    let Open {
        intent, written_at, ..
    } = open;
    let command = command::Open {
        title: open.title,
        summary: open.summary,
        security: open.security,
        personal_data: open.personal_data,
    };
    let opening = Opening {
        incident: id,
        reference: reference(year, number),
        by: Identity {
            person: speaker.person.id,
            session: speaker.session,
        },
        profile: &speaker.person.profile(),
        intent,
        written_at,
        now,
        seed: app.surroundings.random(),
    };
    let batch = loggist_room::open(&command, opening)
        .map_err(|refusal| Problem::invalid(refusal.reason))?;
    let batch = loggist_store::Batch {
        records: batch.records,
        refused: batch.refused,
        summary: batch.summary,
    };
    match app.store.append(&batch).await {
        Ok(()) => tracing::info!(incident = %id, "an incident was opened"),
        // The same intent came twice at once, and the other one was first.
        Err(AppendError::Conflict) => {}
        Err(AppendError::Revoked(_)) => return Err(Problem::signed_out()),
        Err(error @ (AppendError::Away(_) | AppendError::Unknown(_))) => {
            tracing::error!(%error, "an incident was not opened");
            return Err(Problem::resume());
        }
    }
    opened(app, speaker, id).await?.ok_or_else(Problem::resume)
}
