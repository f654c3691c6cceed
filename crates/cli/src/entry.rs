//! A sealed entry for a terminal.

use loggist_domain::{Entry, Kind};
use std::fmt::Write as _;

/// The entry in lines: number, time in UTC, kind, who, and what is written.
pub fn lines(entry: &Entry) -> String {
    let time = entry.received_at.to_string();
    let time = time.get(11..16).unwrap_or_default();
    let role = entry
        .by
        .role
        .map_or_else(String::new, |role| format!(", {}", role.title()));
    let mut text = format!(
        "{:06}  {time} UTC  {}  {}{role}: {}",
        entry.number,
        kind(entry),
        entry.by.name,
        entry.text
    );
    let further = [
        ("Why", &entry.why),
        ("Set aside", &entry.set_aside),
        ("Said by", &entry.said_by),
        ("Answers", &entry.answers),
        ("About", &entry.about),
    ];
    for (title, value) in further {
        if let Some(value) = value {
            let _ = write!(text, "\n        {title}: {value}");
        }
    }
    if entry.late {
        let _ = write!(text, "\n        Late: written at {}", entry.written_at);
    }
    plain(&text)
}

fn kind(entry: &Entry) -> String {
    let name = match entry.kind {
        Kind::Observation => "Observation",
        Kind::Decision => "Decision",
        Kind::Action => "Action",
        Kind::Comms => "Communication",
        Kind::Correction => "Correction",
        Kind::BeforeCommand => "Before command",
        Kind::Command => "Command",
        Kind::Handover => "Handover",
        Kind::System => "System",
    };
    match entry.corrects {
        Some(number) => format!("{name} of {number:06}"),
        None => name.to_owned(),
    }
}

/// What others wrote must not move the cursor of this terminal, nor do worse.
pub fn plain(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() && c != '\n' {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_shown_with_what_it_holds_and_moves_no_cursor() {
        let entry: Entry = serde_json::from_value(serde_json::json!({
            "number": 138, "kind": "correction", "text": "Forty\u{1b}[2Jone", "why": "Counted again",
            "by": {"person": "0193a1b2-0000-7000-8000-00000000abcd", "name": "Maeve Lindqvist", "role": "secretariat", "organisation": "Ministry"},
            "written_at": "2026-11-23T02:21:00.000Z", "received_at": "2026-11-23T02:28:05.000Z",
            "epoch": 3, "late": true, "corrects": 134,
        }))
        .unwrap();
        assert_eq!(
            lines(&entry),
            "000138  02:28 UTC  Correction of 000134  Maeve Lindqvist, Secretariat: Forty\u{fffd}[2Jone\n        \
             Why: Counted again\n        Late: written at 2026-11-23T02:21:00.000Z"
        );
    }
}
