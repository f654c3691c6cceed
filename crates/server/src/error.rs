//! Why a server does not start: one line each, for the operator, with what to do.

use loggist_identity::IdentityError;
use loggist_store::StoreError;
use std::net::SocketAddr;

/// Why a server does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The configuration.
    #[error("{0}")]
    Config(String),
    /// The address to listen on.
    #[error("{}", listen_line(*.address, .cause))]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why not.
        cause: std::io::Error,
    },
    /// The database.
    #[error("{}", store_line(.0))]
    Store(StoreError),
    /// A demonstration's database without `--demo`, or the other way round.
    #[error("{0}")]
    Demo(&'static str),
}

impl From<StoreError> for StartError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<IdentityError> for StartError {
    fn from(error: IdentityError) -> Self {
        match error {
            IdentityError::Store(error) => Self::Store(error),
            other => Self::Store(StoreError::Corrupt(other.to_string())),
        }
    }
}

fn listen_line(address: SocketAddr, cause: &std::io::Error) -> String {
    let remedy = match cause.kind() {
        std::io::ErrorKind::AddrInUse => {
            "another program has this port. Stop it, or choose another port with --listen"
        }
        std::io::ErrorKind::PermissionDenied => {
            "the system does not allow it. Choose a port above 1023 with --listen"
        }
        std::io::ErrorKind::AddrNotAvailable => {
            "this machine does not have that address. Choose another with --listen"
        }
        _ => {
            return format!(
                "Could not listen on {address}: {cause}. Choose another address with --listen."
            );
        }
    };
    format!("Could not listen on {address}: {remedy}.")
}

/// The store says itself what to do.
fn store_line(error: &StoreError) -> String {
    let line = match error {
        StoreError::Away(why) => format!("The database cannot be used now: {why}"),
        other => format!("The database cannot be used: {other}"),
    };
    let stop = if line.ends_with(['.', ')']) { "" } else { "." };
    format!("{line}{stop}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_one_line_with_what_to_do() {
        let address = "127.0.0.1:7474".parse().unwrap();
        let taken = std::io::Error::from(std::io::ErrorKind::AddrInUse);
        let told = StartError::Listen {
            address,
            cause: taken,
        }
        .to_string();
        assert!(
            told.contains("127.0.0.1:7474") && told.contains("--listen"),
            "{told}"
        );
        let told = StartError::Store(StoreError::Unfit("x.db is no database: move it".into()));
        let told = told.to_string();
        assert_eq!(
            told,
            "The database cannot be used: x.db is no database: move it."
        );
        assert_eq!(told.lines().count(), 1);
    }
}
