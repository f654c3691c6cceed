//! Where it is measured: a server, people, and incidents for them.

use super::child::Server;
use anyhow::{Context as _, Result, bail};
use loggist_client::{Api, Client, Fate, Ids, Token, now, storage::Storage};
use loggist_domain::{
    Category, IncidentId, Role, Severity, Timestamp, Training,
    command::{AddMember, Command, Declare, Open},
};
use loggist_identity::{Accounts, NewPerson, RealSurroundings};
use std::{fs, path::Path, sync::Arc, time::Duration};
use tempfile::TempDir;

/// People of a server of our own: a manager, and a team of 25.
const PEOPLE: usize = 26;
/// Longer than any measurement.
const TOKENS_FOR: Duration = Duration::from_hours(12);

/// A server and people.
pub struct Ground {
    /// Those who may sign in; the first is the manager.
    pub people: Vec<Api>,
    own: Option<Own>,
}

struct Own {
    server: Server,
    folder: TempDir,
}

impl Ground {
    /// A server that runs already.
    pub fn given(server: &str, tokens: &Path) -> Result<Self> {
        let text = fs::read_to_string(tokens)
            .with_context(|| format!("Could not read {}", tokens.display()))?;
        let mut people = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let token = line.split_whitespace().next_back().unwrap_or_default();
            people.push(Api::new(server, Token::new(token)?)?);
        }
        if people.len() < 2 {
            bail!("Name at least two people in {}.", tokens.display());
        }
        Ok(Self { people, own: None })
    }

    /// A server of our own.
    pub async fn own() -> Result<Self> {
        let folder = tempfile::tempdir().context("Could not make a folder")?;
        let database = format!("sqlite:{}", folder.path().join("loggist.db").display());
        let tokens = tokens(&database).await?;
        let server = Server::start(&database).await?;
        let people = tokens
            .into_iter()
            .map(|token| Api::new(server.url(), token));
        Ok(Self {
            people: people.collect::<Result<_, _>>()?,
            own: Some(Own { server, folder }),
        })
    }

    /// Stops the server, if it is our own, and removes what it kept.
    pub async fn end(self) {
        if let Some(Own { mut server, folder }) = self.own {
            if let Err(error) = server.stop().await {
                eprintln!("{error:#}");
            }
            if let Err(error) = folder.close() {
                eprintln!("Could not remove a folder: {error}");
            }
        }
    }

    /// The server, when it is our own.
    pub fn own_server(&mut self) -> Option<&mut Server> {
        self.own.as_mut().map(|own| &mut own.server)
    }

    /// Seconds of processor time and bytes of memory that the server has used.
    pub async fn used(&self) -> Option<(f64, f64)> {
        if let Some(own) = &self.own {
            return own.server.used();
        }
        let text = self.people.first()?.metrics().await.ok()?;
        let value = |name: &str| {
            let line = text.lines().find(|line| {
                line.strip_prefix(name)
                    .is_some_and(|rest| rest.starts_with(' '))
            });
            line?.split_whitespace().nth(1)?.parse::<f64>().ok()
        };
        Some((
            value("process_cpu_seconds_total")?,
            value("process_resident_memory_bytes")?,
        ))
    }

    /// A new incident, declared, with everyone in it.
    pub async fn incident(&self, title: &str) -> Result<IncidentId> {
        let manager = self.people.first().context("There are no people")?;
        let open = Open {
            title: format!("Measurement: {title}"),
            summary: None,
            security: true,
            personal_data: false,
        };
        let intent = Ids::fresh().intent(now());
        let id = manager.open(&open, intent, now()).await?.id;
        let client = Client::connect(manager, id, &Storage::Memory)?;
        client.live().await?;
        recorded(&client, &declare()?).await?;
        for person in &self.people[1..] {
            let add = AddMember {
                person: person.token().person(),
                roles: vec![Role::Sme],
                capability: None,
                domain: None,
                organisation: None,
                reports_to: None,
                asked_for_by: None,
                reason: Some("Measurement".into()),
            };
            recorded(&client, &Command::AddMember(add)).await?;
        }
        client.close().await;
        Ok(id)
    }
}

async fn recorded(client: &Client, command: &Command) -> Result<()> {
    match client.command(&command.clone().into()).await {
        Fate::Recorded { .. } => Ok(()),
        Fate::Refused { reason, .. } => bail!(reason),
        Fate::NotSent(why) => Err(why.into()),
    }
}

fn declare() -> Result<Command> {
    Ok(Command::Declare(Declare {
        severity: Severity::try_from(4)
            .ok()
            .context("There is a severity 4")?,
        category: Category::Other,
        severity_provisional: false,
        category_provisional: false,
        codename: None,
        reason: Some("Measurement".into()),
    }))
}

/// Puts people into a database that no server has open yet.
async fn tokens(database: &str) -> Result<Vec<Token>> {
    let store = loggist_store::open(database).await?;
    let accounts = Accounts::open(Arc::clone(&store), Arc::new(RealSurroundings)).await?;
    let mut tokens = Vec::new();
    for number in 0..PEOPLE {
        let role = |role| Training { role, until: None };
        let person = accounts
            .add(NewPerson {
                name: format!("Person {number}"),
                email: format!("person{number}@bench.invalid"),
                trainings: vec![role(Role::IncidentManager), role(Role::Sme)],
                on_call_until: Some(Timestamp::from_millis(i64::MAX)),
                ..NewPerson::default()
            })
            .await?;
        let (token, _) = accounts.bearer(&person, TOKENS_FOR).await?;
        tokens.push(Token::new(&token)?);
    }
    store.close().await;
    Ok(tokens)
}
