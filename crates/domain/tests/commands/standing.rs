//! What is out of line with the plan: since when, and what is sealed of it.

use crate::ground::*;
use loggist_domain::{
    Incident, Kind, Lines, Member, Object, ObjectId, Objects, Phase, Role, RoomKind, Scalar,
    Standing, Timestamp, Value as Field, Warning, seal_standing, standing, standing_due,
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{collections::BTreeMap, fs, time::Duration};

/// A case of `tests/cases/standing`.
#[derive(Deserialize)]
struct Case {
    name: String,
    incident: Value,
    command: Value,
    members: Vec<Member>,
    #[serde(default)]
    channels: Vec<Value>,
    #[serde(default)]
    contacts: Vec<Value>,
    standing: Vec<Standing>,
}

/// Objects as the document has them, by id: what is a list in a case is a map of items there.
fn objects(said: &[Value]) -> BTreeMap<ObjectId, Object> {
    let id = |value: &Value| value["id"].as_str().unwrap().to_owned();
    let item = |item: &Value| {
        let mut fields = item.as_object().unwrap().clone();
        fields.remove("id");
        (id(item), Scalar::Str(Value::Object(fields).to_string()))
    };
    let field = |value: &Value| match value {
        Value::Bool(is) => Field::Scalar(Scalar::Bool(*is)),
        Value::Array(items) => Field::Items(items.iter().map(item).collect()),
        other => Field::Scalar(other.as_str().unwrap().into()),
    };
    said.iter()
        .map(|object| {
            let fields = object.as_object().unwrap().iter();
            let fields = fields.filter(|(name, _)| *name != "id");
            let object_id = id(object).parse().unwrap();
            (
                object_id,
                Object(
                    fields
                        .map(|(name, value)| (name.clone(), field(value)))
                        .collect(),
                ),
            )
        })
        .collect()
}

fn minutes(n: u64) -> Timestamp {
    now().plus(Duration::from_mins(n))
}

/// What is sealed at a moment, and done to the incident.
fn sealed(play: &mut Play, at: Timestamp) -> Option<(String, Vec<String>)> {
    let effect = seal_standing(&play.incident, &Lines::default(), at)?;
    let entry = effect.entry.unwrap();
    assert_eq!((entry.kind, entry.by.person), (Kind::System, None));
    play.incident.header = effect.header.unwrap();
    Some((entry.text, entry.flags))
}

#[test]
fn what_is_out_of_line_and_since_when_is_what_the_recorded_cases_say_team_01_team_02_team_03_sec_07_cmd_06()
 {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases/standing");
    let mut cases = 0;
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let case: Case = serde_json::from_str(&text).unwrap();
        let members = case.members.iter().map(|member| {
            let text = serde_json::to_string(member).unwrap();
            (member.person.to_string(), text)
        });
        let incident = Incident::from_document(
            &case.incident.to_string(),
            &case.command.to_string(),
            members,
            [],
            0,
        );
        let lines = Lines::of(&objects(&case.channels), &objects(&case.contacts));
        let found = standing(&incident.unwrap(), &lines);
        assert_eq!(found, case.standing, "{}", case.name);
        cases += 1;
    }
    assert_eq!(cases, 11);
}

#[test]
fn a_gap_that_lasts_is_sealed_once_and_so_is_its_end_and_nothing_is_refused_team_01_dep_07() {
    let mut play = Play::declared();
    assert_eq!(
        standing_due(&play.incident, &Lines::default()),
        Some(minutes(5))
    );
    assert_eq!(sealed(&mut play, minutes(4)), None);
    let (text, flags) = sealed(&mut play, minutes(5)).unwrap();
    assert_eq!(
        text,
        "Out of line since 02:00 UTC on 23 November 2026: no Communications Lead, no Liaison, \
         no security analyst and nobody from data privacy."
    );
    assert_eq!(flags, ["out_of_line"]);
    assert_eq!(sealed(&mut play, minutes(60)), None);
    assert_eq!(standing_due(&play.incident, &Lines::default()), None);

    let here = play.incident.members[&id(TOM)].clone();
    let gone = here.leaving(minutes(20));
    play.incident.members.insert(id(TOM), gone);
    assert_eq!(
        standing_due(&play.incident, &Lines::default()),
        Some(minutes(25))
    );
    let (text, flags) = sealed(&mut play, minutes(25)).unwrap();
    assert_eq!(
        text,
        "Out of line since 02:20 UTC on 23 November 2026: no Deputy."
    );
    assert_eq!(flags, ["out_of_line"]);

    play.incident.members.insert(id(TOM), here);
    assert!(standing_due(&play.incident, &Lines::default()).unwrap() <= minutes(26));
    let (text, flags) = sealed(&mut play, minutes(26)).unwrap();
    assert_eq!(text, "Put right: a Deputy.");
    assert_eq!(flags, [""; 0]);
    assert_eq!(standing_due(&play.incident, &Lines::default()), None);
}

#[test]
fn a_flag_that_is_set_anew_asks_from_then_on_and_the_other_as_before_team_02_team_03() {
    let mut play = Play::declared();
    let flags = |security| json!({"security": security, "personal_data": true});
    play.give(PRIYA, "set_flags", flags(false)).unwrap();
    play.waits = Duration::from_secs(20);
    play.give(PRIYA, "set_flags", flags(true)).unwrap();
    let since = |warning| {
        let found = standing(&play.incident, &Lines::default());
        found.iter().find(|it| it.warning == warning).unwrap().since
    };
    let set = now().plus(Duration::from_secs(20));
    assert_eq!(since(Warning::SecurityAnalyst), set);
    assert_eq!(since(Warning::DataPrivacy), now());
    assert_eq!(since(Warning::Liaison), now());
}

#[test]
fn eight_who_report_to_one_are_sealed_and_so_is_seven_again_cmd_06() {
    let mut play = Play::declared();
    let manager = id(PRIYA);
    for member in play.incident.members.values_mut() {
        member.reports_to = None;
    }
    for n in 20..28 {
        let mut member = play.incident.members[&manager].clone();
        member.person = id(n);
        member.roles[0].role = Role::Sme;
        member.reports_to = Some(manager);
        member.joined_at = minutes(3);
        play.incident.members.insert(id(n), member);
    }
    let (text, _) = sealed(&mut play, minutes(8)).unwrap();
    assert!(
        text.contains("since 02:03 UTC on 23 November 2026: more than 7 people reporting to the Incident Manager."),
        "{text}"
    );
    play.incident.members.get_mut(&id(20)).unwrap().reports_to = Some(id(21));
    let (text, _) = sealed(&mut play, minutes(9)).unwrap();
    assert_eq!(
        text,
        "Put right: 7 people or fewer reporting to the Incident Manager."
    );
}

#[test]
fn after_the_incident_nothing_is_asked_for() {
    let mut play = Play::declared();
    sealed(&mut play, minutes(5)).unwrap();
    play.incident.header.phase = Phase::Cold;
    assert_eq!(standing_due(&play.incident, &Lines::default()), None);
    assert_eq!(sealed(&mut play, minutes(60)), None);
}

#[test]
fn each_thing_that_is_out_of_line_has_its_sentence_and_so_has_its_end_team_01_sec_07_cmd_06() {
    let mut play = Play::declared();
    play.incident.members.clear();
    play.incident.command.manager = None;
    play.incident.command.deputy = None;
    let here = json!({"by": id(MAEVE), "who": thing(70), "is_in": true, "at": now()}).to_string();
    let moves = Field::Items([(thing(71).to_string(), Scalar::Str(here))].into());
    let line = play.put("channels", 72, &[("moves", moves)]);
    let lines = Lines::of(
        &[(line, play.objects.object("channels", line).unwrap())].into(),
        &BTreeMap::new(),
    );
    let begun = seal_standing(&play.incident, &lines, minutes(5)).unwrap();
    assert_eq!(
        begun.entry.unwrap().text,
        "Out of line since 02:00 UTC on 23 November 2026: no Incident Manager, no Deputy, no Secretariat, \
         no Communications Lead, no Liaison, no Subject Matter Expert, no security analyst, \
         nobody from data privacy and somebody on a communication line who is not in the team."
    );

    // All of it, in a room that is asked for nothing.
    play.incident.header.kind = RoomKind::Aside;
    let all = [
        "incident_manager",
        "deputy",
        "secretariat",
        "comms_lead",
        "liaison",
        "sme",
        "security_analyst",
        "data_privacy",
        "span_of_control",
        "missing_from_line",
        "stranger_on_line",
    ];
    play.incident.header.out_of_line = all
        .map(|name| Standing {
            warning: serde_json::from_value(json!(name)).unwrap(),
            since: now(),
        })
        .into();
    let (text, _) = sealed(&mut play, minutes(6)).unwrap();
    assert_eq!(
        text,
        "Put right: an Incident Manager, a Deputy, a Secretariat, a Communications Lead, a Liaison, \
         a Subject Matter Expert, a security analyst, somebody from data privacy, \
         7 people or fewer reporting to the Incident Manager, everybody of the team on the private line \
         and nobody on a communication line who is not in the team."
    );
}
