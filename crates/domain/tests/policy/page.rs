//! The rules as people read them.

use loggist_domain::{
    command::COMMANDS,
    policy::{page, rows},
};

#[test]
fn the_page_says_every_row_and_every_command_once_with_its_sentence() {
    let page = page();
    let lines: Vec<&str> = page.lines().filter(|line| line.starts_with("| ")).collect();
    let headings = 2;
    assert_eq!(lines.len(), rows().count() + COMMANDS.len() + headings);
    for row in rows() {
        let of = lines.iter().filter(|line| {
            line.starts_with(&format!("| {}", row.collection))
                && line.contains(row.refused)
                && line.contains(row.holds)
                && row
                    .fields
                    .iter()
                    .chain(row.when)
                    .all(|word| line.contains(word))
        });
        assert!(of.count() >= 1, "{row:?}");
    }
    for row in COMMANDS {
        let of = lines
            .iter()
            .filter(|line| line.starts_with(&format!("| {} | ", row.name)));
        let told = if row.built {
            row.refused
        } else {
            "This version cannot do that yet."
        };
        assert!(
            of.clone()
                .all(|line| line.contains(told) && line.contains(row.holds)),
            "{row:?}"
        );
        assert_eq!(of.count(), 1, "{row:?}");
    }
}

#[test]
fn no_word_of_the_page_breaks_its_tables() {
    let page = page();
    let (edits, commands) = page.split_once("## What people command").unwrap();
    for (part, cells) in [(edits, 5), (commands, 6)] {
        for line in part.lines().filter(|line| line.starts_with('|')) {
            assert_eq!(line.matches('|').count() - 1, cells, "{line}");
            assert!(line.ends_with('|'), "{line}");
        }
    }
}
