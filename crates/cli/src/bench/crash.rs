//! A server of our own, killed ten times while people write. Whatever was acknowledged must be there in the end.

use super::{figures::Figures, ground::Ground};
use anyhow::{Context as _, Result, bail};
use loggist_client::{Client, Fate, storage::Storage};
use loggist_domain::{Kind, command::AppendEntry};
use rand::RngExt as _;
use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::{
    task::JoinSet,
    time::{interval, sleep, timeout},
};

const KILLS: u64 = 10;
/// Five people, ten entries a second each.
const WRITERS: usize = 5;
const EVERY: Duration = Duration::from_millis(100);
/// Everyone has come back and got rid of what waited by then.
const PATIENCE: Duration = Duration::from_mins(1);

/// An answer that somebody had: text, number, and after how many kills.
type Acknowledged = (String, u64, u64);

/// Measures it.
pub async fn measure(ground: &mut Ground) -> Result<Figures> {
    let incident = ground.incident("crash").await?;
    let stop = Arc::new(AtomicBool::new(false));
    let kills = Arc::new(AtomicU64::new(0));
    let mut writing = JoinSet::new();
    for (number, api) in ground.people.iter().take(WRITERS).enumerate() {
        let client = Client::connect(api, incident, &Storage::Memory)?;
        client.live().await?;
        writing.spawn(write(client, number, Arc::clone(&stop), Arc::clone(&kills)));
    }
    for _ in 0..KILLS {
        let after = rand::rng().random_range(Duration::from_millis(500)..Duration::from_secs(3));
        sleep(after).await;
        let Some(server) = ground.own_server() else {
            bail!("Only a server of our own is killed: leave out --server.");
        };
        server.kill().await?;
        kills.fetch_add(1, Ordering::Relaxed);
        server.start_again().await?;
    }
    stop.store(true, Ordering::Relaxed);
    let mut acknowledged: Vec<Acknowledged> = Vec::new();
    let mut reader = None;
    while let Some(written) = writing.join_next().await {
        let (answers, client) = written??;
        acknowledged.extend(answers);
        reader = Some(client);
    }
    let reader = reader.context("Nobody wrote")?;
    let log = reader.entries_after(0);
    let mut numbers: HashMap<String, Vec<u64>> = HashMap::new();
    for entry in log {
        numbers.entry(entry.text).or_default().push(entry.number);
    }
    let lost: Vec<&Acknowledged> = acknowledged
        .iter()
        .filter(|(text, number, _)| numbers.get(text).is_none_or(|found| found != &[*number]))
        .collect();
    let mut with_loss: Vec<u64> = lost.iter().map(|(_, _, kill)| *kill).collect();
    with_loss.sort_unstable();
    with_loss.dedup();
    let expected = acknowledged.len() as u64;
    Ok(Figures {
        name: "crash".into(),
        readers: Some(WRITERS),
        expected,
        made: expected - lost.len() as u64,
        kills_with_loss: Some(with_loss.len() as u64),
        ..Figures::default()
    })
}

async fn write(
    client: Client,
    number: usize,
    stop: Arc<AtomicBool>,
    kills: Arc<AtomicU64>,
) -> Result<(Vec<Acknowledged>, Client)> {
    let mut ticks = interval(EVERY);
    let mut waiting = JoinSet::new();
    let mut at = 0;
    while !stop.load(Ordering::Relaxed) {
        ticks.tick().await;
        at += 1;
        let text = format!("Entry {at} of person {number}");
        let answer = client.append(entry(&text))?;
        let kills = Arc::clone(&kills);
        waiting.spawn(async move {
            let fate = answer.fate().await;
            (text, fate, kills.load(Ordering::Relaxed))
        });
    }
    let mut acknowledged = Vec::new();
    let all = async {
        while let Some(answered) = waiting.join_next().await {
            match answered? {
                (text, Fate::Recorded { number, .. }, kill) => {
                    acknowledged.push((text, number.unwrap_or_default(), kill));
                }
                (_, Fate::Refused { reason, .. }, _) => bail!(reason),
                (_, Fate::NotSent(why), _) => return Err(why.into()),
            }
        }
        Ok(())
    };
    timeout(PATIENCE, all)
        .await
        .context("Somebody did not come back")??;
    Ok((acknowledged, client))
}

fn entry(text: &str) -> AppendEntry {
    AppendEntry {
        kind: Kind::Observation,
        text: text.to_owned(),
        why: None,
        set_aside: None,
        said_by: None,
        happened_at: None,
        certainty: None,
        corrects: None,
        answers: None,
        about: None,
        begun_at: None,
    }
}
