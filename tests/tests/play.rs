//! The scenario of the court lists, played whole: straight into a store, and by real clients on a real server. Both
//! leave the same log, which is there again after a restart.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use loggist_cli::{
    extras::{Extras, Pace},
    play::{Indoors, Outcome, Scenario, in_store, on_server},
};
use loggist_client::{Api, Client, Token, now, storage::Storage};
use loggist_domain::{
    Code, Entry, IncidentId, Level, Object, PersonId, ProposalKind, ProposalState, Timestamp,
};
use loggist_identity::{Accounts, RealSurroundings};
use loggist_server::{Config, Server, Settings};
use loggist_store::{Store, open};
use std::{collections::BTreeMap, path::Path, sync::Arc, time::Duration};
use tokio::time::timeout;

fn scenario() -> Scenario {
    Scenario::read(include_str!("../scenarios/court-lists.ndjson")).unwrap()
}

/// A store with the people of the scenario, and a token for each, by their names in it.
struct Ground {
    database: String,
    store: Arc<dyn Store>,
    people: BTreeMap<String, (PersonId, Token)>,
}

async fn ground(folder: &Path) -> Ground {
    let database = format!("sqlite:{}", folder.join("loggist.db").display());
    let store = open(&database).await.unwrap();
    let parts = Indoors::parts(&store, &scenario(), now()).await.unwrap();
    let accounts = Accounts::open(Arc::clone(&store), Arc::new(RealSurroundings));
    let accounts = accounts.await.unwrap();
    let mut people = BTreeMap::new();
    for part in parts {
        let token = accounts.bearer(&part.person, Duration::from_hours(1)).await;
        let token = Token::new(&token.unwrap().0).unwrap();
        people.insert(part.key, (part.person.id, token));
    }
    Ground {
        database,
        store,
        people,
    }
}

impl Ground {
    async fn serve(&self) -> Server {
        let settings = Settings {
            listen: Some(([127, 0, 0, 1], 0).into()),
            ..Settings::default()
        };
        let config: Config = settings.config().unwrap();
        let store = open(&self.database).await.unwrap();
        Server::start(config, store, Arc::new(RealSurroundings))
            .await
            .unwrap()
    }

    fn apis(&self, server: &Server) -> BTreeMap<String, Api> {
        let url = format!("http://{}", server.address());
        let api = |token: &Token| Api::new(&url, token.clone()).unwrap();
        self.people
            .iter()
            .map(|(key, (_, token))| (key.clone(), api(token)))
            .collect()
    }

    /// The log as Priya sees it, coming to a server that has just been started.
    async fn log(&self, incident: IncidentId) -> Vec<Entry> {
        let server = self.serve().await;
        let priya = &self.apis(&server)["priya"];
        let client = Client::connect(priya, incident, &Storage::Memory).unwrap();
        client.live().await.unwrap();
        let log = client.entries_after(0);
        client.close().await;
        server.stop().await;
        log
    }

    /// Codes of what waits in somebody's tray.
    async fn tray(&self, incident: IncidentId, key: &str) -> Vec<Code> {
        let tray = self.store.tray(incident, self.people[key].0).await.unwrap();
        tray.into_iter().map(|item| item.code).collect()
    }
}

fn assert_as_expected(outcome: &Outcome) {
    assert_eq!(outcome.wanting, Vec::<String>::new());
}

/// What two plays of one scenario have in common: everything but ids, times, and what the clock sealed, which is numbered.
fn essence(log: &[Entry]) -> Vec<String> {
    let of = |entry: &Entry| {
        let Entry {
            kind, text, with, ..
        } = entry;
        let words = numberless(&timeless(text));
        format!("{kind:?} {} {words} {with:?}", entry.by.name)
    };
    let corrected = |entry: &Entry| {
        let number = entry.corrects?;
        log.iter().find(|it| it.number == number).map(of)
    };
    acts(log)
        .map(|entry| format!("{} {:?}", of(entry), corrected(entry)))
        .collect()
}

/// Those that somebody's act made.
fn acts(log: &[Entry]) -> impl Iterator<Item = &Entry> {
    log.iter().filter(|entry| entry.by.person.is_some())
}

/// Without the numbers of other entries.
fn numberless(text: &str) -> String {
    let mut parts = text.split(" in entry ");
    let first = parts.next().unwrap_or_default();
    parts.fold(first.to_owned(), |before, part| {
        let after = part.trim_start_matches(|c: char| c.is_ascii_digit());
        format!("{before} in entry ...{after}")
    })
}

/// Without times as the server writes them: `02:40 UTC on 23 November 2026`.
fn timeless(text: &str) -> String {
    let mut parts = text.split(" UTC on ");
    let first = parts.next().unwrap_or_default();
    parts.fold(first.to_owned(), |before, part| {
        let before = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == ':');
        let after: Vec<&str> = part.splitn(4, ' ').skip(3).collect();
        format!("{before}... {}", after.concat())
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_and_a_server_end_with_the_same_log() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let indoors = ground(one.path()).await;
    let ends: Timestamp = "2026-11-23T02:31:00Z".parse().unwrap();
    let played = in_store(&indoors.store, &scenario(), Some(ends))
        .await
        .unwrap();
    assert_as_expected(&played);
    let log = indoors.log(played.incident).await;
    let opened = log.first().unwrap().received_at;
    assert_eq!(opened, "2026-11-22T22:12:00Z".parse().unwrap());
    assert!(acts(&log).last().unwrap().received_at < ends);
    let overdue = log.iter().find(|entry| entry.text.contains("is overdue"));
    let overdue = overdue.unwrap();
    assert_eq!(overdue.received_at, "2026-11-23T02:20:00Z".parse().unwrap());
    assert!(
        log.iter().any(|entry| entry.late),
        "Dev wrote while cut off"
    );
    assert_eq!(
        indoors.tray(played.incident, "jo").await,
        [Code::RoleRequired; 3]
    );

    let network = ground(other.path()).await;
    let server = network.serve().await;
    let live = on_server(&scenario(), network.apis(&server), 0.0)
        .await
        .unwrap();
    server.stop().await;
    assert_as_expected(&live);
    assert_eq!(
        network.tray(live.incident, "jo").await,
        [Code::RoleRequired; 3]
    );
    assert_eq!(essence(&network.log(live.incident).await), essence(&log));
}

/// The room as the story leaves it.
#[tokio::test(flavor = "multi_thread")]
async fn the_night_ends_with_work_under_way() {
    let folder = tempfile::tempdir().unwrap();
    let ground = ground(folder.path()).await;
    let played = in_store(&ground.store, &scenario(), Some(now()))
        .await
        .unwrap();
    assert_eq!((played.entries, played.by_clock), (165, 6));
    let server = ground.serve().await;
    let priya = &ground.apis(&server)["priya"];
    let client = Client::connect(priya, played.incident, &Storage::Memory).unwrap();
    client.live().await.unwrap();
    let view = client.view();
    client.close().await;
    server.stop().await;

    let numbers = |is: &dyn Fn(&Object) -> bool| {
        let actions = view.actions.values().filter(|action| is(action));
        let mut numbers: Vec<i64> = actions.filter_map(|it| it.int("number")).collect();
        numbers.sort_unstable();
        numbers
    };
    let open = |action: &Object| action.str("state") == Some("open");
    assert_eq!(numbers(&open), [11, 12, 13, 14, 15, 16, 17, 18]);
    let done = |action: &Object| action.str("state") == Some("done");
    assert_eq!(numbers(&done), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    assert_eq!(numbers(&|it| it.str("overdue_since").is_some()), [14]);
    assert_eq!(numbers(&|it| it.str("chased_at").is_some()), [14]);
    assert_eq!(numbers(&|it| open(it) && !it.is("acknowledged")), [18]);
    let waiting = view.recommendations.values();
    let waiting = waiting.filter(|it| it.str("answer").is_none());
    let mut waiting: Vec<_> = waiting.filter_map(|it| it.int("number")).collect();
    waiting.sort_unstable();
    assert_eq!(waiting, [8, 9]);
    let settled: Vec<_> = view
        .proposals
        .values()
        .map(|it| (it.kind, it.state))
        .collect();
    assert_eq!(
        settled,
        [
            (ProposalKind::Spoken, ProposalState::Confirmed),
            (ProposalKind::Concern, ProposalState::Adopted)
        ]
    );
    let header = view.header.unwrap();
    assert_eq!(header.level, Some(Level::Silver));
    let regulator = header
        .regulator_due
        .unwrap()
        .since(header.aware_at.unwrap());
    assert_eq!(regulator, Duration::from_hours(72));
    assert!(header.next_call.is_some());
    assert_eq!((view.contacts.len(), view.systems.len()), (3, 2));
}

/// An expectation that is not met is found wanting, and says so.
#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_end_is_found_wanting() {
    let folder = tempfile::tempdir().unwrap();
    let ground = ground(folder.path()).await;
    let mut scenario = scenario();
    scenario.expect.entries += 1;
    scenario.steps.truncate(30);
    let refused = scenario
        .steps
        .iter_mut()
        .find(|step| step.refused.is_some());
    refused.unwrap().refused = None;
    let played = in_store(&ground.store, &scenario, None).await.unwrap();
    assert_eq!(played.wanting.len(), 2, "{:?}", played.wanting);
    assert!(played.wanting[0].contains("it was refused (RoleRequired)"));
    assert!(played.wanting[1].starts_with("expected"));
}

/// While somebody looks on, the demonstration's people go on writing, and they stop after so many keys.
#[tokio::test(flavor = "multi_thread")]
async fn the_extras_write_while_somebody_looks_on() {
    let folder = tempfile::tempdir().unwrap();
    let ground = ground(folder.path()).await;
    let played = in_store(&ground.store, &scenario(), Some(now()))
        .await
        .unwrap();
    let server = ground.serve().await;
    let apis = ground.apis(&server);
    let by_email = scenario()
        .people
        .into_iter()
        .map(|person| (person.email, apis[&person.key].clone()))
        .collect();
    let pace = Pace {
        key: Duration::from_millis(1),
        line: Duration::from_millis(1),
        keys_max: 1_000,
    };
    let extras = Extras::enter(&by_email, played.incident, pace)
        .await
        .unwrap();
    let writing = tokio::spawn(extras.write());

    let priya = Client::connect(&apis["priya"], played.incident, &Storage::Memory).unwrap();
    priya.live().await.unwrap();
    timeout(Duration::from_mins(2), writing)
        .await
        .unwrap()
        .unwrap();
    let log = priya.entries_after(0);
    let fresh = &log[165..];
    assert!(fresh.len() > 10, "{} entries", fresh.len());
    assert_eq!(
        fresh[0].text,
        "Ravi reports the gateway trace is complete. The copy sent to the personal address was forwarded once, to another address at the same provider. Both copies are on the recall list."
    );
    assert!(fresh.iter().all(|entry| entry.begun_at.is_some()));
    // Priya's own draft is still hers; nothing else lies about.
    assert_eq!(priya.view().drafts.len(), 1);
    server.stop().await;
}
