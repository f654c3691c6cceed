//! `tail`, `say`, `act`, `play` and `bench`, as programs and people use them.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod acting;
mod linked;
mod outward;
mod scene;
#[path = "../support/mod.rs"]
mod support;

use scene::{bare, ended, scene};
use serde_json::Value;
use std::{process::Stdio, thread};

#[tokio::test]
async fn an_entry_is_said_followed_and_corrected() {
    let scene = scene().await;
    let (code, said, _) = scene.run(
        scene.token("ravi"),
        &["say", "INC-2026-0001", "Said by a program"],
    );
    assert_eq!((code, said.as_str()), (0, "000166\n"));
    let words = [
        "say",
        "inc-2026-0001",
        "Corrected",
        "--kind",
        "correction",
        "--corrects",
        "166",
        "--json",
    ];
    let (code, receipt, _) = scene.run(scene.token("ravi"), &words);
    let receipt: Value = serde_json::from_str(&receipt).unwrap();
    assert_eq!((code, &receipt["number"]), (0, &Value::from(167)));
    assert_eq!(receipt["hash"].as_str().unwrap().len(), 64);

    let words = ["tail", "INC-2026-0001", "--lines", "2", "--once", "--json"];
    let (code, log, _) = scene.run(scene.token("priya"), &words);
    let entries: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(code, 0);
    assert_eq!(entries[0]["text"], "Said by a program");
    assert_eq!(entries[1]["corrects"], 166);
    let (_, log, _) = scene.run(
        scene.token("priya"),
        &["tail", "INC-2026-0001", "--lines", "1", "--once"],
    );
    assert!(log.contains("Correction of 000166  Ravi Menon, "), "{log}");
}

#[tokio::test]
async fn a_refusal_is_told_in_its_sentence() {
    let scene = scene().await;
    let id = scene.incident.to_string();
    let decides = ["say", &id, "Not mine to decide", "--kind", "decision"];
    let (code, out, told) = scene.run(scene.token("ravi"), &decides);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(
        told.contains("The Incident Manager seals a decision."),
        "{told}"
    );

    let gives = [
        "act",
        &id,
        "set_roles",
        "person=Jo Whitmore",
        "roles=sme,liaison",
        "reason=Rested",
    ];
    let (code, _, told) = scene.run(scene.token("ravi"), &gives);
    assert_eq!(code, 1);
    assert!(
        told.contains("Priya Nair has been Incident Manager since "),
        "{told}"
    );
    let (code, number, _) = scene.run(scene.token("priya"), &gives);
    assert_eq!((code, number.as_str()), (0, "000166\n"));

    for words in [
        &["act", &id, "set_roles", "person=Nobody Known", "roles=sme"][..],
        &["act", &id, "declare", "severity=9", "category=phishing"],
        &["act", &id, "dance"],
        &["tail", "INC-1999-0001", "--once"],
        &["say", &id, "text", "--kind", "handover"],
    ] {
        assert_eq!(scene.run(scene.token("priya"), words).0, 2, "{words:?}");
    }
    assert_eq!(scene.run("not a token", &["tail", &id, "--once"]).0, 2);
}

#[tokio::test]
async fn what_is_said_while_the_server_is_away_is_kept_and_sent_once() {
    let mut scene = scene().await;
    let id = scene.incident.to_string();
    // Where it lives is known from before.
    assert_eq!(scene.run(scene.token("ravi"), &["say", &id, "Before"]).0, 0);
    scene.server.kill();

    // One that is ended while it waits, and one that waits until the server is back.
    let mut ended_early = scene.command(scene.token("ravi"), &["say", &id, "Ended early"]);
    let mut child = ended_early.stderr(Stdio::piped()).spawn().unwrap();
    let mut told = std::io::BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    std::io::BufRead::read_line(&mut told, &mut line).unwrap();
    assert!(
        line.starts_with("There is no connection. The entry is kept in "),
        "{line}"
    );
    child.kill().unwrap();
    child.wait().unwrap();
    let mut waits = scene.command(scene.token("ravi"), &["say", &id, "Waited"]);
    let waits = thread::spawn(move || ended(&waits.output().unwrap()));
    scene.server.start_again();
    let (code, number, _) = waits.join().unwrap();
    assert_eq!((code, number.as_str()), (0, "000168\n"));

    let (_, log, _) = scene.run(
        scene.token("priya"),
        &["tail", &id, "--lines", "3", "--once", "--json"],
    );
    let texts: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let texts: Vec<&str> = texts
        .iter()
        .map(|entry| entry["text"].as_str().unwrap())
        .collect();
    assert_eq!(texts, ["Before", "Ended early", "Waited"]);
}

#[tokio::test]
async fn a_tail_goes_on_when_the_server_comes_back() {
    let mut scene = scene().await;
    let id = scene.incident.to_string();
    let mut follows = scene.command(scene.token("priya"), &["tail", &id, "--lines", "1"]);
    let mut child = follows
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(child.stdout.take().unwrap()));
    assert!(lines.next().unwrap().unwrap().starts_with("000165  "));
    scene.server.kill();
    scene.server.start_again();
    assert_eq!(scene.run(scene.token("ravi"), &["say", &id, "After"]).0, 0);
    let line = lines.next().unwrap().unwrap();
    assert!(line.ends_with(": After"), "{line}");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_scenario_is_played_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("loggist.db").display());
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/scenarios/court-lists.ndjson"
    );
    let played = bare()
        .args(["play", file, "--database", &database, "--ends-now"])
        .output();
    let (code, out, _) = ended(&played.unwrap());
    let outcome: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &outcome["entries"]), (0, &Value::from(165)));

    let wrong = folder.path().join("wrong.ndjson");
    let text = std::fs::read_to_string(file)
        .unwrap()
        .replace("\"entries\": 159", "\"entries\": 158");
    std::fs::write(&wrong, text).unwrap();
    let wrong = wrong.display().to_string();
    let played = bare()
        .args(["play", &wrong, "--database", &database])
        .output();
    let (code, _, told) = ended(&played.unwrap());
    assert_eq!(code, 1, "{told}");
    let played = bare().args(["play", &wrong]).output();
    assert_eq!(ended(&played.unwrap()).0, 2);
}

#[test]
fn a_measurement_makes_every_delivery() {
    let words = [
        "bench",
        "readers",
        "team",
        "join",
        "--seconds",
        "1",
        "--readers",
        "5",
        "--entries",
        "2000",
        "--peer",
        "hocuspocus",
    ];
    let (code, out, told) = ended(&bare().args(words).output().unwrap());
    assert_eq!(code, 0, "{told}");
    let lines: Vec<Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let ours: Vec<&Value> = lines.iter().filter(|line| line["peer"].is_null()).collect();
    let names: Vec<&str> = ours
        .iter()
        .map(|line| line["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["readers", "team", "join.warm", "join.restarted"]);
    for line in &ours {
        assert_eq!(line["made"], line["expected"], "{line}");
        assert!(line["expected"].as_u64() > Some(0), "{line}");
    }
    assert_eq!(ours[1]["equal"], true);
    // Five readers were not measured there; the others were.
    assert_eq!(lines.len(), ours.len() + 3);
}
