//! A command: decided by the domain, written by the server.

use super::Trial;
use crate::{Identity, frames::Submit, record::Draft};
use loggist_domain::{
    Effect, ObjectId, Refusal, Timestamp,
    command::{self, Command, Given, Scene},
};
use loggist_evidence::{Record, RecordKind};

impl Trial<'_> {
    pub(super) fn decide_command(
        &mut self,
        who: Identity,
        submit: &Submit,
        now: Timestamp,
    ) -> Result<Record, Refusal> {
        let fields = submit
            .command
            .as_ref()
            .ok_or_else(|| Refusal::malformed("The command has no fields."))?;
        let given = Given::read(&submit.name, fields)?;
        let by = self.profile(who)?;
        self.working();
        let effect = command::decide(
            &given.command,
            Scene {
                incident: &self.incident,
                objects: &self.objects(),
                by,
                spoken_by: given.spoken_by,
                people: self.people,
                intent: submit.intent,
                epoch: submit.epoch,
                not_after: submit.not_after,
                written_at: submit.written_at,
                now,
            },
        )?;
        let role = self.incident.roles(who.person).first().copied();
        let epoch = self.incident.command.epoch;
        let change = self.write(&effect);
        self.follow_effect(&effect);
        if let Command::SealDraft(seal) = &given.command {
            self.touched.insert(seal.draft);
        }
        Ok(self.record(Draft {
            incident: self.fold.id,
            who: Some(who),
            role,
            epoch,
            kind: RecordKind::Command,
            name: given.command.name(),
            intent: Some(submit.intent),
            written_at: submit.written_at,
            now,
            change: None,
            command: Some(given.to_canonical()),
            effect: Some((&change, effect.entry.as_ref())),
            created: created(&effect),
        }))
    }

    /// The authority state after an effect.
    pub(super) fn follow_effect(&mut self, effect: &Effect) {
        self.listed |= !effect.invitations.is_empty();
        self.listed |=
            effect.header.is_some() || effect.command.is_some() || !effect.members.is_empty();
        if let Some(header) = &effect.header {
            self.incident.header = header.clone();
        }
        if let Some(command) = &effect.command {
            self.incident.command = command.clone();
        }
        for member in &effect.members {
            self.incident.members.insert(member.person, member.clone());
        }
        for invitation in &effect.invitations {
            self.incident
                .invitations
                .insert(invitation.id, invitation.clone());
        }
        if let Some(entry) = &effect.entry {
            self.incident.last_number = entry.number;
        }
    }
}

/// The ids that an effect brings into the document.
fn created(effect: &Effect) -> Vec<ObjectId> {
    let proposals = effect.proposals.iter().map(|it| it.id);
    let invitations = effect.invitations.iter().map(|it| it.id);
    proposals.chain(invitations).collect()
}
