//! `loggist person add`.

use crate::failure::Failure;
use anyhow::{Context as _, bail};
use loggist_domain::Training;
use loggist_identity::{Accounts, IdentityError, NewPerson, RealSurroundings, Surroundings as _};
use loggist_store::Store;
use std::{io::read_to_string, sync::Arc};

use super::change::{TrainedFor, role};

/// Letters and digits that nobody takes for one another.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// Groups of five: 125 bits.
const GROUPS: usize = 5;

/// Add a person; a password is made and printed, unless it is given
#[derive(clap::Args)]
pub struct Add {
    /// Name on screens and in the log
    #[arg(long)]
    name: String,
    /// How they sign in
    #[arg(long)]
    email: String,
    /// Their organisation
    #[arg(long, default_value = "")]
    organisation: String,
    /// May add people in the web app; gives no right in any incident
    #[arg(long)]
    administrator: bool,
    /// A role they are trained for; may be given several times
    #[arg(long = "trained", value_parser = role, value_name = "ROLE")]
    trained: Vec<TrainedFor>,
    /// Read the password from standard input: its first line
    #[arg(long, conflicts_with = "no_password")]
    password_stdin: bool,
    /// No password: they come in with a token alone
    #[arg(long)]
    no_password: bool,
}

impl Add {
    pub(super) async fn run(self, store: &Arc<dyn Store>) -> Result<(), Failure> {
        // The database is not a demonstration's when its first person is added by hand.
        let _ = loggist_server::claim(&**store, false).await;
        let (password, made) = self.password()?;
        let new = NewPerson {
            name: self.name,
            email: self.email,
            organisation: self.organisation,
            password,
            administrator: self.administrator,
            trainings: self
                .trained
                .into_iter()
                .map(|TrainedFor(role)| Training { role, until: None })
                .collect(),
            on_call_until: None,
            guest_of: None,
        };
        let accounts = Accounts::open(Arc::clone(store), Arc::new(RealSurroundings)).await;
        let added = accounts.map_err(anyhow::Error::from)?.add(new).await;
        let person = added.map_err(|error| match error {
            IdentityError::Unfit(_) => Failure::Usage(error.into()),
            other => anyhow::Error::from(other).into(),
        })?;
        eprintln!("{} <{}> has an account.", person.name, person.email);
        if let Some(made) = made {
            eprintln!("The password is shown once; they cannot change it to a shorter one:");
            println!("{made}");
        }
        Ok(())
    }

    /// The password to keep, and the same when it was made here.
    fn password(&self) -> Result<(Option<String>, Option<String>), anyhow::Error> {
        if self.no_password {
            return Ok((None, None));
        }
        if !self.password_stdin {
            let made = password();
            return Ok((Some(made.clone()), Some(made)));
        }
        let input = read_to_string(std::io::stdin()).context("Could not read the password")?;
        match input.lines().next() {
            Some(line) if !line.is_empty() => Ok((Some(line.to_owned()), None)),
            _ => bail!("There is no password on standard input."),
        }
    }
}

/// A password that nobody can guess and anybody can type.
fn password() -> String {
    let random = RealSurroundings.random();
    let letters = random
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
    let letters: Vec<char> = letters.take(GROUPS * 5).collect();
    let groups: Vec<String> = letters
        .chunks(5)
        .map(|group| group.iter().collect())
        .collect();
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_password_is_one_that_is_taken() {
        let made = password();
        assert_eq!(made.len(), 29);
        assert_eq!(
            loggist_identity::password::flaw(&made, "A", "a@example.org"),
            None
        );
        assert_ne!(made, password());
    }
}
