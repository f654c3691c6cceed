//! What somebody does next, at random.

use super::{PEOPLE, Run};
use crate::ground::*;
use loggist_domain::{ObjectId, PersonId, Proposal, ProposalKind};
use serde_json::{Value as Json, json};

impl Run {
    pub fn below(&mut self, end: usize) -> usize {
        // Xorshift: enough to choose among a few.
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        usize::try_from(self.random % u64::try_from(end).unwrap()).unwrap()
    }

    pub fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    pub fn somebody(&mut self) -> PersonId {
        let n = self.one(&PEOPLE);
        id(n)
    }

    pub fn some_action(&mut self) -> ObjectId {
        let n = self.one(&[21, 22, 23, 24]);
        thing(n)
    }

    /// A proposal, most often one that was spoken, or one that was not.
    pub fn some_proposal(&mut self, is_spoken: bool) -> ObjectId {
        let all = self.play.objects.proposals.values();
        let apt = |it: &&Proposal| (it.kind == ProposalKind::Spoken) == is_spoken;
        let mut of: Vec<ObjectId> = all.filter(apt).map(|it| it.id).collect();
        if of.is_empty() || self.below(5) == 0 {
            of = self.play.objects.proposals.keys().copied().collect();
        }
        if of.is_empty() {
            thing(99)
        } else {
            self.one(&of)
        }
    }

    pub fn command(&mut self) -> (&'static str, Json) {
        let reason = json!({"reason": "Now."});
        if self.play.incident.command.manager.is_none() && self.below(2) == 0 {
            return ("take_command", reason);
        }
        match self.below(26) {
            0 | 21 | 22 => (
                "offer_command",
                json!({"to": self.somebody(), "reason": "Now.", "packet": {"role": self.one(&["deputy", "sme", "observer"])}}),
            ),
            1 | 23 | 24 | 25 => ("accept_command", json!({})),
            2 => (
                "accept_command",
                json!({"owners": {self.some_action().to_string(): self.somebody()}}),
            ),
            3 => ("withdraw_offer", json!({})),
            4 => ("step_in", reason),
            5 => ("take_command", reason),
            6 => ("vacate", reason),
            7 => ("challenge", reason),
            8 => ("answer_challenge", json!({})),
            9 => (
                "remove_member",
                json!({"person": id(self.one(&[TOM, MAEVE, RAVI, RAVI, OUTSIDER]))}),
            ),
            10 | 11 => (
                "add_member",
                json!({"person": self.somebody(), "roles": [self.one(&["sme", "deputy", "observer"])], "reason": "Now."}),
            ),
            12 | 13 => (
                "set_roles",
                json!({"person": self.somebody(), "roles": [self.one(&["sme", "deputy", "secretariat", "observer"])], "reason": "Now."}),
            ),
            14 => ("set_severity", json!({"severity": 1 + self.below(4)})),
            15 => ("propose", json!({"text": "Words."})),
            16 => (
                "adopt_proposal",
                json!({"proposal": self.some_proposal(false)}),
            ),
            17 => (
                "decline_proposal",
                json!({"proposal": self.some_proposal(false), "reason": "No."}),
            ),
            18 => (
                "confirm_spoken",
                json!({"proposal": self.some_proposal(true)}),
            ),
            19 => (
                "revoke_spoken",
                json!({"proposal": self.some_proposal(true)}),
            ),
            _ => ("surrender", json!({"items": [{"text": "Words."}]})),
        }
    }

    /// Often who may give it, else anybody.
    pub fn giver(&mut self, name: &str) -> u8 {
        let command = &self.play.incident.command;
        let who = match name {
            "accept_command" => command.offer.as_ref().map(|it| it.to),
            "step_in" => command.deputy,
            "take_command" => Some(id(TOM)),
            "surrender" => {
                let mut members = self.play.incident.members.values();
                members.find(|it| it.left_at.is_some()).map(|it| it.person)
            }
            _ => command.manager,
        };
        let apt = PEOPLE.into_iter().find(|n| Some(id(*n)) == who);
        let anybody = self.one(&PEOPLE);
        apt.filter(|_| self.below(3) > 0).unwrap_or(anybody)
    }
}
