//! What a request carries, read; what cannot be read is a problem like any other.

use crate::{Problem, app::Shared};
use axum::{
    Json,
    extract::{
        ConnectInfo, FromRequest, FromRequestParts, Path, Request, rejection::JsonRejection,
    },
    http::{StatusCode, request::Parts},
};
use loggist_domain::IncidentId;
use serde::de::DeserializeOwned;
use std::net::{IpAddr, SocketAddr};

/// A JSON body.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Shared> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &Shared) -> Result<Self, Problem> {
        match Json::<T>::from_request(request, app).await {
            Ok(Json(value)) => Ok(Self(value)),
            Err(JsonRejection::JsonDataError(error)) => {
                Err(Problem::invalid(sentence(&error.body_text())))
            }
            Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(Problem::too_large())
            }
            Err(error) => Err(Problem::malformed(sentence(&error.body_text()))),
        }
    }
}

/// What the library says is wrong, as a sentence.
fn sentence(told: &str) -> String {
    format!("{}.", told.trim_end_matches('.'))
}

/// The incident that a path names. A text that is no id names no incident.
pub struct InIncident(pub IncidentId);

impl FromRequestParts<Shared> for InIncident {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Problem> {
        let path = Path::<Vec<(String, String)>>::from_request_parts(parts, app).await;
        let pairs = path.map(|Path(pairs)| pairs).unwrap_or_default();
        let named = pairs.iter().find(|(name, _)| name == "incident");
        let id = named.and_then(|(_, text)| text.parse().ok());
        id.map(Self).ok_or_else(Problem::no_incident)
    }
}

/// The client's address: the peer's, or the one that our proxy names last.
pub struct ClientAddress(pub IpAddr);

impl FromRequestParts<Shared> for ClientAddress {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Problem> {
        let peer = ConnectInfo::<SocketAddr>::from_request_parts(parts, app).await;
        let peer = peer.map_err(|_| Problem::fault())?.0.ip();
        if !app.config.behind_proxy {
            return Ok(Self(peer));
        }
        // A client may send the header too: what our proxy added stands last.
        let named = parts.headers.get_all("x-forwarded-for").iter().next_back();
        let last = named
            .and_then(|value| value.to_str().ok()?.rsplit(',').next())
            .and_then(|text| text.trim().parse().ok());
        Ok(Self(last.unwrap_or(peer)))
    }
}
