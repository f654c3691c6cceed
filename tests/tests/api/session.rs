//! Signing in, staying signed in, signing out.

use loggist_identity::limits::{ACCESS_FOR, REFRESH_REPEAT_FOR, SESSION_FOR, TICKET_FOR};
use loggist_server::Settings;
use loggist_tests::{
    server::{PASSWORD, Said, Serving, said},
    socket::Socket,
};
use reqwest::Method;
use serde_json::{Value, json};
use std::{sync::Arc, time::Duration};

fn credentials(email: &str) -> Value {
    json!({"email": email, "password": PASSWORD})
}

async fn with_cookies(serving: &Serving, method: Method, path: &str, cookies: &str) -> Said {
    let request = serving.request(method, path).header("cookie", cookies);
    said(request.header("origin", serving.origin())).await
}

#[tokio::test]
async fn a_person_signs_in_and_out_by_cookie() {
    let serving = Serving::start().await;
    serving.add("Priya", &[], false).await;
    let signed_in = serving
        .post(None, "/api/session", &credentials("Priya@example.org"))
        .await;
    assert_eq!(signed_in.status, 200, "{}", signed_in.text);
    assert_eq!(signed_in.json()["person"]["name"], "Priya");
    assert_eq!(signed_in.header("cache-control"), "no-store");
    for cookie in signed_in.set_cookies() {
        assert!(cookie.contains("; HttpOnly; SameSite=Strict; "), "{cookie}");
        assert!(
            !cookie.contains("Secure") && !cookie.starts_with("__"),
            "{cookie}"
        );
    }
    let cookies = signed_in.cookies();
    let current = with_cookies(&serving, Method::GET, "/api/session", &cookies).await;
    assert_eq!(current.json()["person"], signed_in.json()["person"]);
    assert_eq!(current.json()["expires_at"], signed_in.json()["expires_at"]);

    let out = with_cookies(&serving, Method::DELETE, "/api/session", &cookies).await;
    assert_eq!(out.status, 204);
    assert!(
        out.set_cookies()
            .iter()
            .all(|cookie| cookie.ends_with("Max-Age=0"))
    );
    for (method, path) in [
        (Method::GET, "/api/session"),
        (Method::POST, "/api/session/refresh"),
    ] {
        let after = with_cookies(&serving, method, path, &cookies).await;
        assert_eq!(
            (after.status, after.json()["code"].as_str()),
            (401, Some("signed_out"))
        );
    }
    serving.stop().await;
}

#[tokio::test]
async fn https_gives_the_cookies_their_prefixes_and_browsers_the_order_to_stay() {
    let settings = Settings {
        origins: Some(vec!["https://loggist.example.org".into()]),
        ..Settings::default()
    };
    let serving = Serving::with(settings, Arc::new(loggist_identity::RealSurroundings)).await;
    serving.add("Priya", &[], false).await;
    let signed_in = serving
        .post(None, "/api/session", &credentials("priya@example.org"))
        .await;
    let [access, refresh] = &signed_in.set_cookies()[..] else {
        panic!("{:?}", signed_in.headers)
    };
    assert!(access.starts_with("__Host-loggist_access=") && access.contains("; Secure; Path=/; "));
    assert!(refresh.starts_with("__Secure-loggist_refresh="));
    assert!(refresh.contains("; Secure; Path=/api/session; "));
    assert!(
        signed_in
            .header("strict-transport-security")
            .starts_with("max-age=")
    );
    serving.stop().await;
}

#[tokio::test]
async fn wrong_and_unknown_are_the_same_bytes_and_many_are_slowed() {
    let serving = Serving::start().await;
    serving.add("Priya", &[], false).await;
    let wrong = json!({"email": "priya@example.org", "password": "heron ladder cobalt mess"});
    let wrong_one = serving.post(None, "/api/session", &wrong).await;
    let unknown = serving
        .post(None, "/api/session", &credentials("nobody@example.org"))
        .await;
    assert_eq!((wrong_one.status, &wrong_one.text), (401, &unknown.text));
    assert_eq!(unknown.status, 401);
    let mut last = wrong_one;
    for _ in 0..5 {
        last = serving.post(None, "/api/session", &wrong).await;
    }
    assert_eq!(
        (last.status, last.json()["code"].as_str()),
        (429, Some("too_often"))
    );
    assert!(last.header("retry-after").parse::<u64>().unwrap() > 0);
    let right = serving
        .post(None, "/api/session", &credentials("priya@example.org"))
        .await;
    assert_eq!(right.status, 429, "slowed is slowed, whatever the password");
    serving.stop().await;
}

#[tokio::test]
async fn tokens_end_and_are_refreshed_until_the_session_ends() {
    let (serving, clock) = Serving::arranged().await;
    serving.add("Priya", &[], false).await;
    let first = serving
        .post(None, "/api/session", &credentials("priya@example.org"))
        .await
        .cookies();
    clock.pass(ACCESS_FOR);
    let ended = with_cookies(&serving, Method::GET, "/api/session", &first).await;
    assert_eq!(ended.status, 401);
    let second = with_cookies(&serving, Method::POST, "/api/session/refresh", &first).await;
    assert_eq!(second.status, 200, "{}", second.text);
    let second = second.cookies();
    assert_eq!(
        with_cookies(&serving, Method::GET, "/api/session", &second)
            .await
            .status,
        200
    );
    clock.pass(SESSION_FOR);
    let late = with_cookies(&serving, Method::POST, "/api/session/refresh", &second).await;
    assert_eq!(late.status, 401);
    assert!(
        late.set_cookies()
            .iter()
            .all(|cookie| cookie.ends_with("Max-Age=0"))
    );
    serving.stop().await;
}

#[tokio::test]
async fn a_refresh_token_used_twice_ends_the_session_and_its_sockets() {
    let (serving, clock) = Serving::arranged().await;
    let priya = serving.add("Priya", &[], false).await;
    let incident = serving.open(&priya, "Court lists").await;
    let first = serving
        .post(None, "/api/session", &credentials("priya@example.org"))
        .await
        .cookies();
    let (one, two) = tokio::join!(
        with_cookies(&serving, Method::POST, "/api/session/refresh", &first),
        with_cookies(&serving, Method::POST, "/api/session/refresh", &first)
    );
    assert_eq!(
        (one.status, two.status),
        (200, 200),
        "two tabs may use one token at once"
    );
    let headers = [("cookie", one.cookies()), ("origin", serving.origin())];
    let socket = Socket::with(&serving.origin(), &incident.to_string(), &headers).await;
    let mut socket = socket.unwrap();
    socket.hello(None).await;
    socket.welcome().await;

    // Half of the time twice, and a word between: a room closes who is silent for longer than that.
    clock.pass(REFRESH_REPEAT_FOR / 2);
    socket.hello(None).await;
    socket.welcome().await;
    clock.pass(REFRESH_REPEAT_FOR / 2);
    let thief = with_cookies(&serving, Method::POST, "/api/session/refresh", &first).await;
    assert_eq!(thief.status, 401);
    assert_eq!(socket.bye().await, 4401);
    let after = with_cookies(&serving, Method::GET, "/api/session", &one.cookies()).await;
    assert_eq!(after.status, 401);
    serving.stop().await;
}

#[tokio::test]
async fn a_bearer_token_speaks_without_an_origin_and_ends_with_its_session() {
    let serving = Serving::start().await;
    let priya = serving.add("Priya", &[], false).await;
    let ticket = serving
        .post(Some(&priya), "/api/session/ticket", &json!(null))
        .await;
    assert_eq!(ticket.status, 200);
    let wrong = serving
        .request(Method::GET, "/api/session")
        .bearer_auth("a.b.c");
    let wrong = said(wrong).await;
    assert_eq!(wrong.status, 401);
    assert_eq!(wrong.header("www-authenticate"), "Bearer");
    let out = said(
        serving
            .request(Method::DELETE, "/api/session")
            .bearer_auth(&priya.token),
    );
    assert_eq!(out.await.status, 204);
    assert_eq!(serving.get(Some(&priya), "/api/session").await.status, 401);
    serving.stop().await;
}

#[tokio::test]
async fn a_ticket_opens_one_socket_for_half_a_minute() {
    let (serving, clock) = Serving::arranged().await;
    let priya = serving.add("Priya", &[], false).await;
    let incident = serving.open(&priya, "Court lists").await.to_string();
    let issue = async || {
        let said = serving
            .post(Some(&priya), "/api/session/ticket", &json!(null))
            .await;
        said.json()["ticket"].as_str().unwrap().to_owned()
    };
    let ticket = issue().await;
    let mut socket = serving.socket(None, &incident).await;
    socket.hello(Some(ticket.clone())).await;
    assert_eq!(socket.welcome().await.member, priya.id());

    let mut again = serving.socket(None, &incident).await;
    again.hello(Some(ticket)).await;
    assert_eq!(again.bye().await, 4401);

    let late = issue().await;
    clock.pass(TICKET_FOR);
    let mut socket = serving.socket(None, &incident).await;
    socket.hello(Some(late)).await;
    assert_eq!(socket.bye().await, 4401);

    clock.pass(Duration::from_secs(1));
    let fresh = issue().await;
    let mut socket = serving.socket(Some(&priya), &incident).await;
    socket.hello(Some("no ticket".into())).await;
    assert_eq!(
        socket.bye().await,
        4401,
        "a bad ticket is not made good by a token"
    );
    let mut socket = serving.socket(None, &incident).await;
    socket.hello(Some(fresh)).await;
    socket.welcome().await;
    serving.stop().await;
}
