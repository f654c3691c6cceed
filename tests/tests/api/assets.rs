//! What stands beside the interface: pages, health, problems.

use loggist_tests::server::{Serving, said};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn routes_of_the_app_get_its_page_and_routes_of_the_interface_a_problem() {
    let serving = Serving::start().await;
    for path in [
        "/",
        "/incidents/0193a1b2-0000-7000-8000-00000000abcd",
        "/setup",
    ] {
        let page = serving.get(None, path).await;
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(
            page.header("content-type"),
            "text/html; charset=utf-8",
            "{path}"
        );
        assert_eq!(page.header("cache-control"), "no-cache", "{path}");
    }
    for path in [
        "/api/nothing",
        "/api/",
        "/assets/nothing.js",
        "/robots.txt",
        "/..%2f..%2fetc/passwd.txt",
    ] {
        let nothing = serving.get(None, path).await;
        assert_eq!(nothing.status, 404, "{path}");
        assert_eq!(
            nothing.header("content-type"),
            "application/problem+json",
            "{path}"
        );
    }
    serving.stop().await;
}

#[tokio::test]
async fn every_error_is_a_problem_that_says_what_to_do() {
    let serving = Serving::start().await;
    let admin = serving.add("Ada", &[], true).await;
    let post = |path: &str| {
        serving
            .request(Method::POST, path)
            .bearer_auth(&admin.token)
    };
    let large = "x".repeat(2 * 1024 * 1024);
    for (request, status, code) in [
        (serving.request(Method::PUT, "/api/session"), 405, "method"),
        (
            serving.request(Method::GET, "/api/session"),
            401,
            "signed_out",
        ),
        (post("/api/people").body("{}"), 400, "malformed"),
        (
            post("/api/people").json(&json!({"name": 1})),
            422,
            "invalid",
        ),
        (
            post("/api/people").json(&json!({"name": "A", "email": "a@b", "odd": 1})),
            422,
            "invalid",
        ),
        (
            post("/api/people")
                .header("content-type", "application/json")
                .body("{"),
            400,
            "malformed",
        ),
        (
            post("/api/people").json(&json!({"name": large})),
            413,
            "too_large",
        ),
        (serving.request(Method::GET, "/api/demo"), 404, "not_found"),
        (
            serving
                .request(Method::GET, "/api/incidents/x")
                .bearer_auth(&admin.token),
            404,
            "not_found",
        ),
        (
            serving.request(Method::GET, "/api/incidents/x/live"),
            426,
            "upgrade_required",
        ),
    ] {
        let answer = said(request).await;
        assert_eq!(
            (answer.status, answer.json()["code"].as_str()),
            (status, Some(code)),
            "{}",
            answer.text
        );
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(answer.json()["status"], status);
        for text in ["title", "detail"] {
            let text = answer.json()[text].as_str().unwrap().to_owned();
            assert!(text.ends_with('.') && !text.contains('!'), "{text}");
        }
    }
    serving.stop().await;
}

#[tokio::test]
async fn those_who_run_it_can_ask_how_it_is() {
    let serving = Serving::start().await;
    assert_eq!(serving.get(None, "/healthz").await.text, "ok\n");
    assert_eq!(serving.get(None, "/readyz").await.text, "ready\n");
    let metrics = serving.get(None, "/metrics").await;
    assert!(
        metrics.text.contains("\nloggist_rooms "),
        "{}",
        metrics.text
    );
    let elsewhere = serving
        .request(Method::GET, "/metrics")
        .header("x-forwarded-for", "192.0.2.1");
    assert_eq!(
        said(elsewhere).await.status,
        401,
        "a proxy's word is not this machine's"
    );
    serving.stop().await;
}
