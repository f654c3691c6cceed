//! How a node is set up: from options, the environment and a file, in that order.

use crate::StartError;
use serde::Deserialize;
use std::{
    net::{Ipv4Addr, SocketAddr},
    path::Path,
};

/// Where to listen when nothing else is said.
pub const LISTEN: &str = "127.0.0.1:7474";
/// Where the database is when nothing else is said.
pub const DATABASE: &str = "sqlite:data/loggist.db";

/// What may be said by an option, a variable `LOGGIST_...`, or a key of the file. What is absent is left to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Address and port to listen on.
    pub listen: Option<SocketAddr>,
    /// Where the database is.
    pub database: Option<String>,
    /// Addresses under which browsers know this server, such as `https://loggist.example.org`.
    pub origins: Option<Vec<String>>,
    /// Whose installation this is, on the sign-in page.
    pub organisation: Option<String>,
    /// A proxy stands before the server and names the client in `X-Forwarded-For`.
    pub behind_proxy: Option<bool>,
    /// The demonstration.
    pub demo: Option<bool>,
    /// `text` or `json`.
    pub log: Option<LogForm>,
    /// What is logged, such as `info` or `loggist_server=debug`.
    pub log_filter: Option<String>,
}

/// The form of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogForm {
    /// For people.
    #[default]
    Text,
    /// For programs: an object a line.
    Json,
}

impl std::str::FromStr for LogForm {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            _ => Err("the log is text or json".into()),
        }
    }
}

/// How this node is set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// Addresses under which browsers know this server; the listener's own when none are named.
    pub origins: Vec<String>,
    /// Whose installation this is.
    pub organisation: String,
    /// A proxy names the client.
    pub behind_proxy: bool,
    /// The demonstration.
    pub demo: bool,
}

impl Settings {
    /// The keys of a file.
    ///
    /// # Errors
    /// [`StartError::Config`], naming the file and the line.
    pub fn of_file(path: &Path) -> Result<Self, StartError> {
        let told = |why: String| {
            StartError::Config(format!(
                "The configuration {} cannot be used: {why}",
                path.display()
            ))
        };
        let text = std::fs::read_to_string(path).map_err(|cause| told(cause.to_string()))?;
        toml::from_str(&text).map_err(|cause| {
            let line = cause.span().map_or(1, |span| {
                let before = text.get(..span.start).unwrap_or_default();
                before.matches('\n').count() + 1
            });
            told(format!("line {line}: {}", cause.message()))
        })
    }

    /// These settings, and where they are silent those of `other`.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            listen: self.listen.or(other.listen),
            database: self.database.or(other.database),
            origins: self.origins.or(other.origins),
            organisation: self.organisation.or(other.organisation),
            behind_proxy: self.behind_proxy.or(other.behind_proxy),
            demo: self.demo.or(other.demo),
            log: self.log.or(other.log),
            log_filter: self.log_filter.or(other.log_filter),
        }
    }

    /// The address of the database.
    pub fn database(&self) -> &str {
        self.database.as_deref().unwrap_or(DATABASE)
    }

    /// The configuration that they make, with the defaults.
    ///
    /// # Errors
    /// [`StartError::Config`] for what cannot be, with what to do.
    pub fn config(&self) -> Result<Config, StartError> {
        let listen = self
            .listen
            .unwrap_or_else(|| LISTEN.parse().expect("the default is an address"));
        let demo = self.demo.unwrap_or_default();
        if demo && !listen.ip().is_loopback() {
            return Err(StartError::Config(format!(
                "The demonstration lets anyone be anyone, so it listens on this machine alone, not on {listen}. Leave out --listen, or leave out --demo."
            )));
        }
        let origins = self.origins.clone().unwrap_or_default();
        for origin in &origins {
            check_origin(origin)?;
        }
        Ok(Config {
            listen,
            origins,
            organisation: self.organisation.clone().unwrap_or_default(),
            behind_proxy: self.behind_proxy.unwrap_or_default(),
            demo,
        })
    }
}

impl Config {
    /// Whether browsers come over https, so that cookies get the prefixes that demand it.
    pub fn is_secure(&self) -> bool {
        self.origins
            .iter()
            .any(|origin| origin.starts_with("https://"))
    }

    /// Where browsers find this server, once it is known where we listen.
    pub fn url_at(&self, mut address: SocketAddr) -> String {
        if let Some(origin) = self.origins.first() {
            return origin.clone();
        }
        if address.ip().is_unspecified() {
            // Everywhere is no place to go to; here is one of them.
            address.set_ip(Ipv4Addr::LOCALHOST.into());
        }
        format!("http://{address}")
    }

    /// The origins that are ours, once it is known where we listen.
    pub fn origins_at(&self, address: SocketAddr) -> Vec<String> {
        if !self.origins.is_empty() {
            return self.origins.clone();
        }
        let port = address.port();
        let mut origins = vec![
            format!("http://{address}"),
            format!("http://localhost:{port}"),
            format!("http://127.0.0.1:{port}"),
        ];
        if port == 80 {
            origins.extend([
                "http://localhost".into(),
                format!("http://{}", address.ip()),
            ]);
        }
        origins
    }
}

/// An origin as browsers write it: scheme, host, perhaps a port, nothing after it.
fn check_origin(origin: &str) -> Result<(), StartError> {
    let host = origin
        .strip_prefix("https://")
        .or_else(|| origin.strip_prefix("http://"));
    let good = host.is_some_and(|host| {
        !host.is_empty()
            && !host.contains(['/', '?', '#', '@', '*', ' '])
            && !host.chars().any(char::is_uppercase)
    });
    if good {
        Ok(())
    } else {
        Err(StartError::Config(format!(
            "{origin:?} is not an origin. Write it as browsers do, such as https://loggist.example.org, with nothing after the host."
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> Result<Settings, StartError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("loggist.toml");
        std::fs::write(&path, text).unwrap();
        Settings::of_file(&path)
    }

    #[test]
    fn what_is_said_first_counts() {
        let options = Settings {
            listen: Some("127.0.0.1:1".parse().unwrap()),
            ..Settings::default()
        };
        let file = file("listen = \"127.0.0.1:2\"\norganisation = \"HM Courts\"\nlog = \"json\"");
        let settings = options.or(file.unwrap());
        let config = settings.config().unwrap();
        assert_eq!(config.listen.port(), 1);
        assert_eq!(config.organisation, "HM Courts");
        assert_eq!(settings.log, Some(LogForm::Json));
        assert_eq!(settings.database(), DATABASE);
        assert_eq!(
            Settings::default().config().unwrap().listen.to_string(),
            LISTEN
        );
    }

    #[test]
    fn a_bad_file_is_told_with_its_line() {
        let told = file("organisation = \"x\"\nlisten = \"nowhere\"")
            .unwrap_err()
            .to_string();
        assert!(
            told.contains("loggist.toml") && told.contains("line 2"),
            "{told}"
        );
        let told = file("listne = \"127.0.0.1:1\"").unwrap_err().to_string();
        assert!(told.contains("listne"), "{told}");
        assert!(Settings::of_file(Path::new("/no/such/file")).is_err());
    }

    #[test]
    fn the_demonstration_stays_on_this_machine() {
        let demo = |listen: &str| Settings {
            listen: Some(listen.parse().unwrap()),
            demo: Some(true),
            ..Settings::default()
        };
        assert!(demo("127.0.0.1:0").config().is_ok());
        assert!(demo("[::1]:0").config().is_ok());
        assert!(demo("0.0.0.0:0").config().is_err());
    }

    #[test]
    fn origins_are_exact() {
        let with = |origin: &str| Settings {
            origins: Some(vec![origin.into()]),
            ..Settings::default()
        };
        assert!(
            with("https://loggist.example.org")
                .config()
                .unwrap()
                .is_secure()
        );
        assert!(with("http://10.0.0.1:8080").config().is_ok());
        for odd in [
            "loggist.example.org",
            "https://a/",
            "https://*",
            "https://",
            "https://A.org",
        ] {
            assert!(with(odd).config().is_err(), "{odd}");
        }
        let own = Settings::default().config().unwrap();
        let own = own.origins_at("127.0.0.1:7474".parse().unwrap());
        assert!(own.contains(&"http://localhost:7474".to_owned()));
        let everywhere = "0.0.0.0:7474".parse().unwrap();
        let own = Settings::default().config().unwrap();
        assert_eq!(own.url_at(everywhere), "http://127.0.0.1:7474");
        assert!(own.origins_at(everywhere).contains(&own.url_at(everywhere)));
    }
}
