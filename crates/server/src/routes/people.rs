//! People with an account.

use crate::{
    Problem,
    app::Shared,
    body::Body,
    caller::{Administrator, Caller},
    views::{PersonView, TrainingView},
};
use axum::{Json, extract::State, http::StatusCode};
use loggist_domain::{PersonId, Timestamp};
use loggist_identity::NewPerson;
use loggist_store::Person;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// Everyone.
#[derive(Serialize, ToSchema)]
pub struct PeopleView {
    /// By name.
    people: Vec<PersonView>,
}

/// A person to be added.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Add {
    /// Name.
    name: String,
    /// Email address.
    email: String,
    /// Organisation.
    #[serde(default)]
    organisation: String,
    /// At least 15 characters.
    #[serde(default)]
    password: Option<String>,
    /// May add people.
    #[serde(default)]
    administrator: bool,
    /// Roles trained for.
    #[serde(default)]
    trainings: Vec<TrainingView>,
    /// On call as incident manager until then.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    on_call_until: Option<Timestamp>,
}

/// Everyone with an account, for choosing whom to bring in. A guest of an incident sees its team alone, and is seen by its
/// team and by administrators alone (GEN-07).
#[utoipa::path(
    get,
    operation_id = "list_people", path = "/api/people",
    responses((status = 200, body = PeopleView), (status = 401, body = Problem)),
    security(("cookie" = []), ("bearer" = []))
)]
pub async fn list(
    State(app): State<Shared>,
    Caller(speaker): Caller,
) -> Result<Json<PeopleView>, Problem> {
    let people = app.store.people().await?;
    let viewer = &speaker.person;
    let incidents = app.store.incidents(viewer.id, false).await?;
    let teams: BTreeSet<PersonId> = incidents
        .iter()
        .flat_map(|summary| summary.members.keys().copied())
        .collect();
    let is_seen = |person: &&Person| {
        let are_insiders = person.guest_of.is_none() && viewer.guest_of.is_none();
        let know_them = viewer.administrator || viewer.id == person.id;
        are_insiders || know_them || teams.contains(&person.id)
    };
    let seen = people
        .iter()
        .filter(is_seen)
        .map(|person| PersonView::of(person, &speaker.person));
    Ok(Json(PeopleView {
        people: seen.collect(),
    }))
}

/// Add a person. For administrators.
#[utoipa::path(
    post,
    operation_id = "add_person", path = "/api/people",
    request_body = Add,
    responses(
        (status = 201, body = PersonView),
        (status = 401, body = Problem),
        (status = 403, body = Problem),
        (status = 409, description = "The email address is taken", body = Problem),
        (status = 422, body = Problem),
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub async fn add(
    State(app): State<Shared>,
    Administrator(speaker): Administrator,
    Body(add): Body<Add>,
) -> Result<(StatusCode, Json<PersonView>), Problem> {
    let new = NewPerson {
        name: add.name,
        email: add.email,
        organisation: add.organisation,
        password: add.password,
        administrator: add.administrator,
        trainings: add.trainings.into_iter().map(Into::into).collect(),
        on_call_until: add.on_call_until,
        guest_of: None,
    };
    let person = app.accounts.add(new).await?;
    tracing::info!(person = %person.id, by = %speaker.person.id, "a person was added");
    app.people.read().await?;
    Ok((
        StatusCode::CREATED,
        Json(PersonView::of(&person, &speaker.person)),
    ))
}
