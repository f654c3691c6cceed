//! `loggist act`: a command of the incident, or work on what people write in it.
//!
//! The tour: [`table`] is what can be done, as data; [`room`] finds what is named; [`doing`] does it.

mod doing;
mod invite;
mod room;
mod table;
mod times;

use crate::{
    failure::Failure,
    remote::{Remote, ended, incident},
};
use anyhow::anyhow;
use clap::builder::PossibleValuesParser;
use doing::Made;
use loggist_client::{Client, Fate, Invited, storage::Storage};
use room::Room;
use serde_json::json;
use table::Row;
use tokio::time::timeout;

/// Give a command, or work on actions and recommendations
///
/// Prints the number of the log entry that tells of it, or of the action or recommendation that it makes.
#[derive(clap::Args)]
#[command(after_help = table::EXAMPLES, after_long_help = table::help())]
pub struct Act {
    /// The incident: its id, or a reference such as INC-2026-0147
    incident: String,
    /// What to do; --help lists everything with its fields
    #[arg(
        value_name = "COMMAND",
        hide_possible_values = true,
        value_parser = PossibleValuesParser::new(table::rows().map(|row| row.name))
    )]
    command: String,
    /// Its fields, as key=value
    #[arg(value_name = "KEY=VALUE", value_parser = field)]
    fields: Vec<(String, String)>,
    /// For programs: the receipt as an object
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    remote: Remote,
}

/// What was done.
enum Did {
    /// An act, with what it made.
    Sent(Fate, Option<Made>),
    /// An invitation.
    Invited(Invited),
}

fn field(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("a field is key=value")?;
    Ok((key.to_owned(), value.to_owned()))
}

/// Beside the fields of what is done.
const SPOKEN: &str = "spoken";

impl Act {
    /// Does it.
    ///
    /// # Errors
    /// [`Failure::Wanting`] when it is refused, with its sentence.
    pub async fn run(self) -> Result<(), Failure> {
        let row = table::find(&self.command)
            .ok_or_else(|| Failure::usage(format!("There is no command {}.", self.command)))?;
        let (spoken, typed) = self.spoken(row)?;
        let api = self.remote.api()?;
        let incident = incident(&api, &self.incident).await?;
        let client = Client::connect(&api, incident, &Storage::Memory);
        let client = client.map_err(anyhow::Error::from)?;
        // A command never fires later, so there is an end to waiting too.
        let patience = loggist_domain::limits::COMMAND_GOOD_FOR;
        let done = async {
            client.live().await.map_err(|end| ended(&end))?;
            let room = Room::of(&api, &client).await?;
            let fields = room.fields(row, &typed)?;
            if row.name == "invite" {
                return Ok(Did::Invited(invite::invite(&api, incident, fields).await?));
            }
            let spoken_by = spoken.then(|| room.manager()).transpose()?;
            let (answer, made) = doing::perform(&client, &room, row, fields, spoken_by)?;
            Ok::<_, Failure>(Did::Sent(answer.fate().await, made))
        };
        let did = timeout(patience, done).await.map_err(|_| {
            Failure::impossible(
                "The server did not answer in time. `loggist tail` shows whether it was done.",
            )
        })??;
        let told = match did {
            Did::Sent(fate, made) => self.told(&client, fate, made),
            Did::Invited(invited) => {
                invite::tell(&api, &invited, self.json);
                Ok(())
            }
        };
        client.close().await;
        told
    }

    /// Whether it is given for the manager who said it, and the other fields.
    fn spoken(&self, row: &Row) -> Result<(bool, Vec<(String, String)>), Failure> {
        let (spoken, others): (Vec<_>, Vec<_>) = self
            .fields
            .iter()
            .cloned()
            .partition(|(name, _)| name == SPOKEN);
        let Some((_, word)) = spoken.first() else {
            return Ok((false, others));
        };
        let spoken = room::yes_or_no(SPOKEN, word).map_err(Failure::usage)?;
        if spoken && !row.is_spoken() {
            return Err(Failure::usage(format!(
                "{} is not done as spoken: --help marks with (s) what is.",
                row.name
            )));
        }
        Ok((spoken, others))
    }

    fn told(&self, client: &Client, fate: Fate, made: Option<Made>) -> Result<(), Failure> {
        let (seq, received_at, number) = match fate {
            Fate::Recorded {
                seq,
                received_at,
                number,
                ..
            } => (seq, received_at, number),
            Fate::Refused { reason, .. } => return Err(Failure::Wanting(anyhow!("{reason}"))),
            Fate::NotSent(why) => return Err(anyhow::Error::from(why).into()),
        };
        let made = made.map(|made| name(client, made));
        if self.json {
            let receipt =
                json!({"seq": seq, "number": number, "made": made, "received_at": received_at});
            println!("{receipt}");
            return Ok(());
        }
        let number = number.map(|number| format!("{number:06}"));
        if let Some(result) = made.or(number) {
            println!("{result}");
        }
        eprintln!("Recorded at {received_at}, record {seq}.");
        Ok(())
    }
}

/// What was made, as people call it: the server numbered it in the same record.
fn name(client: &Client, made: Made) -> String {
    let view = client.view();
    let (before, objects, id) = match made {
        Made::Action(id) => ("A-", &view.actions, id),
        Made::Recommendation(id) => ("R-", &view.recommendations, id),
        Made::Message(id) => ("M-", &view.messages, id),
        Made::Lesson(id) => ("L-", &view.lessons, id),
        Made::Call(id) => ("", &view.calls, id),
        Made::Named(id) => return id.to_string(),
    };
    let number = objects.get(&id).and_then(|object| object.int("number"));
    number.map_or_else(|| id.to_string(), |number| format!("{before}{number}"))
}
