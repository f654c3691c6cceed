//! Two nodes on one PostgreSQL database, with nothing between them but the ledger.

use loggist_domain::{IncidentId, Role};
use loggist_identity::RealSurroundings;
use loggist_server::Settings;
use loggist_tests::{
    postgres::Database,
    server::{Serving, Who},
    socket::Socket,
};
use serde_json::json;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use uuid::Uuid;

async fn node(database: &Database) -> Serving {
    let surroundings = Arc::new(RealSurroundings);
    Serving::on(&database.address(), Settings::default(), surroundings).await
}

async fn live(serving: &Serving, who: &Who, incident: IncidentId) -> Socket {
    let mut socket = serving.socket(Some(who), &incident.to_string()).await;
    socket.join().await;
    socket
}

#[tokio::test]
async fn what_one_node_records_the_other_shows_and_both_may_write() {
    let database = Database::create().await;
    let (one, two) = (node(&database).await, node(&database).await);
    let priya = one.add("Priya", &[Role::IncidentManager], false).await;
    let incident = one.declared(&priya, &[]).await;
    let mut here = live(&one, &priya, incident).await;
    let mut there = live(&two, &priya, incident).await;
    here.record(2).await;
    there.record(2).await;
    let entry = |text: &str| json!({"kind": "observation", "text": text});
    let now = one.surroundings.now();
    here.submit(Uuid::from_u128(1), "append_entry", entry("Here."), now)
        .await;
    here.record(3).await;
    let begun = Instant::now();
    there.record(3).await;
    assert!(
        begun.elapsed() < Duration::from_secs(5),
        "[W8]: nodes look every two seconds"
    );

    // Both at once: one loses the race for the number, reads, and decides again.
    for round in 0..10_u128 {
        let (left, right) = (Uuid::from_u128(100 + round), Uuid::from_u128(200 + round));
        here.submit(left, "append_entry", entry("Left."), now).await;
        there
            .submit(right, "append_entry", entry("Right."), now)
            .await;
    }
    here.record(23).await;
    there.record(23).await;
    let row = two
        .get(Some(&priya), &format!("/api/incidents/{incident}"))
        .await
        .json();
    assert_eq!(row["entries"], 23);
    one.stop().await;
    two.stop().await;
}

#[tokio::test]
async fn signing_out_at_one_node_closes_the_socket_at_the_other() {
    let database = Database::create().await;
    let (one, two) = (node(&database).await, node(&database).await);
    let priya = one.add("Priya", &[Role::IncidentManager], false).await;
    let incident = one.declared(&priya, &[]).await;
    let mut there = live(&two, &priya, incident).await;
    let out = one
        .request(reqwest::Method::DELETE, "/api/session")
        .bearer_auth(&priya.token);
    assert_eq!(loggist_tests::server::said(out).await.status, 204);
    let entry = json!({"kind": "observation", "text": "Too late."});
    there
        .submit(
            Uuid::from_u128(1),
            "append_entry",
            entry,
            one.surroundings.now(),
        )
        .await;
    let begun = Instant::now();
    assert_eq!(there.bye().await, 4401);
    assert!(begun.elapsed() < Duration::from_secs(10));
    let summary = two.store.incident(incident).await.unwrap().unwrap();
    assert_eq!(
        summary.entries, 2,
        "nothing was recorded after the sign-in had ended"
    );
    one.stop().await;
    two.stop().await;
}
