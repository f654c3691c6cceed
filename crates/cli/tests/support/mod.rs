//! The real binary as a process of its own, and people in its database.

use loggist_cli::play::{Person, Scenario};
use loggist_client::{Api, Token};
use loggist_domain::{Timestamp, Training};
use loggist_identity::{Accounts, NewPerson, RealSurroundings};
use std::{
    collections::BTreeMap,
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};

/// The scripted incident.
pub fn scenario() -> Scenario {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios/court-lists.ndjson");
    let text = std::fs::read_to_string(path).expect("the scenario is there");
    Scenario::read(&text).expect("the scenario reads")
}

/// A server process. It is killed when it is dropped.
pub struct Process {
    child: Child,
    database: String,
    address: SocketAddr,
}

impl Process {
    /// Starts on a free port and waits until it listens.
    pub fn start(database: &str) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = free.local_addr().expect("an address");
        drop(free);
        let child = spawn(database, address);
        let process = Self {
            child,
            database: database.to_owned(),
            address,
        };
        process.wait();
        process
    }

    /// Where clients find it.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Kill -9.
    pub fn kill(&mut self) {
        self.child.kill().expect("the server runs");
        self.child.wait().expect("it is ours to wait for");
    }

    /// Starts again at the same address.
    pub fn start_again(&mut self) {
        self.child = spawn(&self.database, self.address);
        self.wait();
    }

    fn wait(&self) {
        for _ in 0..600 {
            if TcpStream::connect(self.address).is_ok() {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the server does not listen at {}", self.address);
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn spawn(database: &str, address: SocketAddr) -> Child {
    Command::new(env!("CARGO_BIN_EXE_loggist"))
        .args([
            "serve",
            "--database",
            database,
            "--listen",
            &address.to_string(),
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the server starts")
}

/// Adds a scenario's people to a database, and gives each a way in to a server there.
pub async fn people(
    database: &str,
    scenario: &Scenario,
) -> BTreeMap<String, (loggist_domain::PersonId, Token)> {
    let store = loggist_store::open(database)
        .await
        .expect("the database opens");
    let accounts = Accounts::open(Arc::clone(&store), Arc::new(RealSurroundings))
        .await
        .expect("the accounts open");
    let mut people = BTreeMap::new();
    for person in &scenario.people {
        let added = accounts
            .add(new_person(person))
            .await
            .expect("a new person");
        let (token, _) = accounts
            .bearer(&added, Duration::from_hours(2))
            .await
            .expect("a token");
        people.insert(
            person.key.clone(),
            (added.id, Token::new(&token).expect("our own token")),
        );
    }
    store.close().await;
    people
}

/// Their clients' ways in.
pub fn apis(
    people: &BTreeMap<String, (loggist_domain::PersonId, Token)>,
    url: &str,
) -> BTreeMap<String, Api> {
    people
        .iter()
        .map(|(key, (_, token))| {
            (
                key.clone(),
                Api::new(url, token.clone()).expect("an address"),
            )
        })
        .collect()
}

fn new_person(person: &Person) -> NewPerson {
    NewPerson {
        name: person.name.clone(),
        email: person.email.clone(),
        organisation: person.organisation.clone(),
        password: None,
        administrator: false,
        trainings: person
            .trainings
            .iter()
            .map(|role| Training {
                role: *role,
                until: None,
            })
            .collect(),
        on_call_until: person.on_call.then(|| Timestamp::from_millis(i64::MAX)),
        guest_of: None,
    }
}
