//! The files that cross from Rust to TypeScript, and the rules as a page: written, or compared with what the code says now.

use crate::failure::Failure;
use crate::program::Program;
use crate::workspace;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the web app finds them. Nothing else may lie there.
const PLACE: &str = "web/src/generated";
/// Where people find the rules, and under which name they are made.
const PAGE: (&str, &str) = ("docs/policy.md", "policy.md");
/// Where they are made, to be compared.
const BENCH: &str = "target/generated";
/// The description of the HTTP interface, from which its TypeScript types are made.
const OPENAPI: &str = "openapi.json";
const SCHEMA: &str = "schema.d.ts";

/// Writes the generated files where they are found.
pub fn write() -> Result<(), Failure> {
    let made = make()?;
    for path in there()?.keys().filter(|path| !made.contains_key(*path)) {
        eprintln!("   {path}: removed, nothing makes it any more");
        fs::remove_file(workspace::at(path))
            .map_err(|cause| Failure::from_io(&format!("remove {path}"), &cause))?;
    }
    for (path, content) in &made {
        let place = workspace::at(path);
        place
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&place, content))
            .map_err(|cause| Failure::from_io(&format!("write {path}"), &cause))?;
        eprintln!("   {path}: written");
    }
    Ok(())
}

/// Says which generated files are not what the code would write now.
pub fn check() -> Result<(), Failure> {
    let made = make()?;
    let stale = differences(&made, &there()?);
    if stale.is_empty() {
        eprintln!("   {} files are current", made.len());
        Ok(())
    } else {
        let told = format!(
            "Generated files are stale:\n{}\nWrite them: cargo xtask generate",
            stale.join("\n")
        );
        Err(Failure::Wanting(told))
    }
}

/// The files that lie where generated ones are found, by path.
fn there() -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let web = files_of(&workspace::at(PLACE))?.into_iter();
    let mut files: BTreeMap<_, _> = web
        .map(|(name, content)| (format!("{PLACE}/{name}"), content))
        .collect();
    let (page, _) = PAGE;
    let path = workspace::at(page);
    if path.is_file() {
        let content =
            fs::read(path).map_err(|cause| Failure::from_io(&format!("read {page}"), &cause))?;
        files.insert(page.to_owned(), content);
    }
    Ok(files)
}

/// Files as they are made, by the path where they are found.
fn placed(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let place = |name: String| match PAGE {
        (page, made) if made == name => page.to_owned(),
        _ => format!("{PLACE}/{name}"),
    };
    files
        .into_iter()
        .map(|(name, content)| (place(name), content))
        .collect()
}

/// Makes every file, and returns path and content.
fn make() -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let bench = workspace::at(BENCH);
    if bench.is_dir() {
        fs::remove_dir_all(&bench)
            .map_err(|cause| Failure::from_io(&format!("empty {BENCH}"), &cause))?;
    }
    fs::create_dir_all(&bench)
        .map_err(|cause| Failure::from_io(&format!("make {BENCH}"), &cause))?;
    Program::cargo()
        .args([
            "run",
            "--quiet",
            "--package",
            "loggist-cli",
            "--",
            "generate",
            "--out",
            BENCH,
        ])
        .run()?;
    if bench.join(OPENAPI).is_file() {
        schema(&bench)?;
    }
    files_of(&bench).map(placed)
}

fn schema(bench: &Path) -> Result<(), Failure> {
    let tool = workspace::at("web/node_modules/.bin/openapi-typescript");
    if !tool.is_file() {
        let told = "openapi-typescript is not installed. Install the web app's packages: cargo xtask test --only web-install";
        return Err(Failure::Impossible(told.to_owned()));
    }
    Program::new(tool)
        .args([OPENAPI, "--output", SCHEMA])
        .folder(bench)
        .output()
        .map(drop)
}

fn files_of(folder: &PathBuf) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let failed =
        |cause: &std::io::Error| Failure::from_io(&format!("read {}", folder.display()), cause);
    let mut files = BTreeMap::new();
    if folder.is_dir() {
        for entry in fs::read_dir(folder).map_err(|cause| failed(&cause))? {
            let entry = entry.map_err(|cause| failed(&cause))?;
            let content = fs::read(entry.path()).map_err(|cause| failed(&cause))?;
            files.insert(entry.file_name().to_string_lossy().into_owned(), content);
        }
    }
    Ok(files)
}

fn differences(made: &BTreeMap<String, Vec<u8>>, there: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let wrong = made
        .iter()
        .filter_map(|(name, content)| match there.get(name) {
            None => Some(format!("  {name} is missing")),
            Some(old) if old != content => Some(format!("  {name} differs")),
            Some(_) => None,
        });
    let left = there.keys().filter(|name| !made.contains_key(*name));
    wrong
        .chain(left.map(|name| format!("  {name} is made by nothing")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_goes_to_the_papers_and_everything_else_to_the_web_app() {
        let made = ["openapi.json", "policy.md"].map(|name| (name.to_owned(), Vec::new()));
        let places: Vec<String> = placed(made.into()).into_keys().collect();
        assert_eq!(places, ["docs/policy.md", "web/src/generated/openapi.json"]);
    }

    #[test]
    fn missing_different_and_left_over_files_are_told_apart() {
        let files = |all: &[(&str, &str)]| {
            all.iter()
                .map(|(name, content)| ((*name).to_owned(), content.as_bytes().to_vec()))
                .collect()
        };
        let made = files(&[
            ("policy.json", "{}"),
            ("openapi.json", "{1}"),
            ("same", "x"),
        ]);
        let there = files(&[("openapi.json", "{2}"), ("same", "x"), ("old.ts", "")]);
        let told = [
            "  openapi.json differs",
            "  policy.json is missing",
            "  old.ts is made by nothing",
        ];
        assert_eq!(differences(&made, &there), told);
    }
}
