//! What the sources may not hold, read line by line.

use crate::failure::Failure;
use crate::workspace;
use std::fs;
use std::path::{Path, PathBuf};

/// The end of a file (style: about 100 lines, 350 is long).
const LINES_MAX: usize = 500;
const SOURCES: &[&str] = &["rs", "ts", "tsx", "js", "mjs", "scss", "css", "sql", "html"];
/// Folders that hold no source of ours, or what is made from it.
const LEFT_OUT: &[&str] = &[
    "target",
    "node_modules",
    "dist",
    "data",
    "generated",
    "results",
    ".git",
];

/// Written in two halves, or this file would find itself.
const ALLOW: [&str; 2] = [concat!("#[", "allow"), concat!("#![", "allow")];
const UNWRAP: &str = concat!(".unw", "rap()");

/// Reads every source of the workspace.
pub fn check() -> Result<(), Failure> {
    let root = workspace::root();
    let files = sources()?;
    let mut faults = Vec::new();
    for file in &files {
        let text = fs::read_to_string(file)
            .map_err(|cause| Failure::from_io(&format!("read {}", file.display()), &cause))?;
        let path = file.strip_prefix(&root).unwrap_or(file);
        faults.extend(faults_in(path, &text));
    }
    if faults.is_empty() {
        eprintln!("   {} files are tidy", files.len());
        Ok(())
    } else {
        Err(Failure::Wanting(faults.join("\n")))
    }
}

/// Every source of ours, by path.
pub fn sources() -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    collect(&workspace::root(), &mut files)
        .map_err(|cause| Failure::from_io("list the sources", &cause))?;
    files.sort();
    Ok(files)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (kind, path) = (entry.file_type()?, entry.path());
        if kind.is_dir() && !LEFT_OUT.contains(&entry.file_name().to_string_lossy().as_ref()) {
            collect(&path, files)?;
        } else if kind.is_file() && has_ending(&path, SOURCES) {
            files.push(path);
        }
    }
    files.sort();
    Ok(())
}

pub fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension()
        .is_some_and(|ending| endings.iter().any(|known| ending == *known))
}

fn faults_in(path: &Path, text: &str) -> Vec<String> {
    let shown = path.display();
    let mut faults = Vec::new();
    let lines = text.lines().count();
    if lines > LINES_MAX {
        faults.push(format!("{shown}: {lines} lines; {LINES_MAX} is the end"));
    }
    if !has_ending(path, &["rs"]) {
        return faults;
    }
    let mut tests = is_test(path);
    for (at, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        // Tests come last in a file, so all that follows is theirs.
        tests |= code.trim_start().starts_with("#[cfg(test)]");
        if ALLOW.iter().any(|word| code.contains(word)) {
            faults.push(format!(
                "{shown}:{}: say #[expect(lint, reason = \"...\")] instead of allow",
                at + 1
            ));
        }
        if !tests && code.contains(UNWRAP) {
            faults.push(format!(
                "{shown}:{}: no unwrap outside tests; expect states the invariant",
                at + 1
            ));
        }
    }
    faults
}

fn is_test(path: &Path) -> bool {
    let in_folder = path.components().any(|part| part.as_os_str() == "tests");
    in_folder
        || path
            .file_stem()
            .is_some_and(|stem| stem == "tests" || stem == "testing")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        faults_in(Path::new(path), text)
    }

    #[test]
    fn a_long_file_is_found_in_any_language() {
        assert_eq!(
            found("web/src/a.ts", &"x\n".repeat(LINES_MAX)),
            Vec::<String>::new()
        );
        assert_eq!(
            found("web/src/a.ts", &"x\n".repeat(LINES_MAX + 1)),
            ["web/src/a.ts: 501 lines; 500 is the end"]
        );
    }

    #[test]
    fn an_allow_is_found_even_in_tests() {
        let text = format!("fn a() {{}}\n{}(dead_code)]\n", ALLOW[0]);
        assert_eq!(found("tests/src/a.rs", &text).len(), 1);
    }

    #[test]
    fn an_unwrap_is_found_outside_tests_alone() {
        let code = format!("fn a() {{ b(){UNWRAP} }}\n");
        assert_eq!(found("crates/a/src/b.rs", &code).len(), 1);
        assert_eq!(
            found(
                "crates/a/src/b.rs",
                &format!("#[cfg(test)]\nmod tests {{ {code} }}")
            )
            .len(),
            0
        );
        assert_eq!(found("crates/a/tests/b.rs", &code).len(), 0);
        assert_eq!(
            found("crates/a/src/b.rs", &format!("/// let a = b(){UNWRAP};\n")).len(),
            0
        );
    }
}
