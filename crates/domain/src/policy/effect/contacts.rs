//! Contacts: when they were asked, what they answered, when they joined (LIA-01 to LIA-03).

use super::It;
use crate::{Effect, Put};

/// The time of what became of it, and an entry. Somebody who is no more than named is wanted for nothing: no entry.
pub fn written(it: It<'_>) -> Effect {
    let Some(text) = said(it) else {
        return Effect::default();
    };
    let mut effect = it.sealing("contact", text);
    let agreed = it.after.is("agreed");
    let is_brought_in = it.became("state").is_some_and(|state| state != "wanted");
    if let Some(entry) = &mut effect.entry
        && is_brought_in
        && !agreed
    {
        entry.flags.push("contact_not_agreed".into());
    }
    effect.puts = time(it).into_iter().collect();
    effect
}

fn time(it: It<'_>) -> Option<Put> {
    let field = match it.became("state")? {
        "asked" => "asked_at",
        "answered" | "advised" | "declined" => "answered_at",
        "joined" => "joined_at",
        _ => return None,
    };
    Some(it.put("contacts", field, it.scene.now))
}

fn said(it: It<'_>) -> Option<String> {
    let after = it.after;
    let purpose = match after.str("purpose")? {
        "advice" => "for advice",
        _ => "to join",
    };
    let name = after.str("name").unwrap_or_default();
    let who = match after.str("organisation").filter(|it| !it.is_empty()) {
        Some(organisation) => format!("{name} ({organisation})"),
        None => name.to_owned(),
    };
    let answer = after
        .str("answer")
        .map(|answer| format!(": {}", answer.trim()))
        .unwrap_or_default();
    let incident = it.scene.incident;
    let by = after
        .str("contacted_by")
        .and_then(|id| id.parse().ok())
        .unwrap_or(it.scene.person);
    let became = it.became("state").map(|state| match state {
        "wanted" => format!("{who} is wanted {purpose}."),
        "asked" => format!("{who} was asked {purpose} by {}.", incident.name(by)),
        "answered" => format!("{who} answered{answer}."),
        "joined" => format!("{who} joined."),
        "advised" => format!("{who} advised{answer}."),
        _ => format!("{who} declined{answer}."),
    });
    let was_agreed = it.scene.before.is_some_and(|it| it.is("agreed"));
    let agreed = (!was_agreed && after.is("agreed")).then(|| {
        let manager = incident.name(it.scene.person);
        format!("{manager} agrees that {who} is asked {purpose}.")
    });
    let asked_for = after.str("asked_for_by").and_then(|id| id.parse().ok());
    let asked_for = it
        .created()
        .then(|| asked_for.map(|id| format!("Asked for by {}.", incident.name(id))))
        .flatten();
    let said: Vec<String> = [became, asked_for, agreed].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" "))
}
