//! Where PostgreSQL's server programs are.

use crate::failure::Failure;
use std::fs;
use std::path::{Path, PathBuf};

/// The oldest major version that the product promises to run on.
const VERSION_MIN: u32 = 15;
/// Debian's: a folder a major version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// The folder of PostgreSQL's server programs: Debian's, the newest first, or one on the path.
pub fn binaries() -> Result<PathBuf, Failure> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut places = debian(Path::new(DEBIAN))
        .into_iter()
        .chain(std::env::split_paths(&path));
    places.find(|folder| is_whole(folder)).ok_or_else(|| {
        let told =
            format!("PostgreSQL {VERSION_MIN} or newer (its server) is not on this machine.");
        Failure::Impossible(told)
    })
}

fn debian(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let version = |name: &str| {
        name.parse::<u32>()
            .ok()
            .filter(|number| *number >= VERSION_MIN)
    };
    let mut versions: Vec<u32> = entries
        .filter_map(|entry| version(entry.file_name().to_str()?))
        .collect();
    versions.sort_unstable();
    versions
        .iter()
        .rev()
        .map(|number| folder.join(number.to_string()).join("bin"))
        .collect()
}

fn is_whole(folder: &Path) -> bool {
    ["postgres", "initdb", "pg_isready"]
        .iter()
        .all(|name| folder.join(name).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_comes_first_and_old_ones_not_at_all() {
        let folder = std::env::temp_dir().join(format!("loggist-binaries-{}", std::process::id()));
        for version in ["9", "13", "15", "17", "notes"] {
            fs::create_dir_all(folder.join(version)).unwrap();
        }
        let found = debian(&folder);
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(found, [folder.join("17/bin"), folder.join("15/bin")]);
    }
}
