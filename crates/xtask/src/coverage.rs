//! Which line of the response plan is covered by which tests, by the ids in their names.

use crate::failure::Failure;
use crate::{tidy, workspace};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const LINES: &str = "docs/requirements.md";
const PAGE: &str = "docs/coverage.md";
/// The source whose lines must all be covered: the page that the product was asked for by.
const MUST: char = 'S';
const INTRODUCTION: &str = "# Which tests cover which line of the response plan

Made by `cargo xtask coverage` from `docs/requirements.md` and the names of the tests; do not edit. **S** is the page that
the product was asked for by: each of its lines has a test. What has none is not built, or not yet.
";

/// A line of the plan.
#[derive(Debug, PartialEq, Eq)]
struct Line {
    id: String,
    /// `E`, `W`, `R` or `G`.
    binds: char,
    /// `S`, `P`, `B`, `D` or `A`.
    source: char,
    text: String,
}

/// Prints each line with its tests, writes the page, and finds wanting when a line that must be covered is not.
pub fn show() -> Result<(), Failure> {
    let (lines, covered) = read()?;
    let page = page(&lines, &covered);
    fs::write(workspace::at(PAGE), &page)
        .map_err(|cause| Failure::from_io(&format!("write {PAGE}"), &cause))?;
    for line in &lines {
        let tests = covered.get(&line.id).map_or(0, BTreeSet::len);
        println!(
            "{} [{}] {} {tests:3}  {}",
            line.id, line.binds, line.source, line.text
        );
        for test in covered.get(&line.id).into_iter().flatten() {
            println!("          {test}");
        }
    }
    none_missing(&lines, &covered)
}

/// Finds wanting when a line that must be covered is not, or the page is not of these tests.
pub fn check() -> Result<(), Failure> {
    let (lines, covered) = read()?;
    none_missing(&lines, &covered)?;
    let written = fs::read_to_string(workspace::at(PAGE))
        .map_err(|cause| Failure::from_io(&format!("read {PAGE}"), &cause))?;
    if written == page(&lines, &covered) {
        return Ok(());
    }
    Err(Failure::Wanting(format!(
        "{PAGE} is of other tests. Write it anew: cargo xtask coverage"
    )))
}

fn none_missing(lines: &[Line], covered: &Covered) -> Result<(), Failure> {
    let missing = missing(lines, covered);
    if missing.is_empty() {
        return Ok(());
    }
    Err(Failure::Wanting(format!(
        "{} lines of source {MUST} have no test: {}",
        missing.len(),
        missing.join(", ")
    )))
}

type Covered = BTreeMap<String, BTreeSet<String>>;

fn read() -> Result<(Vec<Line>, Covered), Failure> {
    let read = |path: &Path| {
        fs::read_to_string(path)
            .map_err(|cause| Failure::from_io(&format!("read {}", path.display()), &cause))
    };
    let lines = lines(&read(&workspace::at(LINES))?);
    let ids: BTreeSet<&str> = lines.iter().map(|line| line.id.as_str()).collect();
    let mut covered = Covered::new();
    let root = workspace::root();
    for file in tidy::sources()? {
        let path = file.strip_prefix(&root).unwrap_or(&file);
        let place = path.display().to_string();
        for name in names(&place, &read(&file)?) {
            for id in named(&name)
                .into_iter()
                .filter(|id| ids.contains(id.as_str()))
            {
                let tests = covered.entry(id).or_default();
                tests.insert(format!("{place}: {name}"));
            }
        }
    }
    Ok((lines, covered))
}

/// The lines of the page: `- **IM-01** [E] What is asked. *S: "whence"*`.
fn lines(page: &str) -> Vec<Line> {
    let read = |line: &str| {
        let (id, rest) = line.strip_prefix("- **")?.split_once("** [")?;
        let (binds, rest) = rest.split_once("] ")?;
        let (text, source) = rest.rsplit_once(" *")?;
        Some(Line {
            id: id.to_owned(),
            binds: binds.chars().next()?,
            source: source.chars().next()?,
            text: text.trim().to_owned(),
        })
    };
    page.lines().filter_map(read).collect()
}

/// The names of the tests in a source: functions marked as tests in Rust, the titles of `test` and `it` in TypeScript.
fn names(place: &str, text: &str) -> Vec<String> {
    if tidy::has_ending(Path::new(place), &["rs"]) {
        return rust_names(text);
    }
    let is_test = [".test.ts", ".test.tsx", ".bench.ts"]
        .iter()
        .any(|end| place.ends_with(end));
    if !is_test {
        return Vec::new();
    }
    let title = |line: &str| {
        let line = line.trim_start();
        let call = ["test(", "it("]
            .iter()
            .find_map(|call| line.strip_prefix(call))?;
        let quote = call
            .chars()
            .next()
            .filter(|quote| "\"'`".contains(*quote))?;
        let title = call.get(1..)?;
        Some(title.get(..title.rfind(quote)?)?.to_owned())
    };
    text.lines().filter_map(title).collect()
}

fn rust_names(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut marked = false;
    for line in text.lines().map(str::trim) {
        if line.starts_with("#[") {
            marked |= line.contains("test]") || line.contains("test(");
        } else if marked && !line.starts_with("//") {
            let name = line
                .split("fn ")
                .nth(1)
                .and_then(|rest| rest.split('(').next());
            names.extend(name.map(str::to_owned));
            marked = false;
        }
    }
    names
}

/// The ids in a name, such as `IM-03`: capitals and two digits, or in Rust small letters between low lines.
fn named(name: &str) -> Vec<String> {
    let capital = name.to_uppercase().replace('_', "-");
    let words: Vec<&str> = capital
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .collect();
    words
        .windows(2)
        .filter(|pair| {
            let [heading, number] = pair else {
                return false;
            };
            (2..=4).contains(&heading.len())
                && heading.chars().all(|letter| letter.is_ascii_uppercase())
                && number.len() == 2
                && number.chars().all(|digit| digit.is_ascii_digit())
        })
        .map(|pair| pair.join("-"))
        .collect()
}

fn missing<'a>(lines: &'a [Line], covered: &Covered) -> Vec<&'a str> {
    let wanting = |line: &&Line| line.source == MUST && !covered.contains_key(&line.id);
    lines
        .iter()
        .filter(wanting)
        .map(|line| line.id.as_str())
        .collect()
}

fn page(lines: &[Line], covered: &Covered) -> String {
    let mut page = INTRODUCTION.to_owned();
    let must = lines.iter().filter(|line| line.source == MUST).count();
    let with = lines
        .iter()
        .filter(|line| covered.contains_key(&line.id))
        .count();
    let _ = write!(
        page,
        "\n{with} of {} lines have a test; {} of the {must} of source {MUST}.\n\n| Line | Binds | Source | What is asked | Tests |\n|---|---|---|---|---|\n",
        lines.len(),
        must - missing(lines, covered).len(),
    );
    for Line {
        id,
        binds,
        source,
        text,
    } in lines
    {
        let tests = covered.get(id).into_iter().flatten();
        let tests: Vec<String> = tests
            .map(|test| format!("`{}`", test.replace('|', "\\|")))
            .collect();
        let _ = writeln!(
            page,
            "| {id} | {binds} | {source} | {text} | {} |",
            tests.join("<br>")
        );
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_its_id_how_it_binds_what_it_asks_and_whence() {
        let page = "## The list\n- **IM-01** [E] Exactly one. *S: \"the single authority\"*\n- other\n- **[E] enforce**: no line.\n";
        let one = Line {
            id: "IM-01".into(),
            binds: 'E',
            source: 'S',
            text: "Exactly one.".into(),
        };
        assert_eq!(lines(page), [one]);
    }

    #[test]
    fn every_line_of_the_plan_is_read_once() {
        let page = fs::read_to_string(workspace::at(LINES)).unwrap_or_default();
        let lines = lines(&page);
        let ids: BTreeSet<&str> = lines.iter().map(|line| line.id.as_str()).collect();
        assert_eq!((lines.len(), ids.len()), (173, 173));
        assert_eq!(lines.iter().filter(|line| line.source == MUST).count(), 65);
    }

    #[test]
    fn names_are_those_of_tests_alone() {
        let rust = "#[test]\nfn one_manager_im_01() {}\nfn helper_im_02() {}\n#[tokio::test(flavor = \"x\")]\n#[ignore = \"slow\"]\nasync fn waits_sec_09() {}\n";
        assert_eq!(names("a/b.rs", rust), ["one_manager_im_01", "waits_sec_09"]);
        let script = "test(\"open it (GEN-01)\", async () => {\n  it('says \"so\" (IM-02)', () => {\nconst test = \"IM-03\"\n";
        assert_eq!(
            names("a.test.ts", script),
            ["open it (GEN-01)", "says \"so\" (IM-02)"]
        );
        assert!(names("a.ts", script).is_empty());
    }

    #[test]
    fn ids_are_found_in_both_ways_of_writing_them() {
        assert_eq!(named("open it (GEN-01, TEAM-07)"), ["GEN-01", "TEAM-07"]);
        assert_eq!(named("a_call_is_opened_im_05_im_06"), ["IM-05", "IM-06"]);
        assert!(named("INC-2026-0001 at 02:40, utf_16 x_1").contains(&"UTF-16".to_owned()));
    }

    #[test]
    fn what_must_be_covered_and_is_not_is_named() {
        let all = lines(
            "- **IM-01** [E] One. *S: \"a\"*\n- **IM-02** [R] Two. *S: \"b\"*\n- **ACT-01** [R] Three. *D: \"c\"*\n",
        );
        let tests = BTreeSet::from(["a.rs: one_im_01".to_owned()]);
        let covered = Covered::from([("IM-01".to_owned(), tests)]);
        assert_eq!(missing(&all, &covered), ["IM-02"]);
        let page = page(&all, &covered);
        assert!(page.contains("1 of 3 lines have a test; 1 of the 2 of source S."));
        assert!(page.contains("| IM-01 | E | S | One. | `a.rs: one_im_01` |"));
    }
}
