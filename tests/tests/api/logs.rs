//! Nothing that people write is in the log, however much is logged.

use loggist_domain::Role;
use loggist_tests::server::{PASSWORD, Serving};
use serde_json::json;
use std::{
    io::Write,
    sync::{Arc, Mutex, OnceLock},
};
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};
use uuid::Uuid;

/// Everything logged by this process.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

fn log() -> Log {
    static LOG: OnceLock<Log> = OnceLock::new();
    let log = LOG.get_or_init(|| {
        let log = Log::default();
        let everything =
            EnvFilter::new("trace,hyper_util=info,mio=info,tungstenite=info,reqwest=info");
        tracing_subscriber::fmt()
            .json()
            .with_env_filter(everything)
            .with_writer(log.clone())
            .init();
        log
    });
    log.clone()
}

#[tokio::test]
async fn what_people_write_is_in_no_line() {
    let log = log();
    let serving = Serving::start().await;
    let priya = serving
        .add("Canaryname", &[Role::IncidentManager], false)
        .await;
    let incident = serving.open(&priya, "canary-title").await;
    let declare = json!({"severity": 1, "category": "other", "codename": "canary-codename", "reason": "canary-reason"});
    serving.command(&priya, incident, "declare", declare).await;
    let entry = json!({"kind": "observation", "text": "canary-text", "said_by": "canary-voice"});
    serving
        .command(&priya, incident, "append_entry", entry.clone())
        .await;
    let mut socket = serving.socket(Some(&priya), &incident.to_string()).await;
    socket.hello(None).await;
    socket.record(3).await;
    socket
        .submit(
            Uuid::from_u128(7),
            "append_entry",
            entry,
            serving.surroundings.now(),
        )
        .await;
    socket.record(4).await;
    let refused = json!({"kind": "system", "text": "canary-refused"});
    serving
        .command(&priya, incident, "append_entry", refused)
        .await;
    let malformed = json!({"odd": "canary-malformed"});
    serving
        .command(&priya, incident, "append_entry", malformed.clone())
        .await;
    serving
        .post(Some(&priya), "/api/incidents", &malformed)
        .await;
    serving
        .get(Some(&priya), "/api/incidents/canary-path")
        .await;
    serving.get(None, "/canary-path?canary-query=1").await;
    let invite = json!({"intent": serving.surroundings.id(), "role": "sme", "minutes": 30, "outside": true,
        "written_at": serving.surroundings.now()});
    let path = format!("/api/incidents/{incident}/invitations");
    let made = serving.post(Some(&priya), &path, &invite).await.json();
    let code = made["code"].as_str().unwrap().to_lowercase();
    let join = json!({"code": code, "intent": serving.surroundings.id(), "written_at": serving.surroundings.now(),
        "name": "Canaryguest", "organisation": "canary-guests", "email": "canary@example.com", "password": PASSWORD});
    let joined = serving.post(None, "/api/invitations/join", &join).await;
    assert_eq!(joined.status, 201, "{}", joined.text);
    let credentials = json!({"email": "canary-email@example.org", "password": "canary-password"});
    serving.post(None, "/api/session", &credentials).await;
    let credentials = json!({"email": "canaryname@example.org", "password": PASSWORD});
    serving.post(None, "/api/session", &credentials).await;
    serving.stop().await;

    let lines = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(lines.lines().count() > 20, "the log was listened to");
    assert!(lines.contains("a room is live"));
    let found: Vec<&str> = lines
        .lines()
        .filter(|line| {
            let line = line.to_lowercase();
            line.contains("canary")
                || line.contains(PASSWORD)
                || line.contains(&code)
                || line.contains(&priya.token.to_lowercase())
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
