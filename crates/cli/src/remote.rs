//! A running server, for the commands that speak to one.

use crate::failure::Failure;
use loggist_client::{Api, ApiError, End, Token};
use loggist_domain::IncidentId;
use std::time::Duration;
use tokio::time::sleep;

/// Between two tries while the server is away.
const TRY_EVERY: Duration = Duration::from_secs(2);

/// Which server, and as whom.
#[derive(clap::Args)]
pub struct Remote {
    /// The server
    #[arg(
        long,
        env = "LOGGIST_SERVER",
        default_value = "http://127.0.0.1:7474",
        value_name = "URL"
    )]
    server: String,
    /// Speaks as the person of this token; `loggist token` makes one
    #[arg(long, env = "LOGGIST_TOKEN", hide_env_values = true)]
    token: String,
}

impl Remote {
    /// The calls to it.
    ///
    /// # Errors
    /// [`Failure::Usage`] for a token that is none.
    pub fn api(&self) -> Result<Api, Failure> {
        let token = Token::new(&self.token).map_err(|error| Failure::Usage(error.into()))?;
        Ok(Api::new(&self.server, token).map_err(anyhow::Error::from)?)
    }
}

/// The incident of an id or a reference; waits while the server is away.
///
/// # Errors
/// The server's word that there is none, or that the token is not good.
pub async fn incident(api: &Api, name: &str) -> Result<IncidentId, Failure> {
    let mut told = false;
    loop {
        match api.find(name).await {
            Ok(id) => return Ok(id),
            Err(error) if error.is_passing() => {
                if !told {
                    eprintln!("{error} Trying again until it is back; Ctrl-C ends this.");
                    told = true;
                }
                sleep(TRY_EVERY).await;
            }
            Err(error @ ApiError::NoIncident(_)) => return Err(Failure::Usage(error.into())),
            Err(error) => return Err(anyhow::Error::from(error).into()),
        }
    }
}

/// A call that the server refused, as a failure of the command: with its sentence when it is about what was asked.
pub fn refused(error: ApiError) -> Failure {
    match error {
        ApiError::Problem {
            status: 403 | 413 | 422,
            ..
        } => Failure::Wanting(error.into()),
        other => anyhow::Error::from(other).into(),
    }
}

/// A connection that stays closed, as a failure of the command.
pub fn ended(end: &End) -> Failure {
    match end {
        End::SignedOut(_) => Failure::impossible(format!(
            "{end} Make a new token with: loggist token --person EMAIL"
        )),
        end => Failure::impossible(end.to_string()),
    }
}
