//! What is attached to an incident: kept, given back, and run by no browser.

use loggist_domain::{IncidentId, Role};
use loggist_tests::server::{Said, Serving, Who, said};
use reqwest::Method;
use serde_json::json;

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n and so on";

async fn keeps(serving: &Serving, who: &Who, incident: IncidentId, content: &[u8]) -> Said {
    let path = format!("/api/incidents/{incident}/attachments");
    let request = serving.request(Method::POST, &path);
    said(request.bearer_auth(&who.token).body(content.to_vec())).await
}

#[tokio::test]
async fn what_a_member_keeps_the_team_gets_as_a_file_that_nothing_runs() {
    let serving = Serving::start().await;
    let priya = serving.add("Priya", &[Role::IncidentManager], false).await;
    let ravi = serving.add("Ravi", &[Role::Sme], false).await;
    let olu = serving.add("Olu", &[], false).await;
    let incident = serving.declared(&priya, &[&ravi]).await;
    for (content, is) in [
        (PICTURE, "image/png"),
        (b"<svg onload='x()'/>", "application/octet-stream"),
        (
            b"<!doctype html><script>x()</script>",
            "application/octet-stream",
        ),
    ] {
        let kept = keeps(&serving, &ravi, incident, content).await;
        assert_eq!(kept.status, 201, "{}", kept.text);
        let kept = kept.json();
        assert_eq!(
            (&kept["media_type"], &kept["size"]),
            (&json!(is), &json!(content.len()))
        );
        let hash = kept["sha256"].as_str().unwrap();
        let path = format!("/api/incidents/{incident}/attachments/{hash}");
        let read = serving.get(Some(&priya), &path).await;
        assert_eq!(read.status, 200);
        assert_eq!(read.text, String::from_utf8_lossy(content));
        assert_eq!(read.header("content-type"), is);
        assert_eq!(read.header("content-disposition"), "attachment");
        assert_eq!(read.header("x-content-type-options"), "nosniff");
        assert_eq!(
            read.header("content-security-policy"),
            "sandbox; default-src 'none'"
        );
        assert_eq!(read.header("cache-control"), "no-store");
        assert_eq!(serving.get(Some(&olu), &path).await.status, 404);
    }
    serving.stop().await;
}

#[tokio::test]
async fn what_is_too_much_or_nothing_or_by_an_observer_is_not_kept() {
    let serving = Serving::start().await;
    let priya = serving.add("Priya", &[Role::IncidentManager], false).await;
    let sam = serving.add("Sam", &[], false).await;
    let incident = serving.declared(&priya, &[]).await;
    let add = json!({"person": sam.id(), "roles": ["observer"]});
    serving.command(&priya, incident, "add_member", add).await;
    assert_eq!(keeps(&serving, &sam, incident, b"x").await.status, 403);
    assert_eq!(keeps(&serving, &priya, incident, b"").await.status, 422);
    let most = 25 * 1024 * 1024;
    assert_eq!(
        keeps(&serving, &priya, incident, &vec![0; most])
            .await
            .status,
        201
    );
    let over = keeps(&serving, &priya, incident, &vec![0; most + 1]).await;
    assert_eq!(over.status, 413, "{}", over.text);
    serving.stop().await;
}
