//! A long incident, joined with an empty replica: warm, and after the server was started anew.

use super::{
    bare::{Bare, Head, Sent, Told, submit},
    figures::{Figures, hundredths, millis},
    ground::Ground,
};
use anyhow::{Context as _, Result, bail};
use loggist_client::{Api, Effect, Ids, Replica, now, storage::Kept};
use loggist_domain::IncidentId;
use loggist_room::frames::ServerFrame;
use std::time::Duration;
use tokio::{task::JoinSet, time::Instant};

/// Joins of which the middle one counts.
const TIMES: usize = 5;
/// The incident is written within this.
const WRITE_WITHIN: Duration = Duration::from_mins(30);

/// Measures it.
pub async fn measure(ground: &mut Ground, entries: u64) -> Result<Vec<Figures>> {
    let incident = ground.incident("join").await?;
    write(ground, incident, entries).await?;
    let mut warm = Vec::new();
    for _ in 0..TIMES {
        warm.push(join(&ground.people[0], incident).await?);
    }
    let mut all = vec![figures("join.warm", entries, warm, ground.used().await)];
    let mut restarted = Vec::new();
    for _ in 0..TIMES {
        let Some(server) = ground.own_server() else {
            // Somebody else's server is not ours to restart.
            return Ok(all);
        };
        server.stop().await?;
        server.start_again().await?;
        restarted.push(join(&ground.people[0], incident).await?);
    }
    all.push(figures(
        "join.restarted",
        entries,
        restarted,
        ground.used().await,
    ));
    Ok(all)
}

/// Everyone writes, as fast as the server reads.
async fn write(ground: &Ground, incident: IncidentId, entries: u64) -> Result<()> {
    let people = ground.people.len() as u64;
    let mut writers = Vec::new();
    for api in &ground.people {
        writers.push(Bare::join(api, incident, &Sent::default()).await?);
    }
    let deadline = Instant::now() + WRITE_WITHIN;
    let mut writing = JoinSet::new();
    for (number, writer) in (0..).zip(writers) {
        let each = entries / people + u64::from(number < entries % people);
        let mouth = writer.mouth();
        let mut ids = Ids::fresh();
        for _ in 0..each {
            mouth.send(submit(&mut ids))?;
        }
        writing.spawn(async move { (each, writer.listen(0, each, deadline).await.receipts) });
    }
    while let Some(written) = writing.join_next().await {
        let (each, receipts) = written?;
        if receipts < each {
            bail!("The long incident was not written: {receipts} of {each} entries of one person.");
        }
    }
    Ok(())
}

/// One join.
struct Joined {
    last_byte: Duration,
    applied: Duration,
    bytes: usize,
    entries: u64,
}

async fn join(api: &Api, incident: IncidentId) -> Result<Joined> {
    let begins = Instant::now();
    let mut bare = Bare::connect(api, incident, &Sent::default()).await?;
    let Told::Snapshot(head) = bare.hello(&Head::default()).await? else {
        bail!("The incident is so short that it comes as records; write more entries.");
    };
    let bytes = api.snapshot(incident, head.volume, head.seq).await?;
    let Told::Welcome { seq: to } = bare.hello(&head).await? else {
        bail!("The server offers one snapshot after another.");
    };
    let mut records = Vec::new();
    let mut reached = head.seq;
    while reached < to {
        let frame = bare.frame().await?;
        if let ServerFrame::Records { to, .. } = &frame {
            reached = *to;
            records.push(frame);
        }
    }
    let last_byte = begins.elapsed();
    let replica = apply(api, incident, &head, &bytes, records)?;
    Ok(Joined {
        last_byte,
        applied: begins.elapsed(),
        bytes: bytes.len(),
        entries: replica.entries(),
    })
}

/// What a client does with it.
fn apply(
    api: &Api,
    incident: IncidentId,
    head: &Head,
    bytes: &[u8],
    records: Vec<ServerFrame>,
) -> Result<Replica> {
    let hash = head
        .hash
        .as_slice()
        .try_into()
        .context("A hash has 32 bytes")?;
    let person = api.token().person();
    let mut replica = Replica::open(incident, person, Kept::default(), Ids::fresh(), now());
    replica.connected(now());
    let snapshot = ServerFrame::Snapshot {
        volume: head.volume,
        seq: head.seq,
        hash: loggist_evidence::Hash(hash),
        size: bytes.len() as u64,
    };
    replica.receive(snapshot, now());
    let asked = replica.effects();
    if !asked
        .iter()
        .any(|effect| matches!(effect, Effect::Fetch { .. }))
    {
        bail!("The snapshot was not asked for.");
    }
    replica.loaded(head.volume, head.seq, hash, bytes, now());
    for frame in records {
        replica.receive(frame, now());
    }
    Ok(replica)
}

fn figures(name: &str, entries: u64, mut joins: Vec<Joined>, used: Option<(f64, f64)>) -> Figures {
    let complete = joins.iter().filter(|join| join.entries >= entries).count();
    let expected = joins.len();
    joins.sort_unstable_by_key(|join| join.applied);
    let middle = joins.get(expected / 2);
    Figures {
        name: name.into(),
        entries: Some(entries),
        expected: expected as u64,
        made: complete as u64,
        last_byte_ms: middle.map(|join| millis(join.last_byte)),
        applied_ms: middle.map(|join| millis(join.applied)),
        bytes: middle.map(|join| join.bytes),
        memory_mib: used.map(|used| hundredths(used.1 / 1024.0 / 1024.0)),
        ..Figures::default()
    }
}
