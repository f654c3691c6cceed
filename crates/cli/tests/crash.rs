//! Kill -9 at random moments, and a database put back to an older copy: no receipt is ever false.

mod support;

use loggist_cli::play::{Cast, Director, Network, Stage, StageError};
use loggist_client::{Client, End, Fate, Link, NewDraft, Replica, View, storage::Storage};
use loggist_domain::{Entry, IncidentId, IntentId, Timestamp, command::Open};
use loggist_evidence::{Head, Record, chain};
use loggist_tests::postgres::Database;
use rand::{Rng, SeedableRng, rngs::StdRng};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
    time::Duration,
};
use support::{Process, apis, people, scenario};

/// How often the server is killed in one scenario.
const KILLS: usize = 20;
/// A kill comes at most this long after somebody began to act: an append takes some milliseconds.
const KILL_WITHIN_MICROS: u64 = 12_000;

type Receipts = Arc<Mutex<BTreeMap<IntentId, (u64, [u8; 32])>>>;

/// A stage whose server is killed now and then, while somebody acts. It remembers every receipt.
struct Killed {
    network: Network,
    server: Arc<Mutex<Process>>,
    rng: StdRng,
    /// Steps in which the server is killed.
    moments: BTreeSet<usize>,
    step: usize,
    kills: usize,
    receipts: Receipts,
}

impl Stage for Killed {
    async fn reach(&mut self, second: u64) -> Result<(), StageError> {
        self.step += 1;
        self.network.reach(second).await
    }

    fn start(&self) -> Timestamp {
        self.network.start()
    }

    async fn open(&mut self, who: &str, open: &Open) -> Result<IncidentId, StageError> {
        self.network.open(who, open).await
    }

    async fn act<T>(
        &mut self,
        who: &str,
        act: impl FnOnce(&mut Replica, Timestamp) -> (Option<IntentId>, T),
    ) -> Result<(Option<IntentId>, T), StageError> {
        let acted = self.network.act(who, act).await?;
        // A step without an act, such as a cut, leaves its kill to the next one.
        if self
            .moments
            .first()
            .is_some_and(|moment| *moment <= self.step)
        {
            self.moments.pop_first();
            self.kills += 1;
            let after = Duration::from_micros(self.rng.next_u64() % KILL_WITHIN_MICROS);
            let server = Arc::clone(&self.server);
            // Meanwhile the client goes on, and sees its connection end.
            let killing = tokio::task::spawn_blocking(move || {
                std::thread::sleep(after);
                let mut server = server.lock().expect("nobody panicked");
                server.kill();
                server.start_again();
            });
            killing.await.map_err(StageError::of)?;
        }
        Ok(acted)
    }

    async fn fate(&mut self, who: &str, intent: IntentId) -> Result<Option<Fate>, StageError> {
        let fate = self.network.fate(who, intent).await?;
        if let Some(Fate::Recorded { seq, hash, .. }) = &fate {
            self.receipts
                .lock()
                .expect("nobody panicked")
                .insert(intent, (*seq, *hash));
        }
        Ok(fate)
    }

    async fn cut(&mut self, who: &str) -> Result<(), StageError> {
        self.network.cut(who).await
    }

    async fn mend(&mut self, who: &str) -> Result<(), StageError> {
        self.network.mend(who).await
    }

    async fn seen(&mut self, who: &str) -> Result<(View, Vec<Entry>), StageError> {
        self.network.seen(who).await
    }
}

async fn ledger(database: &str, incident: IncidentId) -> Vec<Record> {
    let store = loggist_store::open(database)
        .await
        .expect("the database opens");
    let records = store
        .records(incident, 0, 100_000)
        .await
        .expect("the ledger reads");
    store.close().await;
    records
}

async fn survives(database: &str) {
    let seed = std::env::var("LOGGIST_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or_else(rand::random);
    println!("seed {seed}: LOGGIST_SEED={seed} repeats the moments, not the scheduling");
    let mut rng = StdRng::seed_from_u64(seed);
    let scenario = scenario();
    let people = people(database, &scenario).await;
    let server = Process::start(database);
    let network = Network::of(apis(&people, &server.url()), 0.0);
    // A command other than a seal does not wait for a network, so the team is built before the first kill.
    let first = 20;
    let mut moments = BTreeSet::new();
    while moments.len() < KILLS {
        let span = scenario.steps.len() - 2 * first;
        moments.insert(first + usize::try_from(rng.next_u64()).unwrap_or(usize::MAX) % span);
    }
    let receipts = Receipts::default();
    let stage = Killed {
        network,
        server: Arc::new(Mutex::new(server)),
        rng,
        moments,
        step: 0,
        kills: 0,
        receipts: Arc::clone(&receipts),
    };
    let cast = Cast::of(people.iter().map(|(key, (id, _))| (key.clone(), *id)));
    let (outcome, stage) = Director::new(stage, cast)
        .play(&scenario)
        .await
        .expect("it plays to the end");
    println!(
        "{} kills, {} receipts, {:?}",
        stage.kills,
        receipts.lock().expect("here").len(),
        outcome
    );
    assert_eq!(stage.kills, KILLS);
    assert_eq!(
        outcome.wanting, [""; 0],
        "the story is told to its end all the same"
    );

    let records = ledger(database, outcome.incident).await;
    chain(Head::default(), &records).expect("the chain holds");
    let receipts = receipts.lock().expect("nobody panicked").clone();
    assert!(receipts.len() > 100, "{} receipts", receipts.len());
    for (intent, (seq, hash)) in &receipts {
        let record = usize::try_from(seq - 1).ok().and_then(|at| records.get(at));
        let record = record
            .unwrap_or_else(|| panic!("the receipt of {intent} names record {seq}, which is gone"));
        assert_eq!(
            record.hash().0,
            *hash,
            "record {seq} is another one than its receipt says"
        );
        assert_eq!(record.intent, Some(intent.bytes()));
    }
    let mut intents = BTreeSet::new();
    assert!(
        records.iter().all(|r| intents.insert((r.person, r.intent))),
        "an intent was recorded twice"
    );
    stage.network.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_receipt_survives_kills_on_sqlite() {
    let folder = tempfile::tempdir().expect("a folder");
    survives(&format!(
        "sqlite:{}",
        folder.path().join("loggist.db").display()
    ))
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_receipt_survives_kills_on_postgres() {
    let database = Database::create().await;
    survives(&database.address()).await;
}

/// Somebody's replica saw more than the restored database holds: it keeps what it has, sends nothing, and says so.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_put_back_to_an_older_copy_is_noticed() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("loggist.db");
    let database = format!("sqlite:{}", file.display());
    let people = people(&database, &scenario()).await;
    let mut server = Process::start(&database);
    let apis = apis(&people, &server.url());
    let open = Open {
        title: "Restored".into(),
        summary: None,
        security: true,
        personal_data: false,
    };
    let intent = loggist_client::Ids::fresh().intent(loggist_client::now());
    let incident = apis["priya"]
        .open(&open, intent, loggist_client::now())
        .await
        .expect("opened")
        .id;
    let client = Client::connect(&apis["priya"], incident, &Storage::Memory).expect("a client");
    client.live().await.expect("live");

    server.kill();
    let copy = folder.path().join("copy.db");
    copy_database(&file, &copy);
    server.start_again();
    let draft = NewDraft {
        text: "Seen and then gone".into(),
        ..NewDraft::of("before_command")
    };
    client.live().await.expect("live again");
    client
        .edit("create_draft", |edit| edit.create_draft(&draft))
        .expect("an edit");
    client.idle().await.expect("recorded");

    server.kill();
    copy_database(&copy, &file);
    server.start_again();
    let mut link = client.link();
    let ended = link.wait_for(|link| matches!(link, Link::Ended(End::Forked(_))));
    tokio::time::timeout(Duration::from_mins(1), ended)
        .await
        .expect("it notices")
        .expect("the client is there");
    assert!(
        client
            .view()
            .drafts
            .values()
            .any(|draft| draft.text("text") == "Seen and then gone"),
        "it keeps what it saw"
    );
}

/// The file with its write-ahead log, as a careless restore puts it back.
fn copy_database(from: &std::path::Path, to: &std::path::Path) {
    for suffix in ["", "-wal", "-shm"] {
        let name = |path: &std::path::Path| {
            std::path::PathBuf::from(format!("{}{suffix}", path.display()))
        };
        let (from, to) = (name(from), name(to));
        // What is not there now must not be there afterwards.
        let _ = std::fs::remove_file(&to);
        if from.exists() {
            std::fs::copy(from, to).expect("copied");
        }
    }
}
