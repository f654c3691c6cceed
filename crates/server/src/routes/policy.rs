//! The rules for edits, as data.

use axum::Json;
use loggist_domain::policy;

/// The policy table: who may do what to which field.
#[utoipa::path(get, operation_id = "read_policy", path = "/api/policy", responses((status = 200, body = serde_json::Value)))]
pub async fn policy() -> Json<serde_json::Value> {
    Json(policy::exported())
}
