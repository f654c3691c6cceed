//! What people do.

use crate::client::Client;
use crate::world::{PEOPLE, Theme, World, person};
use loggist_client::{NewDraft, NewFact};
use loggist_domain::{
    IntentId, ObjectId, Role, Timestamp,
    command::{AppendEntry, Command, SetRoles},
};
use std::collections::BTreeSet;

impl World {
    pub(crate) fn act(&mut self) {
        let n = self.below(self.clients.len());
        let now = self.now;
        let typed_before = self.clients[n].typed.len();
        let choices = match self.theme {
            Theme::Log => 20,
            Theme::Command => 60,
        };
        match self.below(choices) {
            20.. => self.act_of_command(n),
            0..=2 => self.begin_draft(n),
            3..=12 => self.type_in_draft(n),
            13..=14 => self.seal(n),
            15 => self.discard(n),
            16 => self.say(n),
            17 => self.fact(n),
            18 => self.set_kind(n),
            _ => self.change_roles(now),
        }
        // The process may end between any two things that its replica asks for.
        if self.below(60) == 0 {
            let limit = self.below(3);
            self.note(format!("{} ends in the middle of an act", PEOPLE[n]));
            self.clients[n].pump(limit);
            self.restart(n);
            // What the process had not kept when it ended was on no screen that anybody could read.
            let screen: BTreeSet<char> = screen(&self.clients[n]);
            let client = &mut self.clients[n];
            let old = client.typed.split_off(typed_before);
            client
                .typed
                .extend(old.into_iter().filter(|(typed, _)| screen.contains(typed)));
        } else {
            self.clients[n].pump(usize::MAX);
        }
        let kept: Vec<IntentId> = self.clients[n]
            .kept
            .outbox
            .iter()
            .map(|row| row.intent)
            .collect();
        self.clients[n].made.extend(kept);
    }

    /// A character that nobody typed before.
    pub(crate) fn character(&mut self) -> char {
        self.characters += 1;
        char::from_u32(0x4E00 + self.characters).expect("a character")
    }

    pub(crate) fn begin_draft(&mut self, n: usize) {
        let kind = ["observation", "action", "comms", "decision"][self.below(4)];
        let typed = self.character();
        let now = self.now;
        let new = NewDraft {
            text: typed.to_string(),
            ..NewDraft::of(kind)
        };
        let made = self.clients[n]
            .replica
            .edit("create_draft", now, |edit| edit.create_draft(&new));
        self.note(format!(
            "{} begins a {kind} draft: {}",
            PEOPLE[n],
            made.is_ok()
        ));
        if let Ok((_, id)) = made {
            self.clients[n].drafts.push(id);
            self.typed(n, typed, id);
        }
    }

    /// What was typed counts once it is kept: the pump after the act keeps it, unless the process ends before.
    pub(crate) fn typed(&mut self, n: usize, typed: char, id: ObjectId) {
        self.clients[n].typed.push((typed, id));
    }

    pub(crate) fn some_draft(&mut self, n: usize) -> Option<ObjectId> {
        let drafts: Vec<ObjectId> = self.clients[n]
            .replica
            .view()
            .drafts
            .keys()
            .copied()
            .collect();
        if drafts.is_empty() {
            return None;
        }
        let at = self.below(drafts.len());
        Some(drafts[at])
    }

    pub(crate) fn type_in_draft(&mut self, n: usize) {
        let Some(id) = self.some_draft(n) else { return };
        let typed = self.character();
        let length = self.clients[n]
            .replica
            .draft(id)
            .map_or(0, |draft| draft.text("text").chars().count());
        let at = self.below(length + 1);
        let now = self.now;
        let done = self.clients[n].replica.edit("edit_draft", now, |edit| {
            edit.splice(id, "text", at, 0, &typed.to_string())
        });
        self.note(format!(
            "{} types {typed} at {at}: {}",
            PEOPLE[n],
            done.is_ok()
        ));
        if done.is_ok() {
            self.typed(n, typed, id);
        }
    }

    pub(crate) fn seal(&mut self, n: usize) {
        let Some(id) = self.some_draft(n) else { return };
        let now = self.now;
        let sealed = self.clients[n].replica.seal_draft(id, now);
        self.note(format!("{} seals: {}", PEOPLE[n], sealed.is_ok()));
    }

    pub(crate) fn discard(&mut self, n: usize) {
        let Some(id) = self.clients[n].drafts.pop() else {
            return;
        };
        let now = self.now;
        let done = self.clients[n]
            .replica
            .edit("discard_draft", now, |edit| edit.discard_draft(id));
        self.note(format!("{} discards: {}", PEOPLE[n], done.is_ok()));
    }

    pub(crate) fn say(&mut self, n: usize) {
        let text = self.character().to_string();
        let now = self.now;
        let fields = serde_json::json!({"kind": "observation", "text": text});
        let entry: AppendEntry = serde_json::from_value(fields).expect("an entry");
        let said = self.clients[n].replica.append_entry(entry, now);
        self.note(format!("{} says {text}: {}", PEOPLE[n], said.is_ok()));
    }

    pub(crate) fn fact(&mut self, n: usize) {
        let typed = self.character();
        let new = NewFact {
            statement: typed.to_string(),
            standing: "suspected".into(),
            ..NewFact::default()
        };
        let now = self.now;
        let made = self.clients[n]
            .replica
            .edit("create_fact", now, |edit| edit.create_fact(&new));
        self.note(format!("{} suspects {typed}: {}", PEOPLE[n], made.is_ok()));
        if let Ok((_, id)) = made {
            self.typed(n, typed, id);
        }
    }

    pub(crate) fn set_kind(&mut self, n: usize) {
        let Some(id) = self.some_draft(n) else { return };
        let kind = ["observation", "decision", "comms"][self.below(3)];
        let now = self.now;
        let value = loggist_domain::Scalar::Str(kind.into());
        let done = self.clients[n]
            .replica
            .edit("set_draft", now, |edit| edit.set_draft(id, "kind", value));
        self.note(format!(
            "{} makes a draft a {kind}: {}",
            PEOPLE[n],
            done.is_ok()
        ));
    }

    pub(crate) fn change_roles(&mut self, now: Timestamp) {
        let whom = 1 + self.below(PEOPLE.len() - 1);
        let role = [
            Role::Observer,
            Role::Sme,
            Role::Secretariat,
            Role::Liaison,
            Role::Deputy,
        ][self.below(5)];
        let set = SetRoles {
            person: person(whom),
            roles: vec![role],
            reason: None,
        };
        let given = self.clients[0]
            .replica
            .command(&Command::SetRoles(set).into(), now);
        self.note(format!(
            "Priya makes {} {role:?}: {}",
            PEOPLE[whom],
            given.is_ok()
        ));
        if given.is_ok() {
            self.count("role changes");
        }
        self.clients[0].pump(usize::MAX);
    }
}

/// The characters that stand on a client's screen: drafts, facts, tray.
fn screen(client: &Client) -> BTreeSet<char> {
    let view = client.replica.view();
    let mut text = String::new();
    view.drafts
        .values()
        .for_each(|draft| text.push_str(draft.text("text")));
    view.facts
        .values()
        .for_each(|fact| text.push_str(fact.text("statement")));
    client
        .replica
        .tray()
        .iter()
        .for_each(|item| text.push_str(&item.text()));
    for entry in client.replica.entries_after(0) {
        text.push_str(&entry.text);
    }
    text.chars().collect()
}
