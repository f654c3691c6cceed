//! A real server in this process, with people, for tests that go through the network.

use loggist_client::{Api, Token};
use loggist_domain::{Role, Timestamp, Training};
use loggist_identity::{Accounts, NewPerson, RealSurroundings};
use loggist_server::{Config, Server, Settings};
use loggist_store::{Person, open};
use std::{collections::BTreeMap, net::SocketAddr, path::Path, sync::Arc, time::Duration};

/// How long a token of these tests is good.
const GOOD_FOR: Duration = Duration::from_hours(1);

/// A running server and the people in it.
pub struct Running {
    server: Server,
    config: Config,
    database: String,
    people: BTreeMap<&'static str, (Person, Token)>,
}

impl Running {
    /// Starts on a free port, with its database in a folder, and people of these names: the first is on call as
    /// Incident Manager, and everyone is trained for everything.
    ///
    /// # Panics
    /// When it does not start: the test cannot go on.
    pub async fn start(folder: &Path, names: &[&'static str]) -> Self {
        let database = format!("sqlite:{}", folder.join("loggist.db").display());
        let listen: SocketAddr = ([127, 0, 0, 1], 0).into();
        let settings = Settings {
            listen: Some(listen),
            ..Settings::default()
        };
        let config = settings.config().expect("the settings are good");
        // Before it starts: a server looks for people added behind its back only now and then.
        let people = people(&database, names).await;
        let server = serve(&config, &database).await;
        Self {
            server,
            config,
            database,
            people,
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// Its address for clients.
    pub fn url(&self) -> String {
        format!("http://{}", self.address())
    }

    /// The server as a person calls it, by way of another address when there is a proxy between.
    ///
    /// # Panics
    /// When there is nobody of this name.
    pub fn api(&self, name: &str, url: &str) -> Api {
        Api::new(url, self.people[name].1.clone()).expect("the address is good")
    }

    /// A person of this name.
    ///
    /// # Panics
    /// When there is nobody of this name.
    pub fn person(&self, name: &str) -> &Person {
        &self.people[name].0
    }

    /// Their token's text.
    ///
    /// # Panics
    /// When there is nobody of this name.
    pub fn token(&self, name: &str) -> String {
        self.people[name].1.reveal().to_owned()
    }

    /// Another token of theirs, under a sign-in of its own.
    ///
    /// # Panics
    /// When there is nobody of this name.
    pub async fn new_token(&self, name: &str) -> Token {
        token(self.accounts(), self.person(name)).await
    }

    /// The door, for what a test has to arrange.
    pub fn accounts(&self) -> &Accounts {
        self.server.accounts()
    }

    /// Stops it and starts it again on the same database, on a new port.
    ///
    /// # Panics
    /// When it does not start again.
    pub async fn restart(self) -> Self {
        self.server.stop().await;
        let server = serve(&self.config, &self.database).await;
        Self { server, ..self }
    }

    /// Stops it.
    pub async fn stop(self) {
        self.server.stop().await;
    }
}

async fn serve(config: &Config, database: &str) -> Server {
    let store = open(database).await.expect("the database opens");
    Server::start(config.clone(), store, Arc::new(RealSurroundings))
        .await
        .expect("the server starts")
}

async fn people(database: &str, names: &[&'static str]) -> BTreeMap<&'static str, (Person, Token)> {
    let store = open(database).await.expect("the database opens");
    let accounts = Accounts::open(Arc::clone(&store), Arc::new(RealSurroundings))
        .await
        .expect("the accounts open");
    let mut people = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        let person = accounts
            .add(new_person(name, at == 0))
            .await
            .expect("a new person");
        let token = token(&accounts, &person).await;
        people.insert(*name, (person, token));
    }
    store.close().await;
    people
}

async fn token(accounts: &Accounts, person: &Person) -> Token {
    let (token, _) = accounts.bearer(person, GOOD_FOR).await.expect("a token");
    Token::new(&token).expect("our own token")
}

fn new_person(name: &str, on_call: bool) -> NewPerson {
    NewPerson {
        name: name.to_owned(),
        email: format!("{}@example.org", name.to_lowercase()),
        organisation: "Ministry".into(),
        password: None,
        administrator: false,
        trainings: Role::ALL
            .map(|role| Training { role, until: None })
            .to_vec(),
        on_call_until: on_call.then(|| Timestamp::from_millis(i64::MAX)),
    }
}
