//! `loggist act`: a command of the incident.

use crate::{
    failure::Failure,
    remote::{Remote, ended, incident},
};
use anyhow::anyhow;
use loggist_client::{Api, Client, Fate, storage::Storage};
use loggist_domain::command::Given;
use serde_json::{Map, Value};
use tokio::time::timeout;

/// Commands that can be given here; sealing has `loggist say`.
const NAMES: [&str; 4] = ["declare", "add_member", "set_roles", "take_command"];

/// Give a command: declare, add people, give roles, take command
///
/// Prints the number of the entry that the log has of it.
#[derive(clap::Args)]
#[command(
    after_help = "Such as:\n  loggist act INC-2026-0147 declare severity=2 category=phishing\n  loggist act INC-2026-0147 add_member person=tom@example.org roles=deputy,secretariat"
)]
pub struct Act {
    /// The incident: its id, or a reference such as INC-2026-0147
    incident: String,
    /// The command
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(NAMES))]
    command: String,
    /// Its fields
    #[arg(
        value_name = "KEY=VALUE",
        value_parser = field,
        help = "Its fields, as key=value; a person is an id, a name or an email address, roles are joined by commas"
    )]
    fields: Vec<(String, String)>,
    #[command(flatten)]
    remote: Remote,
}

fn field(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("a field is key=value")?;
    Ok((key.to_owned(), value.to_owned()))
}

impl Act {
    /// Gives it.
    ///
    /// # Errors
    /// [`Failure::Wanting`] when it is refused, with its sentence.
    pub async fn run(self) -> Result<(), Failure> {
        let api = self.remote.api()?;
        let command = self.command(&api).await?;
        let incident = incident(&api, &self.incident).await?;
        let client = Client::connect(&api, incident, &Storage::Memory);
        let client = client.map_err(anyhow::Error::from)?;
        // A command never fires later, so there is an end to waiting too.
        let patience = loggist_domain::limits::COMMAND_GOOD_FOR;
        let given = async {
            client.live().await.map_err(|end| ended(&end))?;
            Ok::<Fate, Failure>(client.command(&command).await)
        };
        let fate = timeout(patience, given).await.map_err(|_| {
            Failure::impossible(
                "The server did not answer in time. `loggist tail` shows whether it was done.",
            )
        })??;
        client.close().await;
        match fate {
            Fate::Recorded { number, seq, .. } => {
                match number {
                    Some(number) => println!("{number:06}"),
                    None => println!("{seq}"),
                }
                Ok(())
            }
            Fate::Refused { reason, .. } => Err(Failure::Wanting(anyhow!("{reason}"))),
            Fate::NotSent(why) => Err(anyhow::Error::from(why).into()),
        }
    }

    async fn command(&self, api: &Api) -> Result<Given, Failure> {
        let mut fields = Map::new();
        for (key, value) in &self.fields {
            let value = match key.as_str() {
                "person" | "reports_to" => Value::String(person(api, value).await?),
                "roles" => value
                    .split(',')
                    .map(|role| role.trim().to_owned())
                    .collect(),
                _ => plain(value),
            };
            fields.insert(key.clone(), value);
        }
        Given::read(&self.command, &Value::Object(fields))
            .map_err(|refusal| Failure::usage(refusal.reason))
    }
}

/// Numbers and yes and no as such; everything else is text.
fn plain(text: &str) -> Value {
    match text {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        text => text
            .parse::<u64>()
            .map_or_else(|_| Value::String(text.to_owned()), Value::from),
    }
}

/// The id of a person who is named by id, name or email address.
async fn person(api: &Api, name: &str) -> Result<String, Failure> {
    if name.parse::<loggist_domain::PersonId>().is_ok() {
        return Ok(name.to_owned());
    }
    let people = api.people().await.map_err(anyhow::Error::from)?;
    let is = |own: &str| own.eq_ignore_ascii_case(name);
    let mut named = people
        .iter()
        .filter(|person| is(&person.name) || person.email.as_deref().is_some_and(is));
    match (named.next(), named.next()) {
        (Some(person), None) => Ok(person.id.to_string()),
        (Some(_), Some(_)) => Err(Failure::usage(format!(
            "Several people are called {name}. Name the id of one."
        ))),
        (None, _) => Err(Failure::usage(format!(
            "There is nobody called {name}. Only administrators find people by their email address."
        ))),
    }
}
