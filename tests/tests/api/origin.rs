//! Other sites' pages, and the headers that keep our own in bounds.

use loggist_tests::{
    server::{PASSWORD, Serving, said},
    socket::Socket,
};
use reqwest::Method;
use serde_json::json;

async fn cookies(serving: &Serving) -> String {
    serving.add("Priya", &[], false).await;
    let credentials = json!({"email": "priya@example.org", "password": PASSWORD});
    serving
        .post(None, "/api/session", &credentials)
        .await
        .cookies()
}

#[tokio::test]
async fn a_cookie_counts_with_our_own_origin_alone() {
    let serving = Serving::start().await;
    let cookies = cookies(&serving).await;
    let port = serving.server().address().port();
    for (origin, status) in [
        (Some(serving.origin()), 200),
        (Some(format!("http://localhost:{port}")), 200),
        (None, 403),
        (Some("null".into()), 403),
        (Some("https://evil.example".into()), 403),
        (Some(format!("https://127.0.0.1:{port}")), 403),
        (Some(format!("http://127.0.0.1:{port}.evil.example")), 403),
        (
            Some(format!("http://127.0.0.1:{}", port.wrapping_add(1))),
            403,
        ),
    ] {
        let mut request = serving
            .request(Method::POST, "/api/session/ticket")
            .header("cookie", &cookies);
        if let Some(origin) = &origin {
            request = request.header("origin", origin);
        }
        let answer = said(request).await;
        assert_eq!(answer.status, status, "{origin:?}");
        if status == 403 {
            assert_eq!(answer.json()["code"], "origin");
        }
    }
    serving.stop().await;
}

#[tokio::test]
async fn another_sites_page_cannot_sign_anybody_in() {
    let serving = Serving::start().await;
    cookies(&serving).await;
    let credentials = json!({"email": "priya@example.org", "password": PASSWORD});
    let request = serving
        .request(Method::POST, "/api/session")
        .json(&credentials);
    assert_eq!(
        said(request.header("origin", "https://evil.example"))
            .await
            .status,
        403
    );
    serving.stop().await;
}

#[tokio::test]
async fn another_sites_page_cannot_open_a_socket() {
    let serving = Serving::start().await;
    let cookies = cookies(&serving).await;
    let open = async |headers: &[(&'static str, String)]| {
        Socket::with(
            &serving.origin(),
            "0193a1b2-0000-7000-8000-00000000abcd",
            headers,
        )
        .await
        .err()
    };
    let evil = ("origin", "https://evil.example".to_owned());
    assert_eq!(open(std::slice::from_ref(&evil)).await, Some(403));
    assert_eq!(open(&[evil, ("cookie", cookies.clone())]).await, Some(403));
    assert_eq!(open(&[("cookie", cookies.clone())]).await, Some(403));
    assert_eq!(
        open(&[("cookie", cookies), ("origin", serving.origin())]).await,
        None
    );
    assert_eq!(open(&[]).await, None);
    serving.stop().await;
}

#[tokio::test]
async fn every_answer_keeps_pages_in_bounds() {
    let serving = Serving::start().await;
    for path in [
        "/",
        "/api/setup",
        "/api/session",
        "/no/such/page",
        "/no-such-file.js",
        "/healthz",
    ] {
        let answer = serving.get(None, path).await;
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "),
            "{path}"
        );
        assert!(
            policy.ends_with("require-trusted-types-for 'script'"),
            "{policy}"
        );
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{policy}"
        );
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("x-frame-options", "DENY"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), value, "{path}: {name}");
        }
        assert!(!answer.header("cache-control").is_empty(), "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
    }
    serving.stop().await;
}
