//! One writer, an entry every 100 ms, delivered to many readers.

use super::{
    bare::{Bare, Sent, submit},
    figures::{Figures, Percentiles, count, hundredths},
    ground::Ground,
};
use anyhow::Result;
use loggist_client::Ids;
use std::time::Duration;
use tokio::{
    task::JoinSet,
    time::{Instant, MissedTickBehavior, interval, sleep},
};

/// Between two entries.
const EVERY: Duration = Duration::from_millis(100);
/// What is not there so long after the last entry never comes.
const GRACE: Duration = Duration::from_secs(30);
/// Presence of those who came has been told by then.
const SETTLED: Duration = Duration::from_secs(1);

/// Measures it.
pub async fn measure(ground: &Ground, readers: usize, length: Duration) -> Result<Figures> {
    let incident = ground.incident("readers").await?;
    let sent = Sent::default();
    let entries = u64::try_from(length.as_millis() / EVERY.as_millis())?;
    let writer = Bare::join(&ground.people[0], incident, &sent).await?;
    let mut waiting = Vec::new();
    for number in 0..readers {
        let api = &ground.people[number % ground.people.len()];
        waiting.push(Bare::join(api, incident, &sent).await?);
    }
    let deadline = Instant::now() + SETTLED + length + GRACE;
    let mut listening = JoinSet::new();
    for reader in waiting {
        listening.spawn(reader.listen(usize::try_from(entries)?, 0, deadline));
    }
    sleep(SETTLED).await;

    let before = ground.used().await;
    let mouth = writer.mouth();
    tokio::spawn(async move {
        let mut ids = Ids::fresh();
        let mut ticks = interval(EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
        for _ in 0..entries {
            ticks.tick().await;
            if mouth.send(submit(&mut ids)).is_err() {
                return;
            }
        }
    });
    let answered = writer
        .listen(usize::try_from(entries)?, entries, deadline)
        .await;
    let mut times = Vec::new();
    while let Some(heard) = listening.join_next().await {
        times.extend(heard?.times);
    }
    let after = ground.used().await;

    let made = times.len() as u64;
    let cpu = before.zip(after).map(|(before, after)| after.0 - before.0);
    Ok(Figures {
        name: "readers".into(),
        readers: Some(readers),
        entries: Some(answered.receipts),
        expected: entries * readers as u64,
        made,
        latency: Percentiles::of(times),
        cpu_us_per_delivery: cpu.map(|cpu| hundredths(cpu * 1e6 / count(made.max(1)))),
        memory_mib: after.map(|after| hundredths(after.1 / 1024.0 / 1024.0)),
        ..Figures::default()
    })
}
