//! Edits of the document.

use super::{ActError, Moment, values};
use crate::play::{
    Act, Cast,
    step::{Action, Contact, Fact, System},
};
use loggist_client::{
    Edit, EditError, NewAction, NewContact, NewDraft, NewFact, NewRecommendation, NewReport,
    NewSystem, Replica,
};
use loggist_domain::{IntentId, ObjectId, Scalar};
use serde_json::{Map, Value};

/// Somebody's replica, and what a scenario's names mean there.
struct Hand<'a, 'm> {
    replica: &'a mut Replica,
    cast: &'a mut Cast,
    moment: &'a Moment<'m>,
}

type Done = Result<Option<IntentId>, ActError>;

/// Does an edit. `None` when it changes nothing, or is none.
pub fn edit(act: &Act, replica: &mut Replica, cast: &mut Cast, moment: &Moment<'_>) -> Done {
    let mut hand = Hand {
        replica,
        cast,
        moment,
    };
    match act {
        Act::Draft { .. }
        | Act::Type { .. }
        | Act::Set { .. }
        | Act::Discard { .. }
        | Act::Fact(_)
        | Act::SetFact { .. } => hand.log(act),
        Act::Contact(_) | Act::SetContact { .. } | Act::System(_) | Act::SetSystem { .. } => {
            hand.outside(act)
        }
        act => hand.work(act),
    }
}

impl Hand<'_, '_> {
    /// Drafts and facts.
    fn log(&mut self, act: &Act) -> Done {
        match act {
            Act::Draft { label, kind } => {
                let kind = serde_json::to_value(kind).unwrap_or_default();
                let new = NewDraft::of(kind.as_str().unwrap_or_default());
                self.make(label, "create_draft", |edit| edit.create_draft(&new))
            }
            Act::Type { draft, text, field } => {
                self.does("edit_draft", draft, |edit, id| edit.append(id, field, text))
            }
            Act::Set {
                draft,
                field,
                value,
            } => {
                let value = self.value(field, value)?;
                self.does("set_draft", draft, |edit, id| {
                    edit.set_draft(id, field, value)
                })
            }
            #[expect(
                clippy::redundant_closure_for_method_calls,
                reason = "the method itself is of one lifetime"
            )]
            Act::Discard { draft } => {
                self.does("discard_draft", draft, |edit, id| edit.discard_draft(id))
            }
            Act::Fact(fact) => {
                let new = self.fact(fact)?;
                self.make(&fact.label, "create_fact", |edit| edit.create_fact(&new))
            }
            Act::SetFact { fact, field, value } => {
                let value = self.value(field, value)?;
                self.does("set_fact", fact, |edit, id| edit.set_fact(id, field, value))
            }
            _ => Ok(None),
        }
    }

    /// Actions and recommendations.
    fn work(&mut self, act: &Act) -> Done {
        match act {
            Act::Action(action) => {
                let new = self.action(action)?;
                self.make(&action.label, "create_action", |edit| {
                    edit.create_action(&new)
                })
            }
            Act::SetAction { action, set } => {
                let fields = self.values(set)?;
                self.does("set_action", action, |edit, id| {
                    edit.set_action(id, &fields)
                })
            }
            Act::Report {
                action,
                answer,
                text,
                report_by,
                ..
            } => {
                let new = NewReport {
                    answer: *answer,
                    text: text.clone(),
                    report_by: report_by.map(self.moment.of),
                };
                self.does("report_action", action, |edit, id| edit.report(id, &new))
            }
            Act::Check {
                action,
                verdict,
                text,
            } => self.does("check_action", action, |edit, id| {
                edit.check_action(id, *verdict, text.as_deref())
            }),
            Act::Cancel { action, text } => self.does("cancel_action", action, |edit, id| {
                edit.cancel_action(id, text)
            }),
            Act::Recommend {
                label,
                text,
                deadline,
            } => {
                let new = NewRecommendation {
                    text: text.clone(),
                    deadline: deadline.map(self.moment.of),
                };
                self.make(label, "create_recommendation", |edit| {
                    edit.create_recommendation(&new)
                })
            }
            Act::Reply {
                recommendation,
                text,
            } => self.does("reply_to", recommendation, |edit, id| {
                edit.reply_to(id, text)
            }),
            _ => Ok(None),
        }
    }

    /// Contacts and systems.
    fn outside(&mut self, act: &Act) -> Done {
        match act {
            Act::Contact(contact) => {
                let new = self.contact(contact)?;
                self.make(&contact.label, "create_contact", |edit| {
                    edit.create_contact(&new)
                })
            }
            Act::SetContact {
                contact,
                field,
                value,
            } => {
                let value = self.value(field, value)?;
                self.does("set_contact", contact, |edit, id| {
                    edit.set_contact(id, field, value)
                })
            }
            Act::System(system) => {
                let new = new_system(system);
                self.make(&system.label, "create_system", |edit| {
                    edit.create_system(&new)
                })
            }
            Act::SetSystem {
                system,
                field,
                value,
            } => {
                let value = self.value(field, value)?;
                self.does("set_system", system, |edit, id| {
                    edit.set_system(id, field, value)
                })
            }
            _ => Ok(None),
        }
    }

    /// Makes an object, which is called so from now on.
    fn make(
        &mut self,
        label: &str,
        name: &str,
        make: impl FnOnce(&mut Edit<'_, '_>) -> Result<ObjectId, EditError>,
    ) -> Done {
        let (intent, id) = self.replica.edit(name, self.moment.now, make)?;
        self.cast.made(label, id);
        Ok(intent)
    }

    /// Does something to an object.
    fn does<T>(
        &mut self,
        name: &str,
        label: &str,
        edit: impl FnOnce(&mut Edit<'_, '_>, ObjectId) -> Result<T, EditError>,
    ) -> Done {
        let id = self.cast.object(label)?;
        let edited = self.replica.edit(name, self.moment.now, |it| edit(it, id));
        Ok(edited?.0)
    }

    fn value(&self, field: &str, value: &Value) -> Result<Scalar, ActError> {
        values::detail(field, value, self.cast, self.moment)
    }

    fn values<'f>(&self, set: &'f Map<String, Value>) -> Result<Vec<(&'f str, Scalar)>, ActError> {
        set.iter()
            .map(|(field, value)| Ok((field.as_str(), self.value(field, value)?)))
            .collect()
    }

    fn fact(&self, fact: &Fact) -> Result<NewFact, ActError> {
        let source = fact.source.as_deref().map(|label| self.cast.entry(label));
        let checker = fact.checked_by.as_deref().map(|key| self.cast.person(key));
        Ok(NewFact {
            statement: fact.statement.clone(),
            standing: fact.standing.clone(),
            source: source.transpose()?,
            checked_by: checker.transpose()?,
            check_due: fact.check_due.map(self.moment.of),
            waits_on: fact.waits_on.clone(),
        })
    }

    fn action(&self, action: &Action) -> Result<NewAction, ActError> {
        let owner = action.owner.as_deref();
        let owner = owner.map(|name| values::owner(name, self.cast));
        let from = action.from.as_deref().map(|label| self.cast.object(label));
        Ok(NewAction {
            title: action.title.clone(),
            instruction: action.instruction.clone(),
            is_open: !action.proposed,
            owner: owner.transpose()?,
            report_by: action.report_by.map(self.moment.of),
            from: from.transpose()?,
        })
    }

    fn contact(&self, contact: &Contact) -> Result<NewContact, ActError> {
        let chaser = contact.chased_by.as_deref();
        let chaser = chaser.map(|key| self.cast.person(key));
        Ok(NewContact {
            name: contact.name.clone(),
            state: contact.state.clone(),
            organisation: contact.organisation.clone(),
            wanted_as: contact.wanted_as.clone(),
            told_last: contact.told_last.map(self.moment.of),
            chased_by: chaser.transpose()?,
        })
    }
}

fn new_system(system: &System) -> NewSystem {
    NewSystem {
        name: system.name.clone(),
        state: system.state.clone(),
        fit: system.fit,
        monitoring: system.monitoring.clone(),
    }
}
