//! The web app: its packages, its scripts, its build.

use crate::failure::Failure;
use crate::program::Program;
use crate::workspace;
use std::path::Path;
use std::time::SystemTime;

/// Installs the packages exactly as locked.
pub fn install() -> Result<(), Failure> {
    Program::new("npm")
        .args(["ci"])
        .folder(&workspace::at("web"))
        .run()
}

/// Installs the packages when the lock file is newer than what is installed.
pub fn install_when_stale() -> Result<(), Failure> {
    let locked = changed_at(&workspace::at("web/package-lock.json"));
    let installed = changed_at(&workspace::at("web/node_modules/.package-lock.json"));
    if installed.is_some() && installed >= locked {
        Ok(())
    } else {
        install()
    }
}

/// One of the scripts in `web/package.json`.
pub fn script(name: &str) -> Result<Program, Failure> {
    let folder = workspace::at("web");
    if folder.join("node_modules").is_dir() {
        Ok(Program::new("npm")
            .args(["run", "--silent", name])
            .folder(&folder))
    } else {
        Err(Failure::Impossible(
            "The web app's packages are not installed. Install them: cargo xtask test --only web-install".to_owned(),
        ))
    }
}

/// Builds the web app when something it is made from is newer than the build.
pub fn build_when_stale() -> Result<(), Failure> {
    let sources = [
        "src",
        "public",
        "scripts",
        "index.html",
        "package-lock.json",
        "vite.config.ts",
        "tsconfig.json",
    ];
    let newest = sources
        .iter()
        .filter_map(|source| newest_in(&workspace::at("web").join(source)))
        .max();
    let built = changed_at(&workspace::at("web/dist/index.html"));
    if built.is_some() && built >= newest {
        Ok(())
    } else {
        script("build")?.run()
    }
}

fn changed_at(path: &Path) -> Option<SystemTime> {
    path.metadata().ok()?.modified().ok()
}

/// When a file, or anything in a folder, last changed. A folder counts itself, so that a removed file is noticed.
fn newest_in(path: &Path) -> Option<SystemTime> {
    let inside = path
        .read_dir()
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| newest_in(&entry.path()));
    inside.chain(changed_at(path)).max()
}
