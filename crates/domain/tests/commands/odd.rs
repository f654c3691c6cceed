//! Every command with odd, empty, huge and unicode input: refused with a sentence or done, and nothing else.

use crate::authority::{
    case::{Case, read},
    stage::{self, CAST, Stage, person},
    table,
};
use loggist_domain::{Effect, Refusal, limits};
use serde_json::{Map, Value as Json, json};

/// What takes the place of a field.
fn odd() -> Vec<Json> {
    let long = |chars: usize| json!("\u{1f9ef}".repeat(chars));
    let mut deep = json!(1);
    for _ in 0..100 {
        deep = json!([deep]);
    }
    vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(1.5),
        json!(1e300),
        json!([]),
        json!({}),
        deep,
        json!(""),
        json!(" \t\r\n\u{a0}\u{2003}"),
        json!("\0"),
        json!("\u{202e}\u{200b}\u{feff}e\u{301}\u{1f469}\u{200d}\u{1f692}"),
        json!("{\"by\":\"|\"}\\"),
        json!("../../log/000001"),
        long(limits::LINE_CHARS_MAX),
        long(limits::LINE_CHARS_MAX + 1),
        long(limits::PARAGRAPH_CHARS_MAX),
        long(limits::PARAGRAPH_CHARS_MAX + 1),
        long(limits::TEXT_CHARS_MAX),
        long(limits::TEXT_CHARS_MAX + 1),
        json!("0193A1B2-0000-7000-8000-00000000ABCD"),
        json!("00000000-0000-0000-0000-000000000000"),
        json!("ffffffff-ffff-ffff-ffff-ffffffffffff"),
        json!("0000-01-01T00:00:00Z"),
        json!("9999-12-30T22:00:00.999Z"),
        json!("9999-12-31T23:59:60Z"),
        json!("-009999-01-01T00:00:00Z"),
    ]
}

/// Every field that a command may have, whether the case uses it or not.
const FIELDS: [&str; 40] = [
    "about",
    "action",
    "answer",
    "answers",
    "asked_for_by",
    "aware_at",
    "because",
    "begun_at",
    "capability",
    "category",
    "certainty",
    "codename",
    "corrects",
    "domain",
    "draft",
    "happened_at",
    "hash",
    "items",
    "kind",
    "level",
    "next_call",
    "organisation",
    "owners",
    "packet",
    "person",
    "phase",
    "proposal",
    "provisional",
    "reason",
    "recommendation",
    "regulator_due",
    "reports_to",
    "roles",
    "said_by",
    "set_aside",
    "severity",
    "spoken_by",
    "text",
    "to",
    "why",
];

/// Done within the limits, or refused in a sentence that does not repeat what was sent at length.
fn is_in_order(case: &Case, fields: &Json, given: Result<Effect, Refusal>) -> bool {
    let sent: String = fields.to_string().chars().take(200).collect();
    match given {
        Ok(effect) => {
            let entry = effect.entry.unwrap();
            let chars = entry.text.chars().count();
            assert!(
                chars <= limits::TEXT_CHARS_MAX + 1_000,
                "{} {sent}: {chars}",
                case.name
            );
            assert!(!entry.text.trim().is_empty());
            for proposal in &effect.proposals {
                assert!(proposal.text.chars().count() <= limits::TEXT_CHARS_MAX + 1_000);
            }
            true
        }
        Err(refusal) => {
            let said = &refusal.reason;
            assert!(said.ends_with('.'), "{} {sent}: {said}", case.name);
            assert!(said.chars().count() <= 700, "{} {sent}: {said}", case.name);
            false
        }
    }
}

#[test]
fn every_field_of_every_command_takes_anything_without_harm() {
    let (mut done, mut decided) = (0, 0);
    for case in read(table::TABLE) {
        let stage = case.stage();
        let who = case.may[0];
        for field in FIELDS {
            for value in odd() {
                let mut fields = case.fields();
                fields[field] = value;
                let given = stage.give(who, case.name, &fields);
                decided += 1;
                let unknown = |refusal: &Refusal| refusal.reason.contains("unknown field");
                if given.as_ref().is_err_and(unknown) {
                    break;
                }
                done += usize::from(is_in_order(&case, &fields, given));
            }
        }
    }
    assert!(
        decided > 5_000 && done > 500,
        "{done} of {decided} in order"
    );
}

#[test]
fn packets_and_handed_in_items_take_anything_without_harm() {
    let stage = Stage::when("");
    let cases = read(table::TABLE);
    let case = |name: &str| cases.iter().find(|case| case.name == name).unwrap();
    for value in odd() {
        for field in [
            "role",
            "where_we_are",
            "worried_about",
            "decisions",
            "actions",
            "more",
        ] {
            let fields = json!({"to": person("trained"), "packet": {field: value}});
            is_in_order(
                case("offer_command"),
                &fields,
                stage.give("M", "offer_command", &fields),
            );
        }
        for field in ["text", "name", "written_at", "more"] {
            let mut item = json!({"text": "Words."});
            item[field] = value.clone();
            let fields = json!({"items": [item]});
            is_in_order(
                case("surrender"),
                &fields,
                stage.give("ex", "surrender", &fields),
            );
        }
        let offered = Stage::when("offered");
        for owners in [
            json!({value.to_string(): person("D")}),
            json!({stage::thing(stage::ACTION).to_string(): value}),
        ] {
            let fields = json!({"owners": owners});
            is_in_order(
                case("accept_command"),
                &fields,
                offered.give("offered", "accept_command", &fields),
            );
        }
    }
}

#[test]
fn a_command_that_is_no_object_or_has_a_field_too_many_or_too_few_is_refused() {
    for case in read(table::TABLE) {
        let stage = case.stage();
        let who = case.may[0];
        for fields in odd().into_iter().filter(|it| !it.is_object()) {
            let given = stage.give(who, case.name, &fields);
            assert!(given.is_err(), "{} {fields}", case.name);
        }
        let mut more = case.fields();
        more["x".repeat(100_000)] = json!(1);
        let refusal = stage.give(who, case.name, &more).unwrap_err();
        assert!(
            refusal.reason.chars().count() < 700,
            "what is sent is not said again at length"
        );
        let all: Map<String, Json> = case.fields().as_object().unwrap().clone();
        for field in all.keys() {
            let mut fewer = all.clone();
            fewer.remove(field);
            let fields = Json::Object(fewer);
            is_in_order(&case, &fields, stage.give(who, case.name, &fields));
        }
    }
}

#[test]
fn clocks_at_the_ends_of_the_calendar_do_no_harm() {
    use loggist_domain::Timestamp;
    for millis in [i64::MIN, -1, 0, i64::MAX] {
        for case in read(table::TABLE) {
            let mut stage = case.stage();
            stage.now = Timestamp::from_millis(millis);
            for (who, _) in CAST {
                is_in_order(
                    &case,
                    &case.fields(),
                    stage.give(who, case.name, &case.fields()),
                );
            }
        }
    }
}
