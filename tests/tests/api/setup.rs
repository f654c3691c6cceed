//! The set-up link: once, by one person.

use loggist_server::Settings;
use loggist_tests::server::{PASSWORD, Serving};
use serde_json::{Value, json};

fn ada(token: &str) -> Value {
    json!({"token": token, "name": "Ada", "email": "ada@example.org", "password": PASSWORD})
}

#[tokio::test]
async fn the_link_makes_one_administrator_and_signs_them_in() {
    let serving = Serving::start().await;
    let token = serving.setup_token().unwrap();
    let needed = serving.get(None, "/api/setup").await;
    assert_eq!(
        needed.json(),
        json!({"needed": true, "demo": false, "organisation": ""})
    );

    let wrong = serving.post(None, "/api/setup", &ada("wrong")).await;
    assert_eq!(
        (wrong.status, wrong.json()["code"].as_str()),
        (403, Some("link_used"))
    );
    let mut short = ada(&token);
    short["password"] = json!("too short");
    let short = serving.post(None, "/api/setup", &short).await;
    assert_eq!(short.status, 422);
    assert!(
        short.json()["detail"]
            .as_str()
            .unwrap()
            .contains("at least 15"),
        "{}",
        short.text
    );

    let made = serving.post(None, "/api/setup", &ada(&token)).await;
    assert_eq!(made.status, 201, "{}", made.text);
    assert_eq!(made.json()["person"]["administrator"], true);
    let cookie = made.cookies();
    let current = serving
        .request(reqwest::Method::GET, "/api/session")
        .header("cookie", cookie);
    assert_eq!(loggist_tests::server::said(current).await.status, 200);

    let again = serving.post(None, "/api/setup", &ada(&token)).await;
    assert_eq!(again.status, 403);
    assert_eq!(
        serving.get(None, "/api/setup").await.json()["needed"],
        false
    );
    let serving = serving.restart(Settings::default()).await;
    assert_eq!(serving.setup_token(), None);
    serving.stop().await;
}

#[tokio::test]
async fn two_who_use_the_link_at_once_get_one_account() {
    let serving = Serving::start().await;
    let token = serving.setup_token().unwrap();
    let mut other = ada(&token);
    other["email"] = json!("other@example.org");
    let ada = ada(&token);
    let (one, two) = tokio::join!(
        serving.post(None, "/api/setup", &ada),
        serving.post(None, "/api/setup", &other)
    );
    let mut both = [one.status, two.status];
    both.sort_unstable();
    assert_eq!(both, [201, 403]);
    assert_eq!(serving.store.people().await.unwrap().len(), 1);
    serving.stop().await;
}

#[tokio::test]
async fn a_new_start_gives_a_new_link_and_spoils_the_old_one() {
    let serving = Serving::start().await;
    let old = serving.setup_token().unwrap();
    let serving = serving.restart(Settings::default()).await;
    assert_eq!(
        serving.post(None, "/api/setup", &ada(&old)).await.status,
        403
    );
    let new = serving.setup_token().unwrap();
    assert_eq!(
        serving.post(None, "/api/setup", &ada(&new)).await.status,
        201
    );
    serving.stop().await;
}
