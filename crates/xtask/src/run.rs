//! The demonstration on this machine: build, start, and hand over to the server.

use crate::elapsed::Elapsed;
use crate::failure::Failure;
use crate::program::Program;
use crate::{prerequisites, test, web, workspace};

const LISTEN: &str = "127.0.0.1:7474";
const DATABASE: &str = "sqlite:data/demo/loggist.db";

/// Builds the web app and the server, then becomes `loggist serve --demo`. Needs cargo, node and npm.
///
/// This process becomes the server, so Ctrl-C reaches the server itself, which ends by its own rules.
pub fn run(options: &[&str]) -> Result<(), Failure> {
    let since = Elapsed::start();
    let progress = |doing: &str| eprintln!("[{since}] {doing}");
    prerequisites::for_run()?;
    progress("The web app's packages (npm ci when they changed)");
    web::install_when_stale()?;
    progress("The web app");
    web::build_when_stale()?;
    progress("The server (the first time this takes some minutes)");
    test::release()?;
    let data = workspace::at("data/demo");
    std::fs::create_dir_all(&data)
        .map_err(|cause| Failure::from_io(&format!("make {}", data.display()), &cause))?;
    progress(&format!(
        "Loggist, with the demonstration incident, will be at {}",
        address(options)
    ));
    eprintln!(
        "Ctrl-C ends it. The demonstration's data is in data/demo; delete that folder to begin again."
    );
    let server = Program::new(workspace::at("target/release/loggist"));
    Err(server
        .args(["serve", "--demo", "--database", DATABASE])
        .args(options)
        .become_it())
}

/// Where the server will answer, its options considered.
fn address(options: &[&str]) -> String {
    let after = options
        .iter()
        .skip_while(|option| **option != "--listen")
        .nth(1)
        .copied();
    let joined = options
        .iter()
        .find_map(|option| option.strip_prefix("--listen="));
    format!("http://{}", after.or(joined).unwrap_or(LISTEN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_the_default_or_the_one_asked_for() {
        assert_eq!(address(&[]), "http://127.0.0.1:7474");
        assert_eq!(address(&["--listen", "0.0.0.0:80"]), "http://0.0.0.0:80");
        assert_eq!(address(&["--listen=[::1]:8080"]), "http://[::1]:8080");
    }
}
