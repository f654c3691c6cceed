//! The client against the real server, over real sockets, with a network that comes and goes.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use loggist_client::{
    Answer, Api, Client, End, Event, Fate, Link, NewDraft, Token, storage::Storage,
};
use loggist_domain::{IncidentId, Kind, ObjectId, Role, command::AppendEntry};
use loggist_server::Settings;
use loggist_tests::{
    proxy::{Cut, Proxy},
    server::{Serving, Who},
};
use std::{collections::BTreeMap, time::Duration};
use tokio::time::timeout;

/// A test that has not moved on for this long never will.
const PATIENCE: Duration = Duration::from_mins(1);

struct Scene {
    serving: Serving,
    people: BTreeMap<&'static str, Who>,
    incident: IncidentId,
}

/// Priya is Incident Manager; Maeve and Ravi are in the team; Olu is not.
async fn scene() -> Scene {
    let serving = Serving::start().await;
    let mut people = BTreeMap::new();
    for name in ["Priya", "Maeve", "Ravi", "Olu"] {
        let trained: &[Role] = if name == "Olu" { &[] } else { &Role::ALL };
        people.insert(name, serving.add(name, trained, false).await);
    }
    let team = [&people["Maeve"], &people["Ravi"]];
    let incident = serving.declared(&people["Priya"], &team).await;
    Scene {
        serving,
        people,
        incident,
    }
}

impl Scene {
    fn api(&self, name: &str, url: &str) -> Api {
        let token = Token::new(&self.people[name].token).unwrap();
        Api::new(url, token).unwrap()
    }

    /// Somebody's client, straight or by way of a proxy.
    fn client(&self, name: &str, url: &str) -> Client {
        Client::connect(&self.api(name, url), self.incident, &Storage::Memory).unwrap()
    }

    async fn live(&self, name: &str) -> Client {
        let client = self.client(name, &self.serving.origin());
        client.live().await.unwrap();
        client
    }

    async fn proxy(&self) -> Proxy {
        Proxy::before(self.serving.server().address())
            .await
            .unwrap()
    }
}

fn entry(text: &str) -> AppendEntry {
    AppendEntry {
        kind: Kind::Observation,
        text: text.into(),
        why: None,
        set_aside: None,
        said_by: None,
        happened_at: None,
        certainty: None,
        corrects: None,
        answers: None,
        about: None,
        begun_at: None,
    }
}

fn recorded(fate: Fate) -> Option<u64> {
    match fate {
        Fate::Recorded { number, .. } => number,
        other => panic!("not recorded: {other:?}"),
    }
}

fn begin(client: &Client, text: &str) -> (ObjectId, Answer) {
    let new = NewDraft {
        text: text.into(),
        ..NewDraft::of("observation")
    };
    let made = client.edit("create_draft", |edit| edit.create_draft(&new));
    let (answer, id) = made.unwrap();
    (id, answer.unwrap())
}

fn write(client: &Client, draft: ObjectId, text: &str) -> Answer {
    let made = client.edit("edit_draft", |edit| edit.append(draft, "text", text));
    made.unwrap().0.unwrap()
}

/// Waits until a client shows something.
async fn until<T>(client: &Client, shows: impl Fn(&Client) -> Option<T>) -> T {
    let mut events = client.events();
    let waits = async {
        loop {
            if let Some(found) = shows(client) {
                return found;
            }
            let _ = events.recv().await;
        }
    };
    timeout(PATIENCE, waits).await.expect("it never came")
}

async fn idle(client: &Client) {
    timeout(PATIENCE, client.idle())
        .await
        .expect("it never came to rest")
        .unwrap();
}

fn text(client: &Client, draft: ObjectId) -> Option<String> {
    client.read(|replica| Some(replica.draft(draft)?.text("text").to_owned()))
}

async fn same(one: &Client, other: &Client) {
    let (seq, hash) = one.read(loggist_client::Replica::head);
    until(other, |other| {
        other.read(|replica| (replica.head() == (seq, hash)).then_some(()))
    })
    .await;
    assert_eq!(one.view(), other.view());
    assert_eq!(one.entries_after(0), other.entries_after(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_write_one_draft_and_its_entry_is_the_same_for_both() {
    let scene = scene().await;
    let (ravi, maeve) = (scene.live("Ravi").await, scene.live("Maeve").await);
    let (draft, answer) = begin(&ravi, "Listing service");
    recorded(answer.fate().await);
    until(&maeve, |maeve| text(maeve, draft)).await;
    write(&maeve, draft, " is down");
    until(&ravi, |ravi| {
        (text(ravi, draft)? == "Listing service is down").then_some(())
    })
    .await;
    let number = recorded(ravi.seal(draft).unwrap().fate().await).unwrap();
    let sealed = until(&maeve, |maeve| maeve.read(|replica| replica.entry(number))).await;
    assert_eq!(sealed.text, "Listing service is down");
    assert_eq!(sealed.with, ["Maeve"]);
    same(&ravi, &maeve).await;
    scene.serving.stop().await;
}

/// However the network goes away: what is written meanwhile is kept, and recorded once when it is back.
async fn survives(how: Cut) {
    let scene = scene().await;
    let proxy = scene.proxy().await;
    let ravi = scene.client("Ravi", &proxy.url());
    ravi.live().await.unwrap();
    let maeve = scene.live("Maeve").await;
    let (draft, answer) = begin(&ravi, "Before");
    recorded(answer.fate().await);

    proxy.cut(how);
    write(&ravi, draft, " during");
    let said = ravi.append(entry("Said during")).unwrap();
    if how != Cut::Stall {
        let mut link = ravi.link();
        let gone = link.wait_for(|link| *link == Link::Away);
        timeout(PATIENCE, gone)
            .await
            .expect("it is noticed")
            .unwrap();
        write(&ravi, draft, " and after");
    }
    proxy.mend();
    idle(&ravi).await;
    let number = recorded(said.fate().await).unwrap();
    until(&maeve, |maeve| maeve.read(|replica| replica.entry(number))).await;
    let expected = if how == Cut::Stall {
        "Before during"
    } else {
        "Before during and after"
    };
    assert_eq!(text(&maeve, draft).as_deref(), Some(expected));
    same(&ravi, &maeve).await;
    let said = |client: &Client| {
        let entries = client.entries_after(0);
        entries.iter().filter(|e| e.text == "Said during").count()
    };
    assert_eq!(said(&maeve), 1);
    scene.serving.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_is_reset_comes_back() {
    survives(Cut::Reset).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_that_stalls_goes_on() {
    survives(Cut::Stall).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_black_hole_is_noticed_by_its_silence() {
    survives(Cut::BlackHole).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handshake_that_hangs_is_given_up() {
    survives(Cut::Hang).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_restarts_finds_everyone_again() {
    let mut scene = scene().await;
    let proxy = scene.proxy().await;
    let ravi = scene.client("Ravi", &proxy.url());
    ravi.live().await.unwrap();
    let (draft, answer) = begin(&ravi, "Before");
    recorded(answer.fate().await);
    scene.serving = scene.serving.restart(Settings::default()).await;
    write(&ravi, draft, " and after");
    proxy.forward_to(scene.serving.server().address());
    idle(&ravi).await;
    let maeve = scene.live("Maeve").await;
    assert_eq!(text(&maeve, draft).as_deref(), Some("Before and after"));
    same(&ravi, &maeve).await;
    scene.serving.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_process_wrote_the_next_one_sends() {
    let scene = scene().await;
    let folder = tempfile::tempdir().unwrap();
    let storage = Storage::Folder(folder.path().to_owned());
    let api = scene.api("Ravi", &scene.serving.origin());
    let ravi = Client::connect(&api, scene.incident, &storage).unwrap();
    ravi.live().await.unwrap();
    let (draft, answer) = begin(&ravi, "One");
    recorded(answer.fate().await);
    ravi.cut();
    ravi.link()
        .wait_for(|link| *link == Link::Away)
        .await
        .unwrap();
    write(&ravi, draft, " two");
    ravi.append(entry("Said")).unwrap();
    assert!(
        Client::connect(&api, scene.incident, &storage).is_err(),
        "it is locked"
    );
    ravi.close().await;

    let nowhere = scene.api("Ravi", "http://127.0.0.1:9");
    let offline = Client::connect(&nowhere, scene.incident, &storage).unwrap();
    assert_eq!(text(&offline, draft).as_deref(), Some("One two"));
    assert_eq!(offline.read(|replica| replica.outbox().count()), 2);
    offline.close().await;

    let ravi = Client::connect(&api, scene.incident, &storage).unwrap();
    idle(&ravi).await;
    let maeve = scene.live("Maeve").await;
    same(&ravi, &maeve).await;
    assert_eq!(text(&maeve, draft).as_deref(), Some("One two"));
    assert_eq!(maeve.entries_after(0).last().unwrap().text, "Said");
    scene.serving.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outsider_and_an_unknown_incident_look_the_same() {
    let scene = scene().await;
    let olu = scene.client("Olu", &scene.serving.origin());
    let end = olu.live().await.unwrap_err();
    assert!(matches!(end, End::NotFound(_)), "{end:?}");
    let api = scene.api("Olu", &scene.serving.origin());
    let unknown = IncidentId::from_bytes([9; 16]);
    let nobody = Client::connect(&api, unknown, &Storage::Memory).unwrap();
    assert_eq!(nobody.live().await.unwrap_err(), end);
    scene.serving.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn someone_signed_out_keeps_what_they_wrote_and_goes_on_when_signed_in() {
    let scene = scene().await;
    let ravi = scene.live("Ravi").await;
    let (draft, answer) = begin(&ravi, "One");
    recorded(answer.fate().await);
    let accounts = scene.serving.server().accounts();
    let who = &scene.people["Ravi"];
    let session = accounts.speaker(&who.token).await.unwrap().session;
    accounts.sign_out(session).await.unwrap();
    let mut link = ravi.link();
    let ended = link.wait_for(|link| matches!(link, Link::Ended(End::SignedOut(_))));
    timeout(PATIENCE, ended).await.expect("it is told").unwrap();
    let answer = write(&ravi, draft, " two");
    let (token, _) = accounts.bearer(&who.person, PATIENCE).await.unwrap();
    ravi.sign_in(Token::new(&token).unwrap());
    recorded(timeout(PATIENCE, answer.fate()).await.expect("it is sent"));
    scene.serving.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_late_to_a_long_incident_loads_a_snapshot() {
    let scene = scene().await;
    let mut writers = vec![];
    for name in ["Priya", "Maeve", "Ravi"] {
        for _ in 0..2 {
            writers.push(scene.live(name).await);
        }
    }
    for number in 0..180 {
        for writer in &writers {
            writer.append(entry(&format!("Entry {number}"))).unwrap();
        }
    }
    for writer in &writers {
        idle(writer).await;
    }
    let late = scene.client("Ravi", &scene.serving.origin());
    let mut events = late.events();
    late.live().await.unwrap();
    let mut loaded = false;
    while let Ok(event) = events.try_recv() {
        loaded |= matches!(event, Event::Snapshot { .. });
    }
    assert!(
        loaded,
        "{} entries",
        late.read(loggist_client::Replica::entries)
    );
    same(&writers[0], &late).await;
    scene.serving.stop().await;
}

/// The reference that people use finds the incident, and the calls say what is wrong in words.
#[tokio::test(flavor = "multi_thread")]
async fn an_incident_is_found_by_its_reference() {
    let scene = scene().await;
    let api = scene.api("Ravi", &scene.serving.origin());
    let row = api.incident(scene.incident).await.unwrap();
    assert_eq!(
        api.find(&row.reference.to_lowercase()).await.unwrap(),
        row.id
    );
    assert_eq!(row.my_roles, [Role::Sme]);
    assert_eq!(api.session().await.unwrap().person.name, "Ravi");
    let error = api.find("INC-1999-0001").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "There is no incident INC-1999-0001, or you are not in it."
    );
    let away = Api::new("http://127.0.0.1:9", api.token().clone()).unwrap();
    assert!(away.session().await.unwrap_err().is_passing());
    scene.serving.stop().await;
}
