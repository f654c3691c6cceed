//! Calls: a number, when the next one is, and who was there (SEC-08, IM-06).

use super::{It, owner_name_of};
use crate::{Effect, Header, Object, Objects, Phase, Scalar, Timestamp, schema::Move};
use std::collections::BTreeMap;

/// What the server writes because of an edit of a call.
pub fn written(it: It<'_>) -> Effect {
    let ended = it.became("ended_at").is_some();
    let mut effect = if ended {
        ended_entry(it)
    } else {
        Effect::default()
    };
    if it.created() {
        effect.puts = vec![it.number("calls")];
    }
    let header = &it.scene.incident.header;
    let planned = next(it);
    if planned != header.next_call {
        effect.header = Some(Header {
            next_call: planned,
            ..header.clone()
        });
    }
    effect
}

/// When the next call is: the first that is planned; else what was said when the last one ended.
fn next(it: It<'_>) -> Option<Timestamp> {
    let mut calls = it.scene.objects.objects("calls");
    calls.insert(it.id, it.after.clone());
    planned(calls.values()).or_else(|| it.after.time("next_at"))
}

/// The first start of a call that was neither opened nor ended.
pub fn planned<'a>(calls: impl Iterator<Item = &'a Object>) -> Option<Timestamp> {
    calls
        .filter(|call| call.str("opened_at").is_none() && call.str("ended_at").is_none())
        .filter_map(|call| call.time("starts_at"))
        .min()
}

/// How long it was, who was there, and when the next one is; without one that is flagged while it is hot.
fn ended_entry(it: It<'_>) -> Effect {
    let after = it.after;
    let minutes = after
        .time("ended_at")
        .zip(after.time("opened_at"))
        .map_or(0, |(end, start)| end.since(start).as_secs() / 60);
    let there = present(after, it.scene.objects, it);
    let who = if there.is_empty() {
        "Nobody was written down as present.".to_owned()
    } else {
        format!("Present: {}.", there.join(", "))
    };
    let next = after.time("next_at");
    let next_words = match next {
        Some(at) => format!("Next call at {}.", at.in_words()),
        None => "No next call was agreed.".to_owned(),
    };
    let text = format!(
        "Call {} ended after {minutes} minute{}. {who} {next_words}",
        after.int("number").unwrap_or_default(),
        if minutes == 1 { "" } else { "s" }
    );
    let mut effect = it.sealing("call", text);
    if let Some(entry) = &mut effect.entry
        && next.is_none()
        && it.scene.incident.header.phase == Phase::Hot
    {
        entry.flags.push("no_next_call".into());
    }
    effect
}

/// Names of those who came at any time, in the order in which they came.
fn present(call: &Object, objects: &dyn Objects, it: It<'_>) -> Vec<String> {
    let moves: BTreeMap<String, Move> = call.items("attendance");
    let mut came: Vec<&Move> = moves.values().filter(|one| one.is_in).collect();
    came.sort_by_key(|one| one.at);
    let mut names = Vec::new();
    for one in came {
        let id = Scalar::Str(one.who.to_string());
        let name = owner_name_of(id.str(), it.scene.incident, objects);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
