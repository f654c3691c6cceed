//! Every route, as nobody, as an outsider, as a member, and as an administrator who is not in the incident.
//!
//! A route of the description without a row here fails, and so does a row without a route.

use loggist_domain::Role;
use loggist_tests::server::{PASSWORD, Said, Serving, Who, said};
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A route, what is sent, and the status for nobody, an outsider, a member, an administrator.
struct Row(&'static str, &'static str, Body, [u16; 4]);

/// What is sent: only whether it gets past the door is looked at here.
#[derive(Clone, Copy)]
enum Body {
    None,
    Empty,
    Intent,
    Items,
    Invite,
    Code,
    Accept,
    Join,
    File,
}

const ROWS: &[Row] = &[
    Row("get", "/api/setup", Body::None, [200; 4]),
    Row("post", "/api/setup", Body::Empty, [422; 4]),
    Row("get", "/api/session", Body::None, [401, 200, 200, 200]),
    Row("post", "/api/session", Body::Empty, [422; 4]),
    // By its cookie alone: see session.rs.
    Row("post", "/api/session/refresh", Body::None, [401; 4]),
    Row(
        "post",
        "/api/session/ticket",
        Body::None,
        [401, 200, 200, 200],
    ),
    // Only a demonstration has people whom anyone may be.
    Row("post", "/api/session/demo", Body::Empty, [422; 4]),
    Row("get", "/api/demo", Body::None, [404; 4]),
    Row("get", "/api/people", Body::None, [401, 200, 200, 200]),
    Row("post", "/api/people", Body::Empty, [401, 403, 403, 422]),
    Row("get", "/api/incidents", Body::None, [401, 200, 200, 200]),
    Row("post", "/api/incidents", Body::Empty, [401, 422, 422, 422]),
    Row(
        "get",
        "/api/incidents/{incident}",
        Body::None,
        [401, 404, 200, 404],
    ),
    Row(
        "post",
        "/api/incidents/{incident}/intents",
        Body::Intent,
        [401, 404, 200, 404],
    ),
    Row(
        "post",
        "/api/incidents/{incident}/invitations",
        Body::Invite,
        [401, 404, 201, 404],
    ),
    Row(
        "post",
        "/api/incidents/{incident}/attachments",
        Body::File,
        [401, 404, 201, 404],
    ),
    // Nothing of this hash is attached: see attachments.rs.
    Row(
        "get",
        "/api/incidents/{incident}/attachments/{sha256}",
        Body::None,
        [401, 404, 404, 404],
    ),
    // A code that opens nothing: see invitations.rs.
    Row("post", "/api/invitations/look", Body::Code, [404; 4]),
    Row(
        "post",
        "/api/invitations/accept",
        Body::Accept,
        [401, 404, 404, 404],
    ),
    Row("post", "/api/invitations/join", Body::Join, [404; 4]),
    // For those who have left: see removal.rs.
    Row(
        "post",
        "/api/incidents/{incident}/surrender",
        Body::Items,
        [401, 404, 404, 404],
    ),
    // What the socket says after the upgrade is below.
    Row(
        "get",
        "/api/incidents/{incident}/live",
        Body::None,
        [426; 4],
    ),
    // There is no snapshot of this number; a member is told so in other words than an outsider.
    Row(
        "get",
        "/api/incidents/{incident}/snapshot",
        Body::None,
        [401, 404, 404, 404],
    ),
    Row(
        "get",
        "/api/incidents/{incident}/tray",
        Body::None,
        [401, 404, 200, 404],
    ),
    Row(
        "delete",
        "/api/incidents/{incident}/tray/{intent}",
        Body::None,
        [401, 404, 404, 404],
    ),
    Row("get", "/api/policy", Body::None, [200; 4]),
    Row("get", "/healthz", Body::None, [200; 4]),
    Row("get", "/readyz", Body::None, [200; 4]),
    // From this machine; from elsewhere see assets.rs.
    Row("get", "/metrics", Body::None, [200; 4]),
    // Last, because it ends the sign-in.
    Row("delete", "/api/session", Body::None, [401, 204, 204, 204]),
];

const NO_INCIDENT: &str = "0193a1b2-0000-7000-8000-00000000abcd";

async fn ask(serving: &Serving, row: &Row, incident: &str, who: Option<&Who>) -> Said {
    let Row(method, path, body, _) = row;
    let path = path
        .replace("{incident}", incident)
        .replace("{intent}", NO_INCIDENT);
    let query = if path.ends_with("/snapshot") {
        "?volume=1&seq=999"
    } else {
        ""
    };
    let method: Method = method.to_uppercase().parse().unwrap();
    let request = serving.request(method, &format!("{path}{query}"));
    let request = match who {
        Some(who) => request.bearer_auth(&who.token),
        None => request,
    };
    let now = serving.surroundings.now();
    let id = serving.surroundings.id();
    said(match body {
        Body::None => request,
        Body::Empty => request.json(&json!({})),
        Body::Items => request.json(&json!({"items": [{"text": "Rang twice."}]})),
        Body::Invite => {
            request.json(&json!({"intent": id, "role": "sme", "minutes": 30, "written_at": now}))
        }
        Body::File => request.body("some words"),
        Body::Code => request.json(&json!({"code": "00000-00000"})),
        Body::Accept => {
            request.json(&json!({"code": "00000-00000", "intent": id, "written_at": now}))
        }
        Body::Join => request.json(
            &json!({"code": "00000-00000", "intent": id, "written_at": now, "name": "Greta",
            "organisation": "Hosting", "email": "greta@example.com", "password": PASSWORD}),
        ),
        Body::Intent => request.json(&json!({"intent": id, "kind": "command",
            "name": "take_command", "command": {"reason": "x"}, "not_after": now, "written_at": now})),
    })
    .await
}

#[tokio::test]
async fn every_route_is_open_to_those_it_is_for() {
    let serving = Serving::start().await;
    let priya = serving.add("Priya", &[Role::IncidentManager], false).await;
    let outsider = serving.add("Olu", &[Role::Deputy], false).await;
    let administrator = serving.add("Ada", &[Role::IncidentManager], true).await;
    let incident = serving.declared(&priya, &[]).await.to_string();
    for row in ROWS {
        let Row(method, path, _, statuses) = row;
        let everyone = [None, Some(&outsider), Some(&priya), Some(&administrator)];
        for (who, status) in everyone.into_iter().zip(statuses) {
            let answer = ask(&serving, row, &incident, who).await;
            let name = who.map_or("nobody", |who| &who.person.name);
            assert_eq!(
                answer.status, *status,
                "{method} {path} as {name}: {}",
                answer.text
            );
            if answer.status >= 400 {
                assert_eq!(
                    answer.header("content-type"),
                    "application/problem+json",
                    "{method} {path}"
                );
            }
        }
    }
    serving.stop().await;
}

#[tokio::test]
async fn an_outsider_is_answered_as_if_there_were_no_incident() {
    let serving = Serving::start().await;
    let priya = serving.add("Priya", &[Role::IncidentManager], false).await;
    let outsider = serving.add("Olu", &[Role::Deputy], false).await;
    let administrator = serving.add("Ada", &[Role::IncidentManager], true).await;
    let incident = serving.declared(&priya, &[]).await.to_string();
    let in_incidents = ROWS
        .iter()
        .filter(|Row(_, path, ..)| path.contains("{incident}"));
    for row in in_incidents {
        for who in [&outsider, &administrator] {
            let there = ask(&serving, row, &incident, Some(who)).await;
            let nowhere = ask(&serving, row, NO_INCIDENT, Some(who)).await;
            let no_id = ask(&serving, row, "no-id", Some(who)).await;
            for other in [nowhere, no_id] {
                assert_eq!(bytes(&there), bytes(&other), "{} {}", row.0, row.1);
            }
        }
    }
    serving.stop().await;
}

/// All that a caller can see but the time.
fn bytes(said: &Said) -> (u16, Vec<(String, Vec<u8>)>, &str) {
    let headers = said.headers.iter().filter(|(name, _)| *name != "date");
    let headers = headers.map(|(name, value)| (name.to_string(), value.as_bytes().to_vec()));
    (said.status, headers.collect(), &said.text)
}

#[tokio::test]
async fn the_socket_tells_outsiders_the_same_as_for_no_incident() {
    let serving = Serving::start().await;
    let priya = serving.add("Priya", &[Role::IncidentManager], false).await;
    let outsider = serving.add("Olu", &[Role::Deputy], false).await;
    let administrator = serving.add("Ada", &[], true).await;
    let incident = serving.declared(&priya, &[]).await.to_string();
    let first = async |who: Option<&Who>, incident: &str| {
        let mut socket = serving.socket(who, incident).await;
        socket.hello(None).await;
        let first = socket.next_bytes().await.unwrap();
        let then = socket.next_bytes().await.unwrap();
        (first, then)
    };
    let nowhere = first(Some(&outsider), NO_INCIDENT).await;
    assert_eq!(first(Some(&outsider), &incident).await, nowhere);
    assert_eq!(first(Some(&administrator), &incident).await, nowhere);
    assert_eq!(first(Some(&outsider), "no-id").await, nowhere);
    let mut nobody = serving.socket(None, &incident).await;
    nobody.hello(None).await;
    assert_eq!(nobody.bye().await, 4401);
    let mut outsider = serving.socket(Some(&outsider), &incident).await;
    outsider.hello(None).await;
    assert_eq!(outsider.bye().await, 4404);
    let mut member = serving.socket(Some(&priya), &incident).await;
    member.hello(None).await;
    assert_eq!(member.welcome().await.member, priya.id());
    serving.stop().await;
}

#[tokio::test]
async fn every_route_of_the_description_has_a_row_and_every_row_a_route() {
    let serving = Serving::start().await;
    let api = serving.get(None, "/api/openapi.json").await.json();
    assert_eq!(
        api,
        serde_json::to_value(loggist_server::openapi()).unwrap()
    );
    let mut described = BTreeSet::new();
    for (path, item) in api["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            described.insert((method.clone(), path.clone()));
        }
    }
    let rows: BTreeSet<(String, String)> = ROWS
        .iter()
        .map(|Row(method, path, ..)| ((*method).to_owned(), (*path).to_owned()))
        .collect();
    assert_eq!(described, rows);
    closed_routes_say_so(&api);
    serving.stop().await;
}

/// A route that answers nobody with 401 must say in the description how callers prove who they are.
fn closed_routes_say_so(api: &Value) {
    for Row(method, path, _, [nobody, ..]) in ROWS {
        let security = &api["paths"][path][method]["security"];
        let by_cookie_of_its_own = *path == "/api/session/refresh";
        if *nobody == 401 && !by_cookie_of_its_own {
            assert!(
                security.is_array(),
                "{method} {path} does not say that it is closed"
            );
        }
    }
}
