//! A real server in this process, spoken to byte by byte: over HTTP and over raw sockets, without the client.

use crate::socket::Socket;
use loggist_domain::{IncidentId, PersonId, Role, Timestamp, Training};
use loggist_identity::{Arranged, NewPerson, RealSurroundings, Surroundings};
use loggist_server::{Server, Settings};
use loggist_store::{Person, Store};
use reqwest::{Method, RequestBuilder, header::HeaderMap};
use serde_json::{Value, json};
use std::{sync::Arc, time::Duration};
use uuid::Uuid;

/// A password that is good.
pub const PASSWORD: &str = "heron ladder cobalt moss";
/// How long a token of these tests is good.
const GOOD_FOR: Duration = Duration::from_hours(24 * 30);

/// A running server with its database in a folder of its own.
pub struct Serving {
    server: Server,
    /// Its database.
    pub store: Arc<dyn Store>,
    /// Its clock.
    pub surroundings: Arc<dyn Surroundings>,
    /// The database's address.
    pub database: String,
    http: reqwest::Client,
    _folder: Option<tempfile::TempDir>,
}

/// A person with a token.
#[derive(Clone, Debug)]
pub struct Who {
    /// Who.
    pub person: Person,
    /// Their bearer token.
    pub token: String,
}

impl Who {
    /// Their id.
    pub fn id(&self) -> PersonId {
        self.person.id
    }
}

/// An answer, read to its end.
#[derive(Clone, Debug)]
pub struct Said {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub text: String,
}

impl Said {
    /// The body as JSON; null when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_default()
    }

    /// A header; blank when it is not there.
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).and_then(|v| v.to_str().ok());
        value.unwrap_or_default()
    }

    /// The cookies that it sets, as they are written.
    pub fn set_cookies(&self) -> Vec<String> {
        let all = self.headers.get_all("set-cookie").iter();
        all.filter_map(|v| v.to_str().ok().map(str::to_owned))
            .collect()
    }

    /// The cookies that it sets, as a browser sends them back.
    pub fn cookies(&self) -> String {
        let all = self.set_cookies();
        let pairs: Vec<&str> = all.iter().filter_map(|c| c.split(';').next()).collect();
        pairs.join("; ")
    }
}

impl Serving {
    /// Starts with the real clock.
    pub async fn start() -> Self {
        Self::with(Settings::default(), Arc::new(RealSurroundings)).await
    }

    /// Starts with a clock that stands still until it is told otherwise.
    pub async fn arranged() -> (Self, Arc<Arranged>) {
        let clock = Arc::new(Arranged::at(Timestamp::from_millis(1_800_000_000_000), 1));
        let serving = Self::with(Settings::default(), Arc::clone(&clock) as _).await;
        (serving, clock)
    }

    /// Starts with these settings, on a free port.
    ///
    /// # Panics
    /// When it does not start: the test cannot go on.
    pub async fn with(settings: Settings, surroundings: Arc<dyn Surroundings>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let database = format!("sqlite:{}", folder.path().join("loggist.db").display());
        let serving = Self::on(&database, settings, surroundings).await;
        Self {
            _folder: Some(folder),
            ..serving
        }
    }

    /// Starts on this database.
    ///
    /// # Panics
    /// When it does not start: the test cannot go on.
    pub async fn on(
        database: &str,
        settings: Settings,
        surroundings: Arc<dyn Surroundings>,
    ) -> Self {
        let (server, store) = serve(&settings, database, &surroundings).await;
        Self {
            server,
            store,
            surroundings,
            database: database.to_owned(),
            http: reqwest::Client::new(),
            _folder: None,
        }
    }

    /// Stops it and starts it again on the same database.
    pub async fn restart(self, settings: Settings) -> Self {
        self.server.stop().await;
        let (server, store) = serve(&settings, &self.database, &self.surroundings).await;
        Self {
            server,
            store,
            ..self
        }
    }

    /// Stops it.
    pub async fn stop(self) {
        self.server.stop().await;
    }

    /// The server itself.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// Its origin.
    pub fn origin(&self) -> String {
        format!("http://{}", self.server.address())
    }

    /// The token of the set-up link.
    pub fn setup_token(&self) -> Option<String> {
        let (_, token) = self.server.setup_link()?.split_once('#')?;
        Some(token.to_owned())
    }

    /// Adds a person, trained for these roles, with a bearer token.
    ///
    /// # Panics
    /// When they cannot be added.
    pub async fn add(&self, name: &str, trained: &[Role], administrator: bool) -> Who {
        let new = NewPerson {
            name: name.to_owned(),
            email: format!("{}@example.org", name.to_lowercase()),
            organisation: "Ministry".into(),
            password: Some(PASSWORD.into()),
            administrator,
            trainings: trained
                .iter()
                .map(|role| Training {
                    role: *role,
                    until: None,
                })
                .collect(),
            on_call_until: Some(Timestamp::from_millis(i64::MAX)),
            guest_of: None,
        };
        let accounts = self.server.accounts();
        let person = accounts.add(new).await.expect("a new person");
        let (token, _) = accounts.bearer(&person, GOOD_FOR).await.expect("a token");
        Who { person, token }
    }

    /// A request to be completed.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http
            .request(method, format!("{}{path}", self.origin()))
    }

    /// Asks as this person, or as nobody.
    pub async fn get(&self, who: Option<&Who>, path: &str) -> Said {
        said(as_who(self.request(Method::GET, path), who)).await
    }

    /// Sends JSON as this person, or as nobody.
    pub async fn post(&self, who: Option<&Who>, path: &str, body: &Value) -> Said {
        said(as_who(self.request(Method::POST, path), who).json(body)).await
    }

    /// Opens an incident as this person.
    ///
    /// # Panics
    /// When it is not opened.
    pub async fn open(&self, who: &Who, title: &str) -> IncidentId {
        let body = json!({"intent": self.surroundings.id(), "title": title, "security": true,
            "personal_data": false, "written_at": self.surroundings.now()});
        let opened = self.post(Some(who), "/api/incidents", &body).await;
        assert_eq!(opened.status, 201, "{}", opened.text);
        let id = opened.json()["id"].as_str().and_then(|id| id.parse().ok());
        id.expect("an id")
    }

    /// Gives a command over HTTP and returns the receipt.
    ///
    /// # Panics
    /// When there is no receipt.
    pub async fn command(
        &self,
        who: &Who,
        incident: IncidentId,
        name: &str,
        command: Value,
    ) -> Value {
        let said = self
            .submit(who, incident, self.surroundings.id(), name, command)
            .await;
        assert_eq!(said.status, 200, "{}", said.text);
        said.json()["receipt"].clone()
    }

    /// Sends an intent over HTTP.
    pub async fn submit(
        &self,
        who: &Who,
        incident: IncidentId,
        intent: Uuid,
        name: &str,
        command: Value,
    ) -> Said {
        let now = self.surroundings.now();
        let body = json!({"intent": intent, "kind": "command", "name": name, "command": command, "epoch": 1,
            "not_after": now.plus(Duration::from_secs(30)), "written_at": now});
        let path = format!("/api/incidents/{incident}/intents");
        self.post(Some(who), &path, &body).await
    }

    /// Opens and declares an incident as its manager, and brings these people in as subject matter experts.
    ///
    /// # Panics
    /// When any of it is refused.
    pub async fn declared(&self, manager: &Who, team: &[&Who]) -> IncidentId {
        let incident = self.open(manager, "Court lists").await;
        let declare = json!({"severity": 1, "category": "other"});
        let receipt = self.command(manager, incident, "declare", declare).await;
        assert_eq!(receipt["outcome"], "recorded", "{receipt}");
        for who in team {
            let add = json!({"person": who.id(), "roles": ["sme"], "reason": "needed"});
            let receipt = self.command(manager, incident, "add_member", add).await;
            assert_eq!(receipt["outcome"], "recorded", "{receipt}");
        }
        incident
    }

    /// Opens a socket as this person, or as nobody.
    pub async fn socket(&self, who: Option<&Who>, incident: &str) -> Socket {
        let token = who.map(|who| who.token.as_str());
        Socket::open(&self.origin(), incident, token).await
    }
}

async fn serve(
    settings: &Settings,
    database: &str,
    surroundings: &Arc<dyn Surroundings>,
) -> (Server, Arc<dyn Store>) {
    let settings = Settings {
        listen: Some(settings.listen.unwrap_or(([127, 0, 0, 1], 0).into())),
        ..settings.clone()
    };
    let config = settings.config().expect("the settings are good");
    let store = loggist_store::open(database)
        .await
        .expect("the database opens");
    let server = Server::start(config, Arc::clone(&store), Arc::clone(surroundings)).await;
    (server.expect("the server starts"), store)
}

fn as_who(request: RequestBuilder, who: Option<&Who>) -> RequestBuilder {
    match who {
        Some(who) => request.bearer_auth(&who.token),
        None => request,
    }
}

/// Sends a request and reads the answer.
///
/// # Panics
/// When there is no answer.
pub async fn said(request: RequestBuilder) -> Said {
    let response = request.send().await.expect("an answer");
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let bytes = response.bytes().await.expect("a body");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Said {
        status,
        headers,
        text,
    }
}
