//! What `cargo tree` prints, read.

use std::collections::{BTreeMap, BTreeSet};

/// The crates of the workspace and what each depends on directly, from `--depth 1 --prefix depth`.
pub fn direct(printed: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut root = String::new();
    for line in printed.lines() {
        if let Some(name) = line.strip_prefix('0').and_then(first_word) {
            root = name;
            uses.entry(root.clone()).or_default();
        } else if let Some(name) = line.strip_prefix('1').and_then(first_word) {
            uses.entry(root.clone()).or_default().insert(name);
        }
    }
    uses
}

/// Every crate that a tree reaches, from `--prefix none`.
pub fn reached(printed: &str) -> BTreeSet<String> {
    printed.lines().filter_map(first_word).collect()
}

fn first_word(line: &str) -> Option<String> {
    line.split_whitespace().next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIRECT: &str = "\
0loggist-room v0.1.0 (/src/loggist/crates/room)
1automerge v0.12.0
1loggist-domain v0.1.0 (/src/loggist/crates/domain)
[build-dependencies]
1cc v1.2.0

0xtask v0.1.0 (/src/loggist/crates/xtask)
";

    const REACHED: &str = "\
loggist-domain v0.1.0 (/src/loggist/crates/domain)
jiff v0.2.46
jiff-static v0.2.46 (proc-macro)
proc-macro2 v1.0.107 (*)

serde v1.0.229
";

    #[test]
    fn direct_uses_are_read_by_crate() {
        let uses = direct(DIRECT);
        let of = |name: &str| uses[name].iter().map(String::as_str).collect::<Vec<_>>();
        assert_eq!(of("loggist-room"), ["automerge", "cc", "loggist-domain"]);
        assert!(of("xtask").is_empty());
        assert_eq!(uses.len(), 2);
    }

    #[test]
    fn what_a_tree_reaches_is_read_without_versions() {
        let names = reached(REACHED);
        assert!(
            names.contains("jiff-static") && names.contains("serde"),
            "{names:?}"
        );
        assert_eq!(names.len(), 5);
    }
}
