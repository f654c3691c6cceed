//! A sealed entry for a terminal.

use loggist_client::View;
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
        entry.text.replace('\n', "\n        ")
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
    if !entry.flags.is_empty() {
        let flags = entry.flags.join(", ").replace('_', " ");
        let _ = write!(text, "\n        Flagged: {flags}");
    }
    if entry.late {
        let _ = write!(text, "\n        Late: written at {}", entry.written_at);
    }
    plain(&text)
}

/// The same entry with what it is about as people call it, `R-8` for `recommendations/<id>`; nothing, when that is said
/// already.
pub fn named(mut entry: Entry, view: &View) -> Entry {
    let Some(about) = entry.about.as_deref() else {
        return entry;
    };
    let Some((collection, id)) = about.split_once('/') else {
        return entry;
    };
    let (letter, objects) = match collection {
        "actions" => ('A', &view.actions),
        "recommendations" => ('R', &view.recommendations),
        _ => return entry,
    };
    let object = id.parse().ok().and_then(|id| objects.get(&id));
    let number = object.and_then(|object| object.int("number"));
    let name = number.map(|number| format!("{letter}-{number}"));
    let said = |name: &String| {
        let answers = entry.answers.as_deref().unwrap_or_default();
        answers.split(',').next() == Some(name)
    };
    entry.about = name.filter(|name| !said(name));
    entry
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
    fn what_an_entry_is_about_is_named_as_people_call_it() {
        let (id, other) = (
            "0193a1b2-0000-7000-8000-00000000000a",
            "0193a1b2-0000-7000-8000-00000000000b",
        );
        let number = loggist_domain::Value::Scalar(loggist_domain::Scalar::Int(7));
        let object = loggist_domain::Object([("number".to_owned(), number)].into());
        let view = View {
            recommendations: [(id.parse().unwrap(), object)].into(),
            ..View::default()
        };
        let about = |about: String, answers: Option<&str>| {
            let entry: Entry = serde_json::from_value(serde_json::json!({
                "number": 1, "kind": "decision", "text": "Hold it", "about": about, "answers": answers,
                "by": {"name": "Priya Nair", "organisation": "Ministry"}, "flags": ["not_confirmed_fit", "spoken"],
                "written_at": "2026-11-23T02:28:05.000Z", "received_at": "2026-11-23T02:28:05.000Z",
                "epoch": 1, "late": false,
            }))
            .unwrap();
            named(entry, &view)
        };
        let entry = about(format!("recommendations/{id}"), None);
        assert_eq!(
            lines(&entry),
            "000001  02:28 UTC  Decision  Priya Nair: Hold it\n        About: R-7\n        Flagged: not confirmed fit, spoken"
        );
        let said = about(format!("recommendations/{id}"), Some("R-7, Ravi Menon"));
        assert_eq!(said.about, None);
        assert_eq!(about(format!("actions/{other}"), None).about, None);
        assert_eq!(
            about("The mailbox".into(), None).about.as_deref(),
            Some("The mailbox")
        );
    }

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
