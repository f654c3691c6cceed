//! The calls over HTTP.

use crate::{Token, limits::REQUEST_MAX};
use loggist_domain::{
    Category, IncidentId, IntentId, Named, ObjectId, PersonId, Phase, Role, Severity, Timestamp,
    Training,
    command::{Invite, Open},
};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// A server, as one person calls it.
#[derive(Clone, Debug)]
pub struct Api {
    http: reqwest::Client,
    server: String,
    token: Token,
}

/// A call that did not do what it was for.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// The server cannot be reached, or broke off.
    #[error("The server at {server} cannot be reached: {cause}")]
    Away {
        /// Its address.
        server: String,
        /// What the network says.
        cause: reqwest::Error,
    },
    /// The server says why.
    #[error("{title} {detail}")]
    Problem {
        /// The HTTP status.
        status: u16,
        /// For programs.
        code: String,
        /// One sentence.
        title: String,
        /// What to do.
        detail: String,
    },
    /// Not one of ours.
    #[error("{0} does not answer like a Loggist server. Check the address.")]
    Strange(String),
    /// There is no incident of that name to be seen.
    #[error("There is no incident {0}, or you are not in it.")]
    NoIncident(String),
}

/// Who is signed in.
#[derive(Clone, Debug, Deserialize)]
pub struct Session {
    /// Who.
    pub person: PersonRow,
    /// Until when.
    pub expires_at: Timestamp,
}

/// A person with an account.
#[derive(Clone, Debug, Deserialize)]
pub struct PersonRow {
    /// Who.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// For administrators, and the person themself.
    #[serde(default)]
    pub email: Option<String>,
    /// Organisation, perhaps blank.
    pub organisation: String,
    /// Roles trained for.
    pub trainings: Vec<Training>,
}

/// An incident in a list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IncidentRow {
    /// Which.
    pub id: IncidentId,
    /// Its number for people.
    pub reference: String,
    /// One line.
    pub title: String,
    /// Where it stands.
    pub phase: Phase,
    /// 1 to 4; absent until declared.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// Absent until declared.
    #[serde(default)]
    pub category: Option<Category>,
    /// Who commands.
    #[serde(default)]
    pub manager: Option<Named>,
    /// The caller's roles.
    pub my_roles: Vec<Role>,
    /// How many entries are sealed.
    pub entries: u64,
}

#[derive(Deserialize)]
struct Incidents {
    incidents: Vec<IncidentRow>,
}

#[derive(Deserialize)]
struct People {
    people: Vec<PersonRow>,
}

#[derive(Deserialize)]
struct Problem {
    status: u16,
    code: String,
    title: String,
    #[serde(default)]
    detail: String,
}

/// An invitation, and what opens it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Invited {
    /// The invitation.
    pub invitation: ObjectId,
    /// To be read out, or after `/join#` in a link.
    pub code: String,
    /// Good until then.
    pub expires_at: Timestamp,
    /// The number of the log entry that tells of it.
    #[serde(default)]
    pub number: Option<u64>,
}

/// Content that the server keeps.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Kept {
    /// Of the content, in hex.
    pub sha256: String,
    /// Bytes.
    pub size: i64,
    /// What it is, by its first bytes.
    pub media_type: String,
}

#[derive(Serialize)]
struct InviteBody<'a> {
    intent: IntentId,
    written_at: Timestamp,
    #[serde(flatten)]
    invite: &'a Invite,
}

#[derive(Serialize)]
struct OpenBody<'a> {
    intent: IntentId,
    written_at: Timestamp,
    #[serde(flatten)]
    open: &'a Open,
}

impl Api {
    /// The server at this address, such as `https://room.example.org`.
    ///
    /// # Errors
    /// [`ApiError::Strange`] when this machine cannot speak HTTPS.
    pub fn new(server: &str, token: Token) -> Result<Self, ApiError> {
        let http = reqwest::Client::builder().timeout(REQUEST_MAX).build();
        let server = server.trim_end_matches('/').to_owned();
        Ok(Self {
            http: http.map_err(|_| ApiError::Strange(server.clone()))?,
            server,
            token,
        })
    }

    /// The address.
    pub fn server(&self) -> &str {
        &self.server
    }

    /// The token that it calls with.
    pub fn token(&self) -> &Token {
        &self.token
    }

    /// The same server, called with another token.
    #[must_use]
    pub fn with_token(&self, token: Token) -> Self {
        Self {
            token,
            ..self.clone()
        }
    }

    /// Who is signed in with the token.
    ///
    /// # Errors
    /// [`ApiError`]
    pub async fn session(&self) -> Result<Session, ApiError> {
        self.json(self.to(Method::GET, "/api/session")).await
    }

    /// Everyone with an account.
    ///
    /// # Errors
    /// [`ApiError`]
    pub async fn people(&self) -> Result<Vec<PersonRow>, ApiError> {
        let People { people } = self.json(self.to(Method::GET, "/api/people")).await?;
        Ok(people)
    }

    /// The incidents that the person may see.
    ///
    /// # Errors
    /// [`ApiError`]
    pub async fn incidents(&self) -> Result<Vec<IncidentRow>, ApiError> {
        let Incidents { incidents } = self.json(self.to(Method::GET, "/api/incidents")).await?;
        Ok(incidents)
    }

    /// One incident.
    ///
    /// # Errors
    /// [`ApiError`]
    pub async fn incident(&self, id: IncidentId) -> Result<IncidentRow, ApiError> {
        let path = format!("/api/incidents/{id}");
        self.json(self.to(Method::GET, &path)).await
    }

    /// The id of an incident that is named by its id or its reference. An id is taken as it is, without a call.
    ///
    /// # Errors
    /// [`ApiError::NoIncident`]
    pub async fn find(&self, name: &str) -> Result<IncidentId, ApiError> {
        if let Ok(id) = name.to_ascii_lowercase().parse() {
            return Ok(id);
        }
        let incidents = self.incidents().await?;
        let named = incidents
            .iter()
            .find(|row| row.reference.eq_ignore_ascii_case(name));
        named
            .map(|row| row.id)
            .ok_or_else(|| ApiError::NoIncident(name.to_owned()))
    }

    /// Invites people into an incident. What opens the invitation is told this once.
    ///
    /// # Errors
    /// [`ApiError`]
    pub async fn invite(
        &self,
        incident: IncidentId,
        invite: &Invite,
        intent: IntentId,
        written_at: Timestamp,
    ) -> Result<Invited, ApiError> {
        let body = InviteBody {
            intent,
            written_at,
            invite,
        };
        let path = format!("/api/incidents/{incident}/invitations");
        self.json(self.to(Method::POST, &path).json(&body)).await
    }

    /// Keeps some content in an incident, for an attachment to name.
    ///
    /// # Errors
    /// [`ApiError`]
    pub async fn keep(&self, incident: IncidentId, content: Vec<u8>) -> Result<Kept, ApiError> {
        let path = format!("/api/incidents/{incident}/attachments");
        self.json(self.to(Method::POST, &path).body(content)).await
    }

    /// The content of an attachment, by its hash.
    ///
    /// # Errors
    /// [`ApiError`]
    pub async fn content(&self, incident: IncidentId, sha256: &str) -> Result<Vec<u8>, ApiError> {
        let path = format!("/api/incidents/{incident}/attachments/{sha256}");
        let answer = self.send(self.to(Method::GET, &path)).await?;
        let bytes = answer.bytes().await.map_err(|cause| self.away(cause))?;
        Ok(bytes.to_vec())
    }

    /// Opens an incident; the same intent again answers with the same one.
    ///
    /// # Errors
    /// [`ApiError`]
    pub async fn open(
        &self,
        open: &Open,
        intent: IntentId,
        written_at: Timestamp,
    ) -> Result<IncidentRow, ApiError> {
        let body = OpenBody {
            intent,
            written_at,
            open,
        };
        self.json(self.to(Method::POST, "/api/incidents").json(&body))
            .await
    }

    /// A saved document.
    ///
    /// # Errors
    /// [`ApiError`]
    pub async fn snapshot(
        &self,
        incident: IncidentId,
        volume: u64,
        seq: u64,
    ) -> Result<Vec<u8>, ApiError> {
        let path = format!("/api/incidents/{incident}/snapshot?volume={volume}&seq={seq}");
        let answer = self.send(self.to(Method::GET, &path)).await?;
        let bytes = answer.bytes().await.map_err(|cause| self.away(cause))?;
        Ok(bytes.to_vec())
    }

    /// The server's figures, as Prometheus reads them.
    ///
    /// # Errors
    /// [`ApiError`]
    pub async fn metrics(&self) -> Result<String, ApiError> {
        let answer = self.send(self.to(Method::GET, "/metrics")).await?;
        answer.text().await.map_err(|cause| self.away(cause))
    }

    fn to(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.server));
        request.bearer_auth(self.token.reveal())
    }

    async fn json<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, ApiError> {
        let answer = self.send(request).await?;
        let bytes = answer.bytes().await.map_err(|cause| self.away(cause))?;
        serde_json::from_slice(&bytes).map_err(|_| self.strange())
    }

    async fn send(&self, request: RequestBuilder) -> Result<reqwest::Response, ApiError> {
        let answer = request.send().await.map_err(|cause| self.away(cause))?;
        if answer.status().is_success() {
            return Ok(answer);
        }
        let status = answer.status();
        let bytes = answer.bytes().await.map_err(|cause| self.away(cause))?;
        Err(match serde_json::from_slice(&bytes) {
            Ok(Problem {
                status,
                code,
                title,
                detail,
            }) => ApiError::Problem {
                status,
                code,
                title,
                detail,
            },
            Err(_) => self.unexplained(status),
        })
    }

    fn unexplained(&self, status: StatusCode) -> ApiError {
        if status.is_server_error() {
            // A proxy before the server says so while the server is away.
            return ApiError::Problem {
                status: status.as_u16(),
                code: "away".into(),
                title: format!("The server at {} does not answer now.", self.server),
                detail: "Try again in a moment.".into(),
            };
        }
        self.strange()
    }

    fn away(&self, cause: reqwest::Error) -> ApiError {
        ApiError::Away {
            server: self.server.clone(),
            cause,
        }
    }

    fn strange(&self) -> ApiError {
        ApiError::Strange(self.server.clone())
    }
}

impl ApiError {
    /// Whether the same call may do later.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Away { .. } => true,
            Self::Problem { status, .. } => *status >= 500 || *status == 429,
            Self::Strange(_) | Self::NoIncident(_) => false,
        }
    }
}
