//! What happens to one room, and not to the others.

use loggist_domain::{IncidentId, Role};
use loggist_tests::{
    server::{Serving, Who},
    socket::Socket,
};
use serde_json::json;
use sqlx::{Connection as _, SqliteConnection};
use std::time::{Duration, Instant};
use uuid::Uuid;

async fn live(serving: &Serving, who: &Who, incident: IncidentId, seq: u64) -> Socket {
    let mut socket = serving.socket(Some(who), &incident.to_string()).await;
    socket.hello(None).await;
    socket.welcome().await;
    socket.record(seq).await;
    socket
}

/// Another hand in the database.
async fn database(serving: &Serving) -> SqliteConnection {
    SqliteConnection::connect(&serving.database).await.unwrap()
}

/// A record that no build can apply: the room reads it when its next append finds the number taken, and panics.
#[tokio::test]
async fn a_room_that_panics_is_built_anew_and_no_other_notices() {
    let serving = Serving::start().await;
    let priya = serving.add("Priya", &[Role::IncidentManager], false).await;
    let broken = serving.declared(&priya, &[]).await;
    let sound = serving.declared(&priya, &[]).await;
    let mut in_broken = live(&serving, &priya, broken, 2).await;
    let mut in_sound = live(&serving, &priya, sound, 2).await;
    let mut other_hand = database(&serving).await;
    let columns: Vec<(String,)> =
        sqlx::query_as("select name from pragma_table_info('records') order by cid")
            .fetch_all(&mut other_hand)
            .await
            .unwrap();
    let columns: Vec<String> = columns.into_iter().map(|(name,)| name).collect();
    let values: Vec<String> = columns
        .iter()
        .map(|name| match name.as_str() {
            "seq" => "seq + 1".into(),
            "intent" | "change_hash" => "null".into(),
            other => other.to_owned(),
        })
        .collect();
    let insert = format!(
        "insert into records ({}) select {} from records where incident = $1 and seq = 2",
        columns.join(", "),
        values.join(", ")
    );
    let inserted = sqlx::query(sqlx::AssertSqlSafe(insert))
        .bind(broken.to_string())
        .execute(&mut other_hand);
    assert_eq!(inserted.await.unwrap().rows_affected(), 1);

    let entry = json!({"kind": "observation", "text": "The export ran twice."});
    in_broken
        .submit(
            Uuid::from_u128(7),
            "append_entry",
            entry.clone(),
            serving.surroundings.now(),
        )
        .await;
    let code = in_broken.bye().await;
    assert!([1012, 4503].contains(&code), "{code}");
    in_sound
        .submit(
            Uuid::from_u128(7),
            "append_entry",
            entry.clone(),
            serving.surroundings.now(),
        )
        .await;
    in_sound.record(3).await;

    let mut again = serving.socket(Some(&priya), &broken.to_string()).await;
    again.hello(None).await;
    assert_eq!(again.bye().await, 4503, "the ledger does not make a room");
    let delete =
        sqlx::query("delete from records where incident = $1 and seq = 3").bind(broken.to_string());
    delete.execute(&mut other_hand).await.unwrap();
    let mut again = live(&serving, &priya, broken, 2).await;
    again
        .submit(
            Uuid::from_u128(7),
            "append_entry",
            entry,
            serving.surroundings.now(),
        )
        .await;
    again.record(3).await;
    serving.stop().await;
}

#[tokio::test]
async fn a_snapshot_that_does_not_load_is_passed_over() {
    let serving = Serving::start().await;
    let priya = serving.add("Priya", &[Role::IncidentManager], false).await;
    let incident = serving.declared(&priya, &[]).await;
    let mut socket = live(&serving, &priya, incident, 2).await;
    let mut other_hand = database(&serving).await;
    drop(socket);
    let serving = serving.restart(loggist_server::Settings::default()).await;
    let spoil = sqlx::query("update snapshots set bytes = x'0102' where incident = $1")
        .bind(incident.to_string());
    assert!(
        spoil
            .execute(&mut other_hand)
            .await
            .unwrap()
            .rows_affected()
            > 0
    );
    // Replayed from the first record: every record is at hand for a new reader.
    socket = live(&serving, &priya, incident, 2).await;
    let entry = json!({"kind": "observation", "text": "The export ran twice."});
    socket
        .submit(
            Uuid::from_u128(7),
            "append_entry",
            entry,
            serving.surroundings.now(),
        )
        .await;
    socket.record(3).await;
    serving.stop().await;
}

#[tokio::test]
async fn while_the_store_takes_nothing_nothing_is_said_to_be_recorded() {
    let serving = Serving::start().await;
    let priya = serving.add("Priya", &[Role::IncidentManager], false).await;
    let incident = serving.declared(&priya, &[]).await;
    let mut socket = live(&serving, &priya, incident, 2).await;
    let mut other_hand = database(&serving).await;
    sqlx::query("begin immediate")
        .execute(&mut other_hand)
        .await
        .unwrap();
    let entry = json!({"kind": "observation", "text": "The export ran twice."});
    let now = serving.surroundings.now();
    socket
        .submit(Uuid::from_u128(7), "append_entry", entry.clone(), now)
        .await;
    let begun = Instant::now();
    assert_eq!(socket.bye().await, 4503);
    assert!(begun.elapsed() < Duration::from_secs(20));
    let call = serving
        .submit(
            &priya,
            incident,
            Uuid::from_u128(8),
            "append_entry",
            entry.clone(),
        )
        .await;
    assert_eq!(
        (call.status, call.json()["code"].as_str()),
        (503, Some("store_away")),
        "{}",
        call.text
    );
    assert_eq!(call.header("retry-after"), "2");
    sqlx::query("rollback")
        .execute(&mut other_hand)
        .await
        .unwrap();

    let mut socket = live(&serving, &priya, incident, 2).await;
    socket
        .submit(Uuid::from_u128(7), "append_entry", entry, now)
        .await;
    socket.record(3).await;
    serving.stop().await;
}
