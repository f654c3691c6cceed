//! The live socket: how it begins, how it ends, and what is said between.

use loggist_domain::Role;
use loggist_room::frames::{ClientFrame, Outcome, PresenceUpdate, ServerFrame};
use loggist_tests::{
    server::{Serving, Who},
    socket::{Next, Socket},
};
use serde_json::json;
use std::time::{Duration, Instant};
use tokio_tungstenite::tungstenite::Message;
use uuid::Uuid;

async fn manager(serving: &Serving) -> Who {
    serving.add("Priya", &[Role::IncidentManager], false).await
}

async fn live(serving: &Serving, who: &Who, incident: &str) -> Socket {
    let mut socket = serving.socket(Some(who), incident).await;
    socket.join().await;
    socket
}

#[tokio::test]
async fn what_is_no_hello_is_told_by_its_code() {
    let serving = Serving::start().await;
    let priya = manager(&serving).await;
    let incident = serving.open(&priya, "Court lists").await.to_string();
    for (message, code) in [
        (Message::Binary(vec![0xff].into()), 4400),
        (Message::Binary(vec![0xa0].into()), 4400),
        (Message::Text("hello".into()), 4400),
        (Message::Binary(vec![0; 1024 * 1024].into()), 4400),
        (Message::Binary(vec![0; 1024 * 1024 + 1].into()), 4413),
    ] {
        let mut socket = serving.socket(Some(&priya), &incident).await;
        socket.send(message.clone()).await;
        assert_eq!(socket.bye().await, code, "{} bytes", message.len());
    }
    let mut socket = serving.socket(Some(&priya), &incident).await;
    socket
        .say(&ClientFrame::Presence(PresenceUpdate::default()))
        .await;
    assert_eq!(socket.bye().await, 4400, "hello comes first");
    let mut socket = live(&serving, &priya, &incident).await;
    socket.send(Message::Binary(vec![0xff].into())).await;
    assert_eq!(socket.bye().await, 4400, "later frames are looked at too");
    serving.stop().await;
}

#[tokio::test]
async fn who_says_nothing_is_sent_away_after_five_seconds() {
    let serving = Serving::start().await;
    let priya = manager(&serving).await;
    let incident = serving.open(&priya, "Court lists").await.to_string();
    let begun = Instant::now();
    let mut socket = serving.socket(Some(&priya), &incident).await;
    assert_eq!(socket.bye().await, 4408);
    let took = begun.elapsed();
    assert!((4..9).contains(&took.as_secs()), "{took:?}");
    serving.stop().await;
}

#[tokio::test]
async fn a_record_reaches_everyone_before_its_receipt_reaches_its_author() {
    let serving = Serving::start().await;
    let priya = manager(&serving).await;
    let ravi = serving.add("Ravi", &[Role::Sme], false).await;
    let incident = serving.declared(&priya, &[&ravi]).await;
    let mut author = live(&serving, &ravi, &incident.to_string()).await;
    let mut reader = live(&serving, &priya, &incident.to_string()).await;
    author.record(3).await;
    reader.record(3).await;
    let intent = Uuid::from_u128(7);
    let entry = json!({"kind": "observation", "text": "The export ran twice."});
    author
        .submit(intent, "append_entry", entry, serving.surroundings.now())
        .await;
    let mut recorded_first = false;
    let outcome = author
        .until(|frame| match frame {
            ServerFrame::Records { to, .. } => {
                recorded_first |= to == 4;
                None
            }
            ServerFrame::Receipt(receipt) if receipt.intent.0 == intent => Some(receipt.outcome),
            _ => None,
        })
        .await;
    assert!(recorded_first, "[W1]");
    assert!(
        matches!(
            outcome,
            Outcome::Recorded {
                seq: 4,
                number: Some(4),
                ..
            }
        ),
        "{outcome:?}"
    );
    reader.record(4).await;

    let over_http = json!({"kind": "observation", "text": "So did the import."});
    serving
        .command(&priya, incident, "append_entry", over_http)
        .await;
    author.record(5).await;
    serving.stop().await;
}

#[tokio::test]
async fn a_reader_who_asks_for_it_gets_news_together_and_all_of_it_in_order() {
    let serving = Serving::start().await;
    let priya = manager(&serving).await;
    let ravi = serving.add("Ravi", &[Role::Sme], false).await;
    let incident = serving.declared(&priya, &[&ravi]).await;
    let mut author = live(&serving, &ravi, &incident.to_string()).await;
    let mut reader = serving.socket(Some(&priya), &incident.to_string()).await;
    reader.hello_paced(1_000).await;
    author.record(3).await;
    // One after another: each is news of its own.
    let last = 23;
    for seq in 4..=last {
        let entry = json!({"kind": "observation", "text": format!("Line {seq}")});
        let now = serving.surroundings.now();
        author
            .submit(Uuid::from_u128(seq.into()), "append_entry", entry, now)
            .await;
        author.record(seq).await;
    }
    let (mut messages, mut news, mut read) = (0, 0, 0);
    while read < last {
        messages += 1;
        for frame in reader.together().await {
            if let ServerFrame::Records { from, to, .. } = frame {
                assert_eq!(from, read + 1, "[W2]");
                read = to;
                news += 1;
            }
        }
    }
    assert!(messages < news, "{messages} messages, {news} frames");
    serving.stop().await;
}

#[tokio::test]
async fn signing_out_closes_the_socket_and_what_comes_later_is_not_recorded() {
    let serving = Serving::start().await;
    let priya = manager(&serving).await;
    let incident = serving.declared(&priya, &[]).await.to_string();
    let mut socket = live(&serving, &priya, &incident).await;
    let (other, _) = serving
        .server()
        .accounts()
        .bearer(&priya.person, Duration::from_mins(5))
        .await
        .unwrap();
    let mut kept = Socket::open(&serving.origin(), &incident, Some(&other)).await;
    kept.hello(None).await;
    kept.welcome().await;

    let out = serving
        .request(reqwest::Method::DELETE, "/api/session")
        .bearer_auth(&priya.token);
    assert_eq!(loggist_tests::server::said(out).await.status, 204);
    assert_eq!(socket.bye().await, 4401);
    let entry = json!({"kind": "observation", "text": "Still here under another sign-in."});
    kept.submit(
        Uuid::from_u128(7),
        "append_entry",
        entry,
        serving.surroundings.now(),
    )
    .await;
    kept.record(3).await;
    serving.stop().await;
}

#[tokio::test]
async fn an_account_shut_by_the_operator_is_out_within_seconds() {
    let serving = Serving::start().await;
    let priya = manager(&serving).await;
    let ravi = serving.add("Ravi", &[Role::Sme], false).await;
    let incident = serving.declared(&priya, &[&ravi]).await.to_string();
    let mut socket = live(&serving, &ravi, &incident).await;
    let mut person = ravi.person.clone();
    person.disabled = true;
    // As `loggist person disable` does it: in the database, past the server.
    serving
        .store
        .update_person(&person, serving.surroundings.now())
        .await
        .unwrap();
    let begun = Instant::now();
    let code = socket.bye().await;
    assert!([4401, 4403].contains(&code), "{code}");
    assert!(begun.elapsed() < Duration::from_secs(10));
    assert_eq!(serving.get(Some(&ravi), "/api/session").await.status, 401);
    serving.stop().await;
}

#[tokio::test]
async fn stopping_tells_everybody_to_come_back_and_loses_nothing() {
    let serving = Serving::start().await;
    let priya = manager(&serving).await;
    let incident = serving.declared(&priya, &[]).await;
    let mut socket = live(&serving, &priya, &incident.to_string()).await;
    socket.record(2).await;
    let now = serving.surroundings.now();
    for number in 0..20_u128 {
        let entry = json!({"kind": "observation", "text": format!("Line {number}")});
        socket
            .submit(Uuid::from_u128(100 + number), "append_entry", entry, now)
            .await;
    }
    let begun = Instant::now();
    let serving = serving.restart(loggist_server::Settings::default()).await;
    assert!(begun.elapsed() < Duration::from_secs(10));
    let mut receipts = 0;
    let code = loop {
        match socket.next().await {
            Next::Frame(ServerFrame::Receipt(_)) => receipts += 1,
            Next::Frame(ServerFrame::Bye { code, .. }) => break code,
            Next::Frame(_) => {}
            ended => panic!("{ended:?}"),
        }
    };
    assert_eq!(code, 1012);
    let row = serving
        .get(Some(&priya), &format!("/api/incidents/{incident}"))
        .await
        .json();
    let entries = row["entries"].as_u64().unwrap();
    assert!(
        entries >= 2 + receipts,
        "{receipts} receipts, {entries} entries"
    );
    assert!(
        !serving.store.snapshots(incident).await.unwrap().is_empty(),
        "a snapshot was kept"
    );
    let mut again = live(&serving, &priya, &incident.to_string()).await;
    again
        .submit(
            Uuid::from_u128(100),
            "append_entry",
            json!({"kind": "observation", "text": "Line 0"}),
            now,
        )
        .await;
    let outcome = again
        .until(|frame| match frame {
            ServerFrame::Receipt(receipt) => Some(receipt.outcome),
            _ => None,
        })
        .await;
    assert!(matches!(outcome, Outcome::Recorded { .. }), "{outcome:?}");
    serving.stop().await;
}

#[tokio::test]
async fn a_snapshot_is_fetched_by_those_who_were_told_of_it() {
    let serving = Serving::start().await;
    let priya = manager(&serving).await;
    let incident = serving.declared(&priya, &[]).await;
    // A room that starts from a snapshot no longer holds the records before it.
    let serving = serving.restart(loggist_server::Settings::default()).await;
    let mut socket = serving.socket(Some(&priya), &incident.to_string()).await;
    socket.hello(None).await;
    let (volume, seq, size) = socket
        .until(|frame| match frame {
            ServerFrame::Snapshot {
                volume, seq, size, ..
            } => Some((volume, seq, size)),
            _ => None,
        })
        .await;
    let path = format!("/api/incidents/{incident}/snapshot?volume={volume}&seq={seq}");
    let answer = serving
        .request(reqwest::Method::GET, &path)
        .bearer_auth(&priya.token)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.headers()["content-type"], "application/octet-stream");
    let bytes = answer.bytes().await.unwrap();
    assert_eq!(bytes.len() as u64, size);
    assert!(automerge::Automerge::load(&bytes).is_ok());
    let other = format!("/api/incidents/{incident}/snapshot?volume={volume}&seq=999");
    assert_eq!(serving.get(Some(&priya), &other).await.status, 404);
    let odd = format!("/api/incidents/{incident}/snapshot?volume=one");
    assert_eq!(serving.get(Some(&priya), &odd).await.status, 400);
    serving.stop().await;
}

#[tokio::test]
async fn who_writes_very_fast_is_read_more_slowly_and_loses_nothing() {
    let serving = Serving::start().await;
    let priya = manager(&serving).await;
    let incident = serving.declared(&priya, &[]).await;
    let mut socket = live(&serving, &priya, &incident.to_string()).await;
    let now = serving.surroundings.now();
    let begun = Instant::now();
    // 200 at once, then 20 a second.
    let lines = 240_u128;
    for number in 0..lines {
        let entry = json!({"kind": "observation", "text": format!("Line {number}")});
        socket
            .submit(Uuid::from_u128(1_000 + number), "append_entry", entry, now)
            .await;
    }
    let mut recorded = 0;
    while recorded < lines {
        let outcome = socket
            .until(|frame| match frame {
                ServerFrame::Receipt(receipt) => Some(receipt.outcome),
                _ => None,
            })
            .await;
        assert!(matches!(outcome, Outcome::Recorded { .. }), "{outcome:?}");
        recorded += 1;
    }
    assert!(
        begun.elapsed() >= Duration::from_millis(1_500),
        "{:?}",
        begun.elapsed()
    );
    serving.stop().await;
}

/// Text that does not compress, of the greatest length.
fn noise(seed: u32) -> String {
    let mut state = seed;
    (0..20_000)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from_u32(0x4e00 + (state >> 18)).unwrap_or('x')
        })
        .collect()
}

async fn dropped(serving: &Serving) -> u64 {
    let metrics = serving.get(None, "/metrics").await.text;
    let line = metrics
        .lines()
        .find_map(|line| line.strip_prefix("loggist_dropped_readers_total "));
    line.unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_reader_who_does_not_read_is_dropped_and_nobody_waits_for_them() {
    let serving = Serving::start().await;
    let priya = manager(&serving).await;
    let ravi = serving.add("Ravi", &[Role::Sme], false).await;
    let incident = serving.declared(&priya, &[&ravi]).await;
    let mut stuck = live(&serving, &ravi, &incident.to_string()).await;
    let mut reader = live(&serving, &priya, &incident.to_string()).await;
    reader.record(3).await;
    // More than the system's buffers and ours hold together; `stuck` is not read from meanwhile, nor does it say anything.
    let before = dropped(&serving).await;
    let mut seq = 3;
    while dropped(&serving).await == before {
        let entry = json!({"kind": "observation", "text": noise(seq)});
        serving
            .command(&priya, incident, "append_entry", entry)
            .await;
        seq += 1;
        reader.record(seq.into()).await;
        let device_time = serving.surroundings.now();
        reader.say(&ClientFrame::Pong { n: 0, device_time }).await;
        assert!(seq < 1_000, "everything fits somewhere");
    }
    let mut read = 3;
    let last = loop {
        match stuck.next().await {
            Next::Frame(ServerFrame::Records { from, to, .. }) => {
                assert!(from <= read + 1, "[W2]");
                read = to;
            }
            Next::Frame(ServerFrame::Bye { code, .. }) => break Some(code),
            Next::Frame(_) => {}
            Next::Closed(_) | Next::End => break None,
        }
    };
    assert!(last.is_none_or(|code| code == 1012), "{last:?}");
    assert!(read < seq.into(), "it was dropped, not caught up");
    serving.stop().await;
}
