//! Actions: number, times of the server's, and what happened to them in words (SEC-09, SEC-10).

use super::{It, owner_name};
use crate::{
    Effect, Object, Put, Scalar, Timestamp, canonical,
    policy::{ACTIVE, Scene, Touch, who::is_from_agreed},
    schema::{Check, Report, ReportAnswer, Verdict},
};

/// What the server writes in an action, and its entry.
pub fn written(it: It<'_>) -> Effect {
    let It {
        id,
        scene,
        touches,
        after,
        ..
    } = it;
    let Scene { before, now, .. } = scene;
    let number = after
        .int("number")
        .unwrap_or_else(|| scene.objects.next_number("actions"));
    let was = |field: &str| before.and_then(|it| it.str(field));
    let active = |state: Option<&str>| state.is_some_and(|it| ACTIVE.contains(&it));
    let (from, to) = (was("state"), after.str("state"));
    let passed = before.is_some() && was("owner") != after.str("owner");
    let mut puts = Vec::new();
    let mut put = |field, value| {
        puts.push(Put {
            collection: "actions",
            id,
            field,
            value,
        });
    };
    if before.is_none() {
        put("number", Scalar::Int(number));
    }
    if active(to) && !active(from) {
        put("opened_at", now.into());
        // Whose word its owner acts on (SME-02).
        if let Some(manager) = scene.incident.command.manager {
            put("instructed_by", manager.into());
        }
    }
    let acknowledged = after.is("acknowledged");
    if acknowledged && (passed || (active(to) && !active(from))) {
        put("acknowledged", Scalar::Null);
        put("acknowledged_at", Scalar::Null);
    } else if acknowledged && !before.is_some_and(|it| it.is("acknowledged")) {
        put("acknowledged_at", now.into());
    }
    // Whether it worked is asked anew.
    if active(to) && !active(from) && after.str("check").is_some() {
        put("check", Scalar::Null);
    }
    if let Some(reported) = reported(touches, after, now) {
        put("reported", Scalar::Str(reported));
    }
    let ahead = after.time("report_by").is_some_and(|at| at > now);
    if after.str("overdue_since").is_some() && (ahead || !active(to)) {
        put("overdue_since", Scalar::Null);
    }
    let said = Said {
        scene,
        number,
        after,
    };
    let unasked = said.begun_unasked(from);
    let is_unasked = unasked.is_some();
    let sentences: Vec<String> = [
        said.opened(active(from), passed, from),
        unasked,
        said.put_right(before),
        said.ended(from),
        said.checked(was("check")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut effect = if sentences.is_empty() {
        Effect::default()
    } else {
        it.sealing("action", sentences.join(" "))
    };
    if let Some(entry) = effect.entry.as_mut().filter(|_| is_unasked) {
        entry.flags.push("not_recommended".into());
    }
    effect.puts = puts;
    effect
}

/// The server's times of all reports, when one was added.
fn reported(touches: &[&Touch], after: &Object, now: Timestamp) -> Option<String> {
    let added = touches.iter().filter_map(|touch| match touch {
        Touch::Add { field, item, .. } if field == "reports" => Some(item.to_string()),
        _ => None,
    });
    let mut times = after.reported();
    let known = times.len();
    times.extend(added.map(|id| (id, now)));
    (times.len() > known).then(|| canonical::to_string(&times))
}

/// The sentences of an action's entry.
struct Said<'a> {
    scene: Scene<'a>,
    number: i64,
    after: &'a Object,
}

impl Said<'_> {
    fn opened(&self, was_active: bool, passed: bool, from: Option<&str>) -> Option<String> {
        let Self {
            scene,
            number,
            after,
        } = self;
        let active = after
            .str("state")
            .is_some_and(|state| ACTIVE.contains(&state));
        let what = match from {
            _ if !active => return None,
            _ if was_active && !passed => return None,
            Some("proposed") | None => "opened",
            Some("done" | "cancelled") => "opened again",
            _ => "given to somebody else",
        };
        let title = after.str("title").unwrap_or_default();
        let owner = owner_name(after, scene.incident, scene.objects);
        let by = after
            .time("report_by")
            .map(Timestamp::in_words)
            .unwrap_or_default();
        Some(format!(
            "A-{number} {what}: {title}. Owner {owner}, reports back by {by}."
        ))
    }

    /// It is being done, and nobody agreed to a recommendation to do it: warned of, never refused (SME-03).
    fn begun_unasked(&self, from: Option<&str>) -> Option<String> {
        let Self {
            scene,
            number,
            after,
        } = self;
        let begins = after.str("state") == Some("doing") && from != Some("doing");
        let title = after.str("title").unwrap_or_default();
        (begins && !is_from_agreed(after, *scene)).then(|| {
            format!("A-{number} under way: {title}. No recommendation to do it was agreed.")
        })
    }

    /// It rests on an agreed recommendation now.
    fn put_right(&self, before: Option<&Object>) -> Option<String> {
        let Self {
            scene,
            number,
            after,
        } = self;
        let before = before.filter(|before| before.str("from") != after.str("from"))?;
        let rests = is_from_agreed(after, *scene) && !is_from_agreed(before, *scene);
        let from = after.str("from").and_then(|id| id.parse().ok())?;
        let recommendation = scene.objects.object("recommendations", from)?;
        let agreed = recommendation.int("number").unwrap_or_default();
        let title = after.str("title").unwrap_or_default();
        rests.then(|| format!("A-{number} rests on R-{agreed}, which is agreed: {title}."))
    }

    fn ended(&self, from: Option<&str>) -> Option<String> {
        let Self { number, after, .. } = self;
        let to = after.str("state").filter(|to| Some(*to) != from)?;
        let title = after.str("title").unwrap_or_default();
        let (what, answer) = match to {
            "done" => ("done", Some(ReportAnswer::Done)),
            "blocked" => ("blocked", Some(ReportAnswer::Blocked)),
            "cancelled" => ("cancelled", None),
            _ => return None,
        };
        let reports = after.items::<Report>("reports");
        let report = reports
            .values()
            .rev()
            .find(|report| answer.is_none_or(|answer| report.answer == answer));
        let words = report
            .and_then(|report| report.text.as_deref())
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(|text| format!(" {text}"))
            .unwrap_or_default();
        Some(format!("A-{number} {what}: {title}.{words}"))
    }

    fn checked(&self, before: Option<&str>) -> Option<String> {
        let Self { number, after, .. } = self;
        let text = after.str("check").filter(|check| Some(*check) != before)?;
        let check: Check = serde_json::from_str(text).ok()?;
        let verdict = match check.verdict {
            Verdict::Success => "it worked",
            Verdict::Failure => "it did not work",
        };
        let words = check
            .text
            .map(|text| format!(" {}", text.trim()))
            .unwrap_or_default();
        Some(format!("A-{number} checked: {verdict}.{words}"))
    }
}
