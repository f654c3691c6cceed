//! Linked rooms: made by the server, read by their own members, and following one another.

use loggist_domain::{IncidentId, Role};
use loggist_server::Settings;
use loggist_tests::server::{Serving, Who};
use serde_json::{Value, json};
use sqlx::{Connection as _, SqliteConnection};
use std::time::{Duration, Instant};

/// The incidents that a person sees, by reference.
async fn seen(serving: &Serving, who: &Who) -> Vec<(String, IncidentId)> {
    let list = serving.get(Some(who), "/api/incidents").await.json();
    let row = |row: &Value| {
        let id = row["id"].as_str().unwrap().parse().unwrap();
        (row["reference"].as_str().unwrap().to_owned(), id)
    };
    let mut rows: Vec<_> = list["incidents"]
        .as_array()
        .unwrap()
        .iter()
        .map(row)
        .collect();
    rows.sort();
    rows
}

/// Waits until a person sees so many incidents, and gives the last by reference.
async fn sees(serving: &Serving, who: &Who, many: usize) -> IncidentId {
    let begun = Instant::now();
    loop {
        let rows = seen(serving, who).await;
        if rows.len() == many {
            return rows
                .last()
                .map_or(IncidentId::from_bytes([0; 16]), |row| row.1);
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "{rows:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn status(serving: &Serving, who: &Who, incident: IncidentId) -> u16 {
    let path = format!("/api/incidents/{incident}");
    serving.get(Some(who), &path).await.status
}

async fn done(serving: &Serving, who: &Who, incident: IncidentId, name: &str, fields: Value) {
    let receipt = serving.command(who, incident, name, fields).await;
    assert_eq!(receipt["outcome"], "recorded", "{receipt}");
}

#[tokio::test]
async fn who_is_in_both_rooms_reads_both_and_who_is_in_one_reads_one_im_13() {
    let serving = Serving::start().await;
    let priya = serving.add("Priya", &[Role::IncidentManager], false).await;
    let ravi = serving.add("Ravi", &[Role::Sme], false).await;
    let olu = serving.add("Olu", &[Role::Sme], false).await;
    let maeve = serving.add("Maeve", &[Role::Sme], false).await;
    let zed = serving.add("Zed", &[Role::Sme], false).await;
    let main = serving.declared(&priya, &[&ravi, &olu, &maeve]).await;
    let split = json!({"title": "Network", "lead": ravi.id(), "members": [olu.id()]});
    done(&serving, &priya, main, "split_team", split).await;
    let team = sees(&serving, &ravi, 2).await;
    assert_ne!(team, main);

    for (who, reads_main, reads_team) in [
        (&priya, 200, 200),
        (&ravi, 200, 200),
        (&olu, 200, 200),
        (&maeve, 200, 404),
        (&zed, 404, 404),
    ] {
        assert_eq!(status(&serving, who, main).await, reads_main);
        assert_eq!(status(&serving, who, team).await, reads_team);
    }
    let add = json!({"person": zed.id(), "roles": ["sme"]});
    done(&serving, &ravi, team, "add_member", add).await;
    assert_eq!(status(&serving, &zed, main).await, 404);
    assert_eq!(status(&serving, &zed, team).await, 200);
    let nobody = IncidentId::from_bytes([9; 16]);
    let absent = serving
        .get(Some(&maeve), &format!("/api/incidents/{nobody}"))
        .await;
    let hidden = serving
        .get(Some(&maeve), &format!("/api/incidents/{team}"))
        .await;
    assert_eq!(
        absent.text, hidden.text,
        "not found, like one that is not there"
    );

    // Whoever is asked to leave the incident leaves the team too, and their socket there closes.
    let mut socket = serving.socket(Some(&olu), &team.to_string()).await;
    socket.join().await;
    done(
        &serving,
        &priya,
        main,
        "remove_member",
        json!({"person": olu.id()}),
    )
    .await;
    assert_eq!(socket.bye().await, 4403);
    assert_eq!(status(&serving, &olu, team).await, 404);
    serving.stop().await;
}

#[tokio::test]
async fn the_room_of_manager_and_deputy_follows_who_they_are_im_10() {
    let serving = Serving::start().await;
    let trained = [Role::IncidentManager, Role::Deputy];
    let priya = serving.add("Priya", &trained, false).await;
    let tom = serving.add("Tom", &trained, false).await;
    let olu = serving.add("Olu", &trained, false).await;
    let main = serving.declared(&priya, &[&olu]).await;
    let deputy = json!({"person": tom.id(), "roles": ["deputy"]});
    done(&serving, &priya, main, "add_member", deputy).await;
    done(&serving, &tom, main, "open_aside", json!({})).await;
    let aside = sees(&serving, &tom, 2).await;
    assert_eq!(status(&serving, &olu, aside).await, 404);
    let words = json!({"kind": "observation", "text": "Do we escalate?"});
    done(&serving, &tom, aside, "append_entry", words).await;

    let other = json!({"person": tom.id(), "roles": ["observer"]});
    done(&serving, &priya, main, "set_roles", other).await;
    let deputy = json!({"person": olu.id(), "roles": ["deputy"]});
    done(&serving, &priya, main, "set_roles", deputy).await;
    assert_eq!(sees(&serving, &olu, 2).await, aside);
    sees(&serving, &tom, 1).await;
    assert_eq!(status(&serving, &tom, aside).await, 404);
    serving.stop().await;
}

#[tokio::test]
async fn a_room_that_was_promised_when_the_store_failed_is_made_when_the_server_starts_again_im_13()
{
    let serving = Serving::start().await;
    let priya = serving.add("Priya", &[Role::IncidentManager], false).await;
    let ravi = serving.add("Ravi", &[Role::Sme], false).await;
    let main = serving.declared(&priya, &[&ravi]).await;
    let mut hand = SqliteConnection::connect(&serving.database).await.unwrap();
    let shut = "create trigger shut before insert on records when new.seq = 1 begin select raise(abort, 'shut'); end";
    sqlx::query(shut).execute(&mut hand).await.unwrap();
    let split = json!({"title": "Network", "lead": ravi.id()});
    done(&serving, &priya, main, "split_team", split).await;
    let serving = serving.restart(Settings::default()).await;
    assert_eq!(seen(&serving, &ravi).await.len(), 1);
    sqlx::query("drop trigger shut")
        .execute(&mut hand)
        .await
        .unwrap();
    let serving = serving.restart(Settings::default()).await;
    let team = sees(&serving, &ravi, 2).await;
    assert_eq!(status(&serving, &ravi, team).await, 200);
    serving.stop().await;
}

#[tokio::test]
async fn one_silver_command_over_two_incidents_and_each_knows_of_it_cmd_04_cmd_05() {
    let serving = Serving::start().await;
    let priya = serving.add("Priya", &[Role::IncidentManager], false).await;
    let tom = serving.add("Tom", &[Role::IncidentManager], false).await;
    let one = serving.declared(&priya, &[]).await;
    let two = serving.declared(&tom, &[]).await;
    let level = json!({"level": "silver", "because": "complexity", "reason": "Two courts."});
    done(&serving, &priya, one, "set_level", level).await;
    let silver = json!({"title": "Both courts", "commander": tom.id()});
    done(&serving, &priya, one, "open_silver", silver).await;
    let begun = Instant::now();
    let silver = loop {
        let rows = seen(&serving, &tom).await;
        if let Some((_, id)) = rows.iter().find(|row| row.0.ends_with("-silver-1")) {
            break *id;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "{rows:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    let under = json!({"incident": silver, "reference": "Both courts", "kind": "silver", "reason": "Same sender."});
    done(&serving, &tom, two, "link_incident", under).await;
    let path = format!("/api/incidents/{silver}");
    loop {
        let links = serving.get(Some(&tom), &path).await.json()["links"].clone();
        let rooms: Vec<&str> = links
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["room"].as_str().unwrap())
            .collect();
        if rooms == [one.to_string(), two.to_string()] {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "{links}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(status(&serving, &priya, silver).await, 200, "as liaison");
    assert_eq!(
        status(&serving, &priya, two).await,
        404,
        "the logs stay apart"
    );
    serving.stop().await;
}
