//! An intent over HTTP: for bots, the command line, and whoever holds no replica.

use crate::{
    Problem,
    app::{App, Shared},
    body::{Body, InIncident},
    caller::Caller,
    limits::CALL_WITHIN,
    sight,
};
use axum::{Json, extract::State};
use loggist_domain::{
    IncidentId, IntentId, Timestamp,
    command::{self, Command, Given},
    limits::COMMAND_GOOD_FOR,
};
use loggist_identity::Speaker;
use loggist_room::{
    CallId, Identity,
    frames::{Receipt, Submit, SubmitKind},
};
use serde::{Deserialize, Serialize};
use tokio::time::timeout;
use utoipa::ToSchema;

/// What is sent. The same intent may be sent again: it is recorded once, and gets the same receipt.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// Its id, made by the caller.
    #[schema(value_type = String)]
    intent: IntentId,
    /// `command`. Edits need a replica: connect to the live socket.
    kind: Kind,
    /// The command's name.
    name: String,
    /// The command's fields.
    #[serde(default)]
    command: Option<serde_json::Value>,
    /// An edit, which is not taken here.
    #[serde(default)]
    edit: Option<serde_json::Value>,
    /// The command epoch that the caller saw.
    #[serde(default)]
    epoch: Option<u64>,
    /// Good until then, in server time.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    not_after: Option<Timestamp>,
    /// The caller's clock.
    #[schema(value_type = String, format = DateTime)]
    written_at: Timestamp,
}

/// What an intent is.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A command.
    Command,
    /// An edit.
    Edit,
}

/// What became of an intent.
#[derive(Serialize, ToSchema)]
pub struct Answered {
    /// The receipt: `intent`, `outcome`, and what belongs to the outcome.
    #[schema(value_type = ReceiptView)]
    receipt: Receipt,
}

/// A receipt.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it describes what the room's own type writes")]
struct ReceiptView {
    /// Which intent.
    intent: String,
    /// `recorded` or `refused`.
    outcome: String,
    /// Recorded: the record.
    seq: Option<u64>,
    /// Recorded: server clock.
    received_at: Option<String>,
    /// Recorded: the record's hash, in hex.
    hash: Option<String>,
    /// Recorded: the number of the entry it sealed.
    number: Option<u64>,
    /// Refused: for programs.
    code: Option<String>,
    /// Refused: for the person.
    reason: Option<String>,
}

/// Give a command. The status speaks of the request, the receipt of the intent.
#[utoipa::path(
    post,
    operation_id = "submit_intent", path = "/api/incidents/{incident}/intents",
    params(("incident" = String, Path, description = "The incident's id")),
    request_body = Call,
    responses(
        (status = 200, body = Answered),
        (status = 401, body = Problem),
        (status = 404, body = Problem),
        (status = 422, body = Problem),
        (status = 503, description = "Nothing was recorded, or it is not known: send the same intent again", body = Problem),
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub async fn submit(
    State(app): State<Shared>,
    Caller(speaker): Caller,
    InIncident(incident): InIncident,
    Body(call): Body<Call>,
) -> Result<Json<Answered>, Problem> {
    sight::incident(&app, &speaker.person, incident).await?;
    if call.kind == Kind::Edit || call.edit.is_some() {
        return Err(Problem::invalid(
            "Edits are not taken here. Connect to the live socket, or give a command: append_entry writes an entry without a draft.",
        ));
    }
    if command::has_own_route(&call.name) {
        return Err(Problem::invalid(
            "This is asked for at an address of its own. The description of the interface is at /api/openapi.json.",
        ));
    }
    let submit = Submit {
        intent: call.intent,
        kind: SubmitKind::Command,
        name: call.name,
        change: None,
        command: call.command,
        epoch: call.epoch,
        not_after: call.not_after,
        written_at: call.written_at,
    };
    let receipt = self::call(&app, &speaker, incident, submit).await?;
    Ok(Json(Answered { receipt }))
}

/// Has a room decide a command that the server makes of a request now, and waits for the receipt.
pub(super) async fn give(
    app: &App,
    speaker: &Speaker,
    incident: IncidentId,
    (intent, written_at): (IntentId, Timestamp),
    command: Command,
) -> Result<Receipt, Problem> {
    let given = Given::from(command);
    let submit = Submit {
        intent,
        kind: SubmitKind::Command,
        name: given.command.name().into(),
        change: None,
        command: Some(given.fields()),
        epoch: None,
        not_after: Some(app.now().plus(COMMAND_GOOD_FOR)),
        written_at,
    };
    call(app, speaker, incident, submit).await
}

/// Has a room decide an intent of somebody who has no replica, and waits for the receipt.
pub(super) async fn call(
    app: &App,
    speaker: &Speaker,
    incident: IncidentId,
    submit: Submit,
) -> Result<Receipt, Problem> {
    app.know(&speaker.person).await?;
    let who = Identity {
        person: speaker.person.id,
        session: speaker.session,
    };
    let number = CallId(app.rooms.number());
    let answered = timeout(CALL_WITHIN, async {
        let door = app.rooms.door(incident).await?;
        Ok::<_, Problem>(door.call(number, who, submit).await?)
    });
    answered.await.map_err(|_| Problem::resume())?
}
