//! 25 people, four entries a second each, delivered to all of them.

use super::{
    bare::{Bare, Heard, Sent, submit},
    figures::{Figures, Percentiles, count, hundredths},
    ground::Ground,
};
use anyhow::{Context as _, Result};
use loggist_client::{Client, Ids, storage::Storage};
use std::time::Duration;
use tokio::{
    task::JoinSet,
    time::{Instant, MissedTickBehavior, interval_at, timeout},
};

const PEOPLE: usize = 25;
/// Between two entries of one person.
const EVERY: Duration = Duration::from_millis(250);
/// What is not there so long after the last entry never comes.
const GRACE: Duration = Duration::from_mins(1);
/// Replicas with a document, beside the people.
const REPLICAS: usize = 3;

/// Measures it.
pub async fn measure(ground: &Ground, length: Duration) -> Result<Figures> {
    let incident = ground.incident("team").await?;
    let sent = Sent::default();
    let each = u64::try_from(length.as_millis() / EVERY.as_millis())?;
    let all = each * PEOPLE as u64;
    let mut replicas = Vec::new();
    for api in ground.people.iter().take(REPLICAS) {
        let replica = Client::connect(api, incident, &Storage::Memory)?;
        replica.live().await?;
        replicas.push(replica);
    }
    let mut people = Vec::new();
    for number in 0..PEOPLE {
        let api = &ground.people[(number + 1) % ground.people.len()];
        people.push(Bare::join(api, incident, &sent).await?);
    }

    let before = ground.used().await;
    let begins = Instant::now();
    let deadline = begins + length + GRACE;
    let mut listening = JoinSet::new();
    for (number, person) in people.into_iter().enumerate() {
        // Nobody writes in step with the others.
        let offset = EVERY * u32::try_from(number)? / u32::try_from(PEOPLE)?;
        let mouth = person.mouth();
        tokio::spawn(async move {
            let mut ids = Ids::fresh();
            let mut ticks = interval_at(begins + offset, EVERY);
            ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
            for _ in 0..each {
                ticks.tick().await;
                if mouth.send(submit(&mut ids)).is_err() {
                    return;
                }
            }
        });
        listening.spawn(person.listen(usize::try_from(all)?, each, deadline));
    }
    let mut heard: Vec<Heard> = Vec::new();
    while let Some(one) = listening.join_next().await {
        heard.push(one?);
    }
    let after = ground.used().await;

    let last = heard.iter().filter_map(|heard| heard.until).max();
    let equal = equal(&heard, &replicas).await?;
    for replica in replicas {
        replica.close().await;
    }
    let receipts: u64 = heard.iter().map(|heard| heard.receipts).sum();
    let times: Vec<Duration> = heard.into_iter().flat_map(|heard| heard.times).collect();
    let made = times.len() as u64;
    let cpu = before.zip(after).map(|(before, after)| after.0 - before.0);
    let written = begins + length;
    Ok(Figures {
        name: "team".into(),
        readers: Some(PEOPLE),
        entries: Some(receipts),
        expected: all * PEOPLE as u64,
        made,
        latency: Percentiles::of(times),
        cpu_us_per_delivery: cpu.map(|cpu| hundredths(cpu * 1e6 / count(made.max(1)))),
        cpu_ms_per_entry: cpu.map(|cpu| hundredths(cpu * 1e3 / count(receipts.max(1)))),
        memory_mib: after.map(|after| hundredths(after.1 / 1024.0 / 1024.0)),
        equal: Some(equal),
        equal_after_ms: last.map(|last| {
            u64::try_from(last.saturating_duration_since(written).as_millis()).unwrap_or(u64::MAX)
        }),
        ..Figures::default()
    })
}

/// Everyone was told the same chain of records, and documents that were built from them are the same.
async fn equal(people: &[Heard], replicas: &[Client]) -> Result<bool> {
    let head = &people.first().context("Nobody heard anything")?.head;
    for replica in replicas {
        let mut events = replica.events();
        let reaches = async {
            while replica.read(|replica| replica.head().0) < head.seq {
                // What was missed is looked at anew.
                let _ = events.recv().await;
            }
        };
        if timeout(GRACE, reaches).await.is_err() {
            return Ok(false);
        }
    }
    let told_the_same = people.iter().all(|other| other.head == *head);
    let shows = |replica: &Client| {
        let (position, view) = replica.read(|replica| (replica.head(), replica.view()));
        (position, view, replica.entries_after(0))
    };
    let first = replicas.first().map(shows);
    let same = replicas.iter().all(|replica| Some(shows(replica)) == first);
    let hash = first.and_then(|((_, hash), ..)| hash);
    Ok(told_the_same && same && hash.is_none_or(|hash| hash[..] == head.hash[..]))
}
