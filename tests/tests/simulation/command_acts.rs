//! What people do about command and actions, at random: much of it is not theirs to do, and is refused.

use crate::world::{PEOPLE, World, person};
use loggist_client::{NewAction, NewReport, Owner};
use loggist_domain::{
    ObjectId, PersonId, Scalar, Timestamp,
    command::Given,
    policy,
    schema::{ReportAnswer, Verdict},
};
use serde_json::{Value, json};
use std::time::Duration;

impl World {
    pub(crate) fn act_of_command(&mut self, n: usize) {
        match self.below(20) {
            0..=3 => self.begin_action(n),
            4..=6 => self.set_action(n),
            7..=9 => self.report(n),
            10 => self.end_action(n),
            _ => (0..3).for_each(|_| self.command()),
        }
    }

    fn anybody(&mut self) -> PersonId {
        person(self.below(PEOPLE.len()))
    }

    fn soon(&mut self) -> Timestamp {
        let seconds = 2 + self.below(30) as u64;
        self.now.plus(Duration::from_secs(seconds))
    }

    fn begin_action(&mut self, n: usize) {
        let new = NewAction {
            title: "Ring the clerk".into(),
            instruction: String::new(),
            is_open: self.below(4) > 0,
            owner: (self.below(8) > 0).then(|| Owner::Person(self.anybody())),
            report_by: (self.below(8) > 0).then(|| self.soon()),
            from: None,
        };
        let now = self.now;
        let made = self.clients[n]
            .replica
            .edit("create_action", now, |edit| edit.create_action(&new));
        self.note(format!("{} begins {new:?}: {}", PEOPLE[n], made.is_ok()));
    }

    fn some_action(&mut self, n: usize) -> Option<ObjectId> {
        let actions = self.clients[n].replica.view().actions;
        let ids: Vec<ObjectId> = actions.into_keys().collect();
        if ids.is_empty() {
            return None;
        }
        let at = self.below(ids.len());
        Some(ids[at])
    }

    fn set_action(&mut self, n: usize) {
        let Some(id) = self.some_action(n) else {
            return;
        };
        let owner = Scalar::from(self.anybody());
        let due = Scalar::from(self.soon());
        let fields: Vec<(&str, Scalar)> = match self.below(8) {
            0 => vec![("owner", owner)],
            1 => vec![("owner", Scalar::Null)],
            2 => vec![("report_by", Scalar::Null)],
            3 => vec![("acknowledged", Scalar::Bool(true))],
            4 => vec![("state", "doing".into())],
            5 => vec![("state", "open".into())],
            _ => vec![
                ("owner", owner),
                ("report_by", due),
                ("state", "open".into()),
            ],
        };
        let now = self.now;
        let done = self.clients[n]
            .replica
            .edit("set_action", now, |edit| edit.set_action(id, &fields));
        self.note(format!(
            "{} sets {fields:?} of {id}: {}",
            PEOPLE[n],
            done.is_ok()
        ));
    }

    /// By the owner of an action that is open where the one who looks stands; by that one where there is none.
    fn report(&mut self, looks: usize) {
        let actions = self.clients[looks].replica.view().actions;
        let open = actions.iter().filter_map(|(id, action)| {
            let active = policy::ACTIVE.contains(&action.str("state")?);
            let owner = (0..PEOPLE.len()).find(|n| Some(person(*n)) == policy::owner(action))?;
            active.then_some((*id, owner))
        });
        let open: Vec<(ObjectId, usize)> = open.collect();
        let (id, n) = match open.len() {
            0 => match self.some_action(looks) {
                None => return,
                Some(id) => (id, looks),
            },
            some => open[self.below(some)],
        };
        let answer = [
            ReportAnswer::Done,
            ReportAnswer::MoreTime,
            ReportAnswer::Blocked,
            ReportAnswer::Note,
        ][self.below(4)];
        let report = NewReport {
            answer,
            text: None,
            report_by: (answer == ReportAnswer::MoreTime).then(|| self.soon()),
        };
        let now = self.now;
        let done = self.clients[n]
            .replica
            .edit("report_action", now, |edit| edit.report(id, &report));
        self.clients[n].pump(usize::MAX);
        self.note(format!(
            "{} reports {answer:?} on {id}: {}",
            PEOPLE[n],
            done.is_ok()
        ));
    }

    fn end_action(&mut self, n: usize) {
        let Some(id) = self.some_action(n) else {
            return;
        };
        let checks = self.below(2) == 0;
        let now = self.now;
        let done = self.clients[n].replica.edit("end_action", now, |edit| {
            if checks {
                edit.check_action(id, Verdict::Success, None)
            } else {
                edit.cancel_action(id, "no use").map(drop)
            }
        });
        self.note(format!("{} ends {id}: {}", PEOPLE[n], done.is_ok()));
    }

    /// Mostly whoever has the right to something at one of the nodes does it, as far as their own replica knows.
    fn command(&mut self) {
        let shown = self.nodes[0].room.incident().command.clone();
        let place = |it: Option<PersonId>| (0..PEOPLE.len()).find(|n| Some(person(*n)) == it);
        let anybody = self.below(PEOPLE.len());
        let manager = place(shown.manager).unwrap_or(anybody);
        let deputy = place(shown.deputy).unwrap_or(anybody);
        let offered = place(shown.offer.map(|offer| offer.to)).unwrap_or(anybody);
        let because = json!({"reason": "as the night asks"});
        let to = self.anybody();
        let (by, name, fields) = match self.below(12) {
            0..=2 => (manager, "offer_command", json!({"to": to})),
            3..=5 => (offered, "accept_command", json!({})),
            6 => (deputy, "step_in", because),
            7 => (anybody, "take_command", because),
            8 => (manager, "vacate", because),
            9 => (manager, "withdraw_offer", json!({})),
            10 => (
                manager,
                "set_roles",
                json!({"person": to, "roles": ["deputy"]}),
            ),
            _ => (
                manager,
                "set_roles",
                json!({"person": to, "roles": ["observer"]}),
            ),
        };
        self.give(by, name, &fields);
    }

    fn give(&mut self, by: usize, name: &str, fields: &Value) {
        let given = Given::read(name, fields).expect("a command");
        let now = self.now;
        let given = self.clients[by].replica.command(&given, now);
        self.note(format!(
            "{} gives {name} {fields}: {}",
            PEOPLE[by],
            given.is_ok()
        ));
        self.clients[by].pump(usize::MAX);
    }
}
