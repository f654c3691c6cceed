//! Anybody gives anything at random, and edits actions in between: what must never be is not.

mod acts;

use crate::ground::*;
use loggist_domain::{
    Code, Object, ObjectId, PersonId, Scalar, Value,
    policy::{self, Act, Edited, Touch},
};
use serde_json::json;
use std::collections::BTreeMap;

const PEOPLE: [u8; 5] = [PRIYA, TOM, MAEVE, RAVI, OUTSIDER];
const SEEDS: u64 = 500;
const STEPS: usize = 60;

/// A run that can be repeated from its seed.
struct Run {
    random: u64,
    play: Play,
    plan: Vec<String>,
    done: BTreeMap<String, usize>,
}

impl Run {
    /// A command, perhaps under an epoch that is gone, perhaps as spoken by anybody.
    fn give(&mut self) {
        let (name, mut fields) = self.command();
        let mut by = self.giver(name);
        let before = self.play.incident.clone();
        let settled = self.settled();
        let is_stale = self.below(4) == 0;
        self.play.epoch = Some(before.command.epoch.saturating_sub(u64::from(is_stale)));
        if self.below(3) == 0 {
            by = self.one(&[by, TOM, MAEVE, MAEVE]);
            let manager = before.command.manager.unwrap_or(id(OUTSIDER));
            let other = self.somebody();
            fields["spoken_by"] = json!(self.one(&[manager, manager, other]));
        }
        let minutes = self.below(3) * 5;
        if let Some(challenge) = &mut self.play.incident.command.challenge {
            let earlier = challenge.asked_at.millis() - i64::try_from(minutes).unwrap() * 60_000;
            challenge.asked_at = loggist_domain::Timestamp::from_millis(earlier);
        }
        self.plan.push(format!("{by} {name} {fields}"));
        // The ground asserts: one manager or none, and every open action with an owner and a time.
        let Ok(entry) = self.play.give(by, name, fields.clone()) else {
            return;
        };
        *self.done.entry(name.to_owned()).or_default() += 1;
        let after = &self.play.incident;
        let passed = before.command.manager != after.command.manager;
        assert_eq!(
            after.command.epoch,
            before.command.epoch + u64::from(passed),
            "an epoch for each manager"
        );
        if passed {
            assert!(after.command.offer.is_none() && after.command.challenge.is_none());
        }
        let free = [
            "take_command",
            "propose",
            "surrender",
            "adopt_proposal",
            "decline_proposal",
        ];
        assert!(
            !is_stale || free.contains(&name) || before.command.epoch == 0,
            "{name} under a stale epoch"
        );
        assert!(
            before.member(id(by)).is_some() != (name == "surrender"),
            "{by} is not in the team"
        );
        if let Some(manager) = fields.get("spoken_by") {
            assert_eq!(*manager, json!(before.command.manager));
            assert!(before.is_command(id(by)) && before.command.manager != Some(id(by)));
            assert!(entry.flags.contains(&"spoken".to_owned()));
        }
        assert!(
            settled
                .iter()
                .all(|(id, by)| self.settled().get(id) == Some(by)),
            "settled once"
        );
        let deputies = after
            .members
            .values()
            .filter(|it| it.holds(loggist_domain::Role::Deputy));
        let deputies: Vec<PersonId> = deputies.map(|it| it.person).collect();
        assert_eq!(
            deputies,
            after.command.deputy.into_iter().collect::<Vec<_>>(),
            "one deputy or none"
        );
    }

    fn settled(&self) -> BTreeMap<ObjectId, Option<PersonId>> {
        let all = self.play.objects.proposals.iter();
        all.filter(|(_, it)| it.settled_at.is_some())
            .map(|(id, it)| (*id, it.settled_by))
            .collect()
    }

    /// An edit of an action, judged as the room judges it; at times it loses against what is there.
    fn edit(&mut self) {
        let by = self.one(&PEOPLE);
        let action = self.some_action();
        let (field, value) = match self.below(4) {
            0 => ("owner", Scalar::from(self.somebody())),
            1 => ("owner", Scalar::Null),
            2 => (
                "report_by",
                self.one(&[
                    None,
                    Some("2026-11-23T04:00:00.000Z"),
                    Some("2026-11-23T01:00:00.000Z"),
                ])
                .map_or(Scalar::Null, Into::into),
            ),
            _ => (
                "state",
                self.one(&[
                    "open",
                    "open",
                    "doing",
                    "blocked",
                    "proposed",
                    "to_reassign",
                    "cancelled",
                ])
                .into(),
            ),
        };
        let before = self.play.objects.others[&("actions", action)].clone();
        let mut after = before.clone();
        if self.below(5) > 0 {
            after.0.insert(field.into(), Value::Scalar(value.clone()));
        }
        self.plan
            .push(format!("{by} sets {action} {field} to {value:?}"));
        let touch = Touch::Set {
            collection: "actions".into(),
            id: action,
            field: field.into(),
            value,
        };
        if let Some(after) = self.judged(by, action, &touch, &before, after) {
            *self
                .done
                .entry(format!("{:?} {field}", Act::Set))
                .or_default() += 1;
            self.play.objects.others.insert(("actions", action), after);
            self.play.check();
        }
    }

    fn judged(
        &self,
        by: u8,
        id_of: ObjectId,
        touch: &Touch,
        before: &Object,
        mut after: Object,
    ) -> Option<Object> {
        let scene = policy::Scene {
            incident: &self.play.incident,
            objects: &self.play.objects,
            person: id(by),
            before: Some(before),
            touched_at: None,
            written_at: now(),
            now: now(),
        };
        let judged = policy::decide(touch, scene)
            .and_then(|()| policy::holds(&[touch], scene, Some(&after)));
        if let Err(refusal) = judged {
            let out = self.play.incident.member(id(by)).is_none();
            assert!(!out || refusal.code == Code::NotMember, "{refusal}");
            return None;
        }
        assert!(self.play.incident.is_writer(id(by)), "{by} writes");
        let edited = Edited {
            collection: "actions",
            id: id_of,
            scene,
            touches: vec![touch],
            after: Some(&after),
        };
        let effect = policy::effect(&[edited]).unwrap();
        for put in effect.puts {
            after.0.insert(put.field.into(), Value::Scalar(put.value));
        }
        Some(after)
    }
}

/// An action as people write it: whole.
fn actions(play: &mut Play) {
    for (n, owner, state) in [
        (21, RAVI, "open"),
        (22, TOM, "doing"),
        (23, MAEVE, "proposed"),
        (24, PRIYA, "to_reassign"),
    ] {
        let action = play.action(n, owner, state);
        let fields = &mut play.objects.others.get_mut(&("actions", action)).unwrap().0;
        fields.insert("instruction".into(), Value::Text(String::new()));
        fields.insert("reports".into(), Value::Items(BTreeMap::new()));
    }
}

#[test]
fn at_no_step_of_any_run_is_there_what_must_never_be_im_01() {
    let mut done: BTreeMap<String, usize> = BTreeMap::new();
    for seed in 1..=SEEDS {
        let mut play = Play::declared();
        actions(&mut play);
        let mut run = Run {
            random: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15),
            play,
            plan: Vec::new(),
            done: BTreeMap::new(),
        };
        let ran = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            for _ in 0..STEPS {
                if run.below(3) == 0 {
                    run.edit();
                } else {
                    run.give();
                }
            }
        }));
        if let Err(cause) = ran {
            eprintln!("seed {seed}:\n{}", run.plan.join("\n"));
            std::panic::resume_unwind(cause);
        }
        for (name, times) in run.done {
            *done.entry(name).or_default() += times;
        }
    }
    for name in [
        "offer_command",
        "accept_command",
        "step_in",
        "take_command",
        "vacate",
        "challenge",
        "remove_member",
        "add_member",
        "set_roles",
        "revoke_spoken",
        "confirm_spoken",
        "surrender",
        "adopt_proposal",
        "Set owner",
        "Set state",
    ] {
        assert!(
            done.get(name).is_some_and(|times| *times > 10),
            "{name} is seldom done: {done:?}"
        );
    }
}
