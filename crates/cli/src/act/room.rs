//! The room, as far as what is typed names things in it.

use super::{
    table::{Field, Is, Row},
    times::{Day, read},
};
use crate::failure::Failure;
use jiff::tz::TimeZone;
use loggist_client::{Api, Client, IncidentRow, PersonRow, View};
use loggist_domain::{
    Entry, IncidentId, Object, ObjectId, PersonId, ProposalState, Timestamp, duty::unfinished_keys,
};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// What is there to be named.
pub struct Room {
    view: View,
    log: Vec<Entry>,
    /// Everyone with an account.
    people: Vec<PersonRow>,
    /// The incidents that this person sees.
    incidents: Vec<IncidentRow>,
    /// The server's clock.
    now: Timestamp,
    zone: TimeZone,
}

impl Room {
    /// The room that a client shows, once it is live.
    ///
    /// # Errors
    /// [`Failure`] when the people cannot be asked for.
    pub async fn of(api: &Api, client: &Client) -> Result<Self, Failure> {
        let people = api.people().await.map_err(anyhow::Error::from)?;
        let incidents = api.incidents().await.map_err(anyhow::Error::from)?;
        Ok(Self {
            incidents,
            view: client.view(),
            log: client.entries_after(0),
            people,
            now: client.read(|replica| replica.server_now(loggist_client::now())),
            zone: TimeZone::system(),
        })
    }

    /// The incident manager, for whom something is done as spoken.
    ///
    /// # Errors
    /// [`Failure::Wanting`] when there is none.
    pub fn manager(&self) -> Result<PersonId, Failure> {
        self.view.command.manager.ok_or_else(|| {
            Failure::Wanting(anyhow::anyhow!(
                "Nobody is in command, so nothing is done as spoken. A trained manager takes command first."
            ))
        })
    }

    /// A message as it is shown now.
    pub fn message(&self, id: ObjectId) -> Option<&Object> {
        self.view.messages.get(&id)
    }

    /// The server's clock.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Whether an id is a contact's.
    pub fn is_contact(&self, id: ObjectId) -> bool {
        self.view.contacts.contains_key(&id)
    }

    /// The fields of an act with what their values stand for.
    ///
    /// # Errors
    /// [`Failure::Usage`], with what is possible.
    pub fn fields(
        &self,
        row: &Row,
        typed: &[(String, String)],
    ) -> Result<Map<String, Value>, Failure> {
        let mut fields = Map::new();
        for (name, text) in typed {
            let field = row.fields.iter().find(|field| field.name == name);
            let field = field.ok_or_else(|| {
                Failure::usage(format!(
                    "{} has no field {name}. Its fields: {}",
                    row.name,
                    row.usage()
                ))
            })?;
            let value = self.value(field, text).map_err(Failure::usage)?;
            if let (Some(Value::Object(before)), Value::Object(more)) =
                (fields.get_mut(name), &value)
                && field.is == Is::Left
            {
                before.extend(more.clone());
            } else if fields.insert(name.clone(), value).is_some() {
                return Err(Failure::usage(format!("{name} is there twice.")));
            }
        }
        let missing = |field: &&Field| field.needed && !fields.contains_key(field.name);
        match row.fields.iter().find(missing) {
            Some(field) => Err(Failure::usage(format!(
                "{} needs {}. Its fields: {}",
                row.name,
                field.name,
                row.usage()
            ))),
            None => Ok(fields),
        }
    }

    fn value(&self, field: &Field, text: &str) -> Result<Value, String> {
        let cleared = text == "none" && field.is.may_be_none(field.name);
        if cleared {
            return Ok(Value::Null);
        }
        let name = field.name;
        Ok(match field.is {
            Is::Text => text.into(),
            Is::Word(words) => {
                if !words.contains(&text) {
                    return Err(format!("{name} is one of: {}.", words.join(", ")));
                }
                text.into()
            }
            Is::YesNo => yes_or_no(name, text)?.into(),
            Is::Number => {
                let digits = text.trim_start_matches('#');
                let number: Result<u64, _> = digits.parse();
                number
                    .map_err(|_| format!("{name} is a whole number."))?
                    .into()
            }
            Is::Person => self.person(text)?.to_string().into(),
            Is::Owner => self.owner(text)?.into(),
            Is::People => self.people(text)?,
            Is::Roles => text.split(',').map(|role| role.trim().to_owned()).collect(),
            Is::Ahead => self.time(name, text, Day::Next)?,
            Is::Passed => self.time(name, text, Day::Last)?,
            Is::Action => numbered("action", 'A', &self.view.actions, text)?,
            Is::Actions => self.actions(text)?,
            Is::Incident => self.incident(text)?,
            Is::Recommendation => {
                numbered("recommendation", 'R', &self.view.recommendations, text)?
            }
            Is::Proposal => self.proposal(text)?,
            Is::Contact => named("contact", &self.view.contacts, text)?,
            Is::System => named("system", &self.view.systems, text)?,
            Is::Message => numbered("message", 'M', &self.view.messages, text)?,
            Is::Lesson => numbered("lesson", 'L', &self.view.lessons, text)?,
            Is::Call => numbered("call", '#', &self.view.calls, &format!("#-{text}"))?,
            Is::Channel => named("communication line", &self.view.channels, text)?,
            Is::Document => named("document", &self.view.documents, text)?,
            Is::Attachment => named("attachment", &self.view.attachments, text)?,
            Is::Draft => self.draft(text)?,
            Is::Invitation => invitation(text)?,
            Is::About => self.about(text)?,
            Is::Owners => self.owners(text)?,
            Is::Left => left(text)?,
        })
    }

    fn time(&self, name: &str, text: &str, day: Day) -> Result<Value, String> {
        let time = read(text, day, self.now, &self.zone);
        let time = time.ok_or_else(|| {
            format!(
                "{name} is a time, such as 2026-11-23T02:40:00Z, +30m from now, or 02:40. \"{text}\" is none."
            )
        })?;
        Ok(time.to_string().into())
    }

    /// A person, by id, name or email address.
    fn person(&self, name: &str) -> Result<PersonId, String> {
        if let Ok(id) = name.parse() {
            return Ok(id);
        }
        let is = |own: &str| own.eq_ignore_ascii_case(name);
        let mut named = self
            .people
            .iter()
            .filter(|person| is(&person.name) || person.email.as_deref().is_some_and(is));
        match (named.next(), named.next()) {
            (Some(person), None) => Ok(person.id),
            (Some(_), Some(_)) => Err(format!(
                "Several people are called {name}. Name the id of one."
            )),
            (None, _) => Err(format!(
                "There is nobody called {name}. Only administrators find people by their email address."
            )),
        }
    }

    /// People by name, joined by commas.
    fn people(&self, names: &str) -> Result<Value, String> {
        let people = names.split(',').map(|name| self.person(name.trim()));
        let ids = people.map(|person| person.map(|id| id.to_string().into()));
        Ok(Value::Array(ids.collect::<Result<_, String>>()?))
    }

    /// Actions by number, joined by commas.
    fn actions(&self, numbers: &str) -> Result<Value, String> {
        let actions = numbers
            .split(',')
            .map(|number| numbered("action", 'A', &self.view.actions, number.trim()));
        Ok(Value::Array(actions.collect::<Result<_, String>>()?))
    }

    /// An incident that this person sees, by its reference or its id.
    fn incident(&self, name: &str) -> Result<Value, String> {
        let found = self
            .incidents
            .iter()
            .find(|row| row.reference.eq_ignore_ascii_case(name) || row.id.to_string() == name);
        let found = found.ok_or_else(|| format!("You see no incident {name}."))?;
        Ok(found.id.to_string().into())
    }

    /// The reference of an incident that this person sees.
    pub fn reference(&self, id: IncidentId) -> Option<&str> {
        let found = self.incidents.iter().find(|row| row.id == id);
        found.map(|row| row.reference.as_str())
    }

    /// A contact by name or id, or a person.
    fn owner(&self, name: &str) -> Result<String, String> {
        if let Ok(Value::String(contact)) = named("contact", &self.view.contacts, name) {
            return Ok(contact);
        }
        Ok(self.person(name)?.to_string())
    }

    /// A proposal, by its id or by the number of the entry that tells of it.
    fn proposal(&self, text: &str) -> Result<Value, String> {
        let proposals = &self.view.proposals;
        if let Ok(id) = text.parse::<ObjectId>() {
            return Ok(id.to_string().into());
        }
        let number: Option<u64> = text.trim_start_matches('#').parse().ok();
        let entry = self.log.iter().find(|entry| Some(entry.number) == number);
        let told = entry.and_then(|entry| {
            proposals
                .values()
                .find(|it| it.made_at == entry.received_at && Some(it.by) == entry.by.person)
        });
        if let Some(proposal) = told {
            return Ok(proposal.id.to_string().into());
        }
        let open = proposals
            .values()
            .filter(|it| it.state == ProposalState::Open)
            .map(|it| format!("\n  {}  {}: {}", it.id, it.name, it.text));
        let open: String = open.collect();
        Err(if open.is_empty() {
            format!("There is no proposal {text}, and none waits for an answer.")
        } else {
            format!("There is no proposal {text}. These wait for an answer:{open}")
        })
    }

    fn draft(&self, text: &str) -> Result<Value, String> {
        let id = text.parse::<ObjectId>().ok();
        match id.filter(|id| self.view.drafts.contains_key(id)) {
            Some(id) => Ok(id.to_string().into()),
            None => Err(format!("There is no draft {text}. Name it by its id.")),
        }
    }

    fn about(&self, text: &str) -> Result<Value, String> {
        let (collection, id) = if text.starts_with(['R', 'r']) {
            let found = numbered("recommendation", 'R', &self.view.recommendations, text);
            ("recommendations", found)
        } else {
            let found = numbered("action", 'A', &self.view.actions, text);
            ("actions", found)
        };
        let id = id?;
        let id = id.as_str().unwrap_or_default();
        Ok(format!("{collection}/{id}").into())
    }

    fn owners(&self, text: &str) -> Result<Value, String> {
        let pairs = text.split(',').map(|pair| {
            let named = pair.split_once('=');
            let (action, person) =
                named.ok_or("owners are such as A-12=Hannah Boyle,A-3=Dev Patel.")?;
            let action = numbered("action", 'A', &self.view.actions, action.trim())?;
            let person = self.person(person.trim())?.to_string();
            Ok((
                action.as_str().unwrap_or_default().to_owned(),
                person.into(),
            ))
        });
        Ok(Value::Object(pairs.collect::<Result<_, String>>()?))
    }
}

impl Is {
    /// Whether `none` clears it.
    fn may_be_none(self, name: &str) -> bool {
        matches!(
            self,
            Self::Ahead | Self::Passed | Self::Owner | Self::Person
        ) || name == "level"
    }
}

/// Yes or no, in a word.
///
/// # Errors
/// A sentence.
pub fn yes_or_no(name: &str, text: &str) -> Result<bool, String> {
    match text {
        "yes" | "true" => Ok(true),
        "no" | "false" => Ok(false),
        _ => Err(format!("{name} is yes or no.")),
    }
}

/// Why one thing is left unfinished.
fn left(text: &str) -> Result<Value, String> {
    let (thing, reason) = text
        .split_once('=')
        .ok_or("left is such as review_held='It is on Monday'.")?;
    if !unfinished_keys().any(|key| key == thing) {
        let keys: Vec<_> = unfinished_keys().collect();
        return Err(format!("left is of one of: {}.", keys.join(", ")));
    }
    Ok(json!({ thing: reason }))
}

/// An object by its number as people see it, or by its id.
fn numbered(
    what: &str,
    letter: char,
    objects: &BTreeMap<ObjectId, Object>,
    text: &str,
) -> Result<Value, String> {
    if let Some(id) = text.parse().ok().filter(|id| objects.contains_key(id)) {
        return Ok(id.to_string().into());
    }
    let digits = text
        .strip_prefix([letter, letter.to_ascii_lowercase()])
        .and_then(|rest| rest.strip_prefix('-'));
    let number: Option<i64> = digits.and_then(|digits| digits.parse().ok());
    let found = objects
        .iter()
        .find(|(_, object)| number.is_some() && object.int("number") == number);
    match found {
        Some((id, _)) => Ok(id.to_string().into()),
        None if number.is_some() => Err(format!("There is no {what} {text} in this incident.")),
        None => Err(format!(
            "\"{text}\" names no {what}. Name it by its number, such as {letter}-8."
        )),
    }
}

/// An object by its name or its id.
fn named(what: &str, objects: &BTreeMap<ObjectId, Object>, text: &str) -> Result<Value, String> {
    if let Some(id) = text.parse().ok().filter(|id| objects.contains_key(id)) {
        return Ok(id.to_string().into());
    }
    let called = |object: &Object| {
        let name = object.str("name").unwrap_or_default();
        name.eq_ignore_ascii_case(text)
    };
    let mut found = objects.iter().filter(|(_, object)| called(object));
    match (found.next(), found.next()) {
        (Some((id, _)), None) => Ok(id.to_string().into()),
        (Some(_), Some(_)) => Err(format!(
            "Several are called {text}. Name the id of one {what}."
        )),
        (None, _) => Err(format!("There is no {what} called {text}.")),
    }
}

fn invitation(text: &str) -> Result<Value, String> {
    let id = text.parse::<ObjectId>();
    id.map(|id| id.to_string().into())
        .map_err(|_| format!("There is no invitation {text}. Name it by its id."))
}
