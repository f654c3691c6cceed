//! People come in by a link or a code: with an account, and without one.

use loggist_domain::{IncidentId, Role};
use loggist_room::frames::ServerFrame;
use loggist_tests::server::{PASSWORD, Said, Serving, Who, said};
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

struct Scene {
    serving: Serving,
    priya: Who,
    ravi: Who,
    incident: IncidentId,
}

async fn scene(serving: Serving) -> Scene {
    let priya = serving.add("Priya", &[Role::IncidentManager], false).await;
    let ravi = serving.add("Ravi", &[Role::Sme], false).await;
    let incident = serving.declared(&priya, &[]).await;
    Scene {
        serving,
        priya,
        ravi,
        incident,
    }
}

impl Scene {
    async fn asks(&self, who: &Who, fields: Value) -> Said {
        let mut body = json!({"intent": self.serving.surroundings.id(), "role": "sme", "minutes": 30,
            "written_at": self.serving.surroundings.now()});
        let named = body.as_object_mut().unwrap();
        named.extend(fields.as_object().unwrap().clone());
        let path = format!("/api/incidents/{}/invitations", self.incident);
        self.serving.post(Some(who), &path, &body).await
    }

    /// An invitation's id and code.
    async fn invited(&self, fields: Value) -> (String, String) {
        let made = self.asks(&self.priya, fields).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let made = made.json();
        let text = |key: &str| made[key].as_str().unwrap().to_owned();
        (text("invitation"), text("code"))
    }

    async fn looks(&self, code: &str) -> Said {
        let body = json!({"code": code});
        self.serving
            .post(None, "/api/invitations/look", &body)
            .await
    }

    async fn accepts(&self, who: &Who, code: &str) -> Said {
        let body = json!({"code": code, "intent": self.serving.surroundings.id(),
            "written_at": self.serving.surroundings.now()});
        self.serving
            .post(Some(who), "/api/invitations/accept", &body)
            .await
    }

    async fn joins(&self, name: &str, code: &str) -> Said {
        let body = json!({"code": code, "intent": self.serving.surroundings.id(),
            "written_at": self.serving.surroundings.now(), "name": name, "organisation": "Larkfield Hosting",
            "email": format!("{}@larkfield.example", name.to_lowercase()), "password": PASSWORD});
        self.serving
            .post(None, "/api/invitations/join", &body)
            .await
    }

    async fn get_as(&self, joined: &Said, path: &str) -> Said {
        let request = self.serving.request(Method::GET, path);
        said(request.header("cookie", joined.cookies())).await
    }

    async fn revokes(&self, invitation: &str) {
        let revoke = json!({"invitation": invitation});
        let receipt = self
            .serving
            .command(&self.priya, self.incident, "revoke_invitation", revoke)
            .await;
        assert_eq!(receipt["outcome"], "recorded", "{receipt}");
    }
}

#[tokio::test]
async fn somebody_with_an_account_joins_by_a_code_gen_01() {
    let scene = scene(Serving::start().await).await;
    let (_, code) = scene.invited(json!({})).await;
    let seen = scene.looks(&code.to_lowercase().replace('-', " ")).await;
    assert_eq!(seen.status, 200, "{}", seen.text);
    let seen = seen.json();
    assert_eq!(
        (&seen["role"], &seen["by"], &seen["outside"]),
        (&json!("sme"), &json!("Priya"), &json!(false))
    );
    let keys = seen.as_object().unwrap().len();
    assert_eq!(keys, 4, "nothing of the incident: {seen}");

    let joined = scene.accepts(&scene.ravi, &code).await;
    assert_eq!(joined.status, 200, "{}", joined.text);
    assert_eq!(joined.json()["incident"], scene.incident.to_string());
    let path = format!("/api/incidents/{}", scene.incident);
    let there = scene.serving.get(Some(&scene.ravi), &path).await;
    assert_eq!(there.json()["my_roles"], json!(["sme"]));
    // It was for one.
    let olu = scene.serving.add("Olu", &[], false).await;
    assert_eq!(scene.accepts(&olu, &code).await.status, 404);
    scene.serving.stop().await;
}

#[tokio::test]
async fn who_is_in_the_team_already_uses_nothing_up() {
    let scene = scene(Serving::start().await).await;
    let (_, code) = scene.invited(json!({})).await;
    for _ in 0..2 {
        assert_eq!(scene.accepts(&scene.priya, &code).await.status, 200);
    }
    assert_eq!(scene.accepts(&scene.ravi, &code).await.status, 200);
    assert_eq!(scene.accepts(&scene.ravi, &code).await.status, 404);
    scene.serving.stop().await;
}

#[tokio::test]
async fn somebody_from_outside_sees_this_incident_and_nothing_else_gen_07() {
    let scene = scene(Serving::start().await).await;
    let other = scene.serving.open(&scene.priya, "Another").await;
    let (_, code) = scene.invited(json!({"outside": true, "people": 2})).await;
    let joined = scene.joins("Greta", &code).await;
    assert_eq!(joined.status, 201, "{}", joined.text);
    assert_eq!(joined.json()["session"]["person"]["guest"], true);

    let incidents = scene.get_as(&joined, "/api/incidents").await.json();
    let ids: Vec<&str> = incidents["incidents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, [scene.incident.to_string()]);
    let elsewhere = scene
        .get_as(&joined, &format!("/api/incidents/{other}"))
        .await;
    assert_eq!(elsewhere.status, 404);
    let names = |said: Said| -> Vec<String> {
        let people = said.json();
        let people = people["people"].as_array().unwrap().iter();
        people
            .map(|it| it["name"].as_str().unwrap().to_owned())
            .collect()
    };
    // The team knows them, and they know the team; nobody else learns of either from the list.
    let seen = scene.get_as(&joined, "/api/people").await;
    assert_eq!(names(seen), ["Greta", "Priya"]);
    let seen = scene.serving.get(Some(&scene.priya), "/api/people").await;
    assert_eq!(names(seen), ["Greta", "Priya", "Ravi"]);
    let seen = scene.serving.get(Some(&scene.ravi), "/api/people").await;
    assert_eq!(names(seen), ["Priya", "Ravi"]);
    let open = json!({"intent": scene.serving.surroundings.id(), "title": "Mine", "security": true,
        "personal_data": false, "written_at": scene.serving.surroundings.now()});
    let request = scene.serving.request(Method::POST, "/api/incidents");
    let origin = scene.serving.origin();
    let request = request
        .header("cookie", joined.cookies())
        .header("origin", origin);
    assert_eq!(
        said(request.json(&open)).await.status,
        422,
        "a guest opens none"
    );
    scene.serving.stop().await;
}

#[tokio::test]
async fn a_guest_is_brought_into_no_other_incident_gen_07() {
    let scene = scene(Serving::start().await).await;
    let (_, code) = scene.invited(json!({"outside": true})).await;
    let joined = scene.joins("Greta", &code).await;
    let guest = joined.json()["session"]["person"]["id"].clone();
    let other = scene.serving.declared(&scene.priya, &[]).await;
    let add = json!({"person": guest, "roles": ["sme"], "reason": "x"});
    let receipt = scene
        .serving
        .command(&scene.priya, other, "add_member", add)
        .await;
    assert_eq!(receipt["outcome"], "refused", "{receipt}");
    scene.serving.stop().await;
}

#[tokio::test]
async fn joining_that_is_refused_leaves_no_account_behind() {
    let scene = scene(Serving::start().await).await;
    let (_, inside) = scene.invited(json!({})).await;
    let refused = scene.joins("Greta", &inside).await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    let (_, code) = scene.invited(json!({"outside": true})).await;
    // The same person's address may be used again, for nothing was made of it.
    assert_eq!(scene.joins("Greta", &code).await.status, 201);
    // An address with an account is not given to somebody else.
    let (_, another) = scene.invited(json!({"outside": true})).await;
    let taken = scene.joins("Greta", &another).await;
    assert_eq!(taken.status, 409, "{}", taken.text);
    assert_eq!(scene.looks(&another).await.status, 200, "it is not used up");
    scene.serving.stop().await;
}

#[tokio::test]
async fn what_opens_nothing_is_answered_alike_whatever_the_cause() {
    let (serving, clock) = Serving::arranged().await;
    let scene = scene(serving).await;
    let (revoked_id, revoked) = scene.invited(json!({"outside": true})).await;
    scene.revokes(&revoked_id).await;
    let (_, used) = scene.invited(json!({"outside": true})).await;
    assert_eq!(scene.joins("Greta", &used).await.status, 201);
    let (_, expired) = scene.invited(json!({"outside": true, "minutes": 1})).await;
    assert_eq!(scene.looks(&expired).await.status, 200);
    clock.pass(Duration::from_secs(61));
    let unknown = scene.looks("00000-00000").await;
    assert_eq!(unknown.status, 404);
    for code in [&revoked, &used, &expired, "no code", ""] {
        let same = scene.looks(code).await;
        assert_eq!((same.status, &same.text), (404, &unknown.text), "{code}");
        let same = scene.accepts(&scene.ravi, code).await;
        assert_eq!((same.status, &same.text), (404, &unknown.text), "{code}");
        let same = scene.joins("Hugo", code).await;
        assert_eq!((same.status, &same.text), (404, &unknown.text), "{code}");
    }
    scene.serving.stop().await;
}

#[tokio::test]
async fn nobody_joins_a_closed_incident() {
    let scene = scene(Serving::start().await).await;
    let (_, code) = scene.invited(json!({"outside": true})).await;
    for (name, fields) in [
        ("stand_down", json!({"reason": "Over."})),
        ("set_phase", json!({"phase": "cold"})),
        ("close", json!({"reason": "Reviewed."})),
    ] {
        let receipt = scene
            .serving
            .command(&scene.priya, scene.incident, name, fields)
            .await;
        assert_eq!(receipt["outcome"], "recorded", "{name}: {receipt}");
    }
    assert_eq!(scene.looks(&code).await.status, 404);
    assert_eq!(scene.joins("Greta", &code).await.status, 404);
    scene.serving.stop().await;
}

#[tokio::test]
async fn guessing_is_slowed() {
    let (serving, _clock) = Serving::arranged().await;
    let scene = scene(serving).await;
    let mut answers = Vec::new();
    for n in 0..70 {
        answers.push(scene.looks(&format!("00000-000{n:02}")).await);
    }
    let paced = answers.iter().filter(|it| it.status == 429).count();
    assert_eq!(paced, 10, "sixty at once, and then one a second");
    assert_eq!(answers[69].header("retry-after"), "1");
    assert!(answers[..60].iter().all(|it| it.status == 404));
    scene.serving.stop().await;
}

#[tokio::test]
async fn what_opens_an_invitation_is_nowhere_in_the_incident() {
    let scene = scene(Serving::start().await).await;
    let (_, code) = scene.invited(json!({"outside": true})).await;
    let bare = code.replace('-', "");
    let hash = loggist_identity::code::hash(&code).unwrap();
    let records = scene
        .serving
        .store
        .records(scene.incident, 0, 100)
        .await
        .unwrap();
    assert_eq!(records.last().unwrap().name, "invite");
    for record in &records {
        for label in ["change", "effect", "command"] {
            let bytes = record.parts.bytes(label).unwrap_or_default();
            let holds = |what: &[u8]| bytes.windows(what.len()).any(|at| at == what);
            assert!(!holds(code.as_bytes()) && !holds(bare.as_bytes()) && !holds(&hash));
        }
    }
    scene.serving.stop().await;
}

#[tokio::test]
async fn an_invitation_is_made_and_taken_up_at_its_own_address_alone() {
    let scene = scene(Serving::start().await).await;
    let (invitation, _) = scene.invited(json!({})).await;
    for (name, command) in [
        ("invite", json!({"role": "sme", "minutes": 30})),
        ("accept_invitation", json!({"invitation": invitation})),
    ] {
        let intent = scene.serving.surroundings.id();
        let said = scene
            .serving
            .submit(&scene.priya, scene.incident, intent, name, command.clone())
            .await;
        assert_eq!(said.status, 422, "{name}: {}", said.text);
        let mut socket = scene
            .serving
            .socket(Some(&scene.priya), &scene.incident.to_string())
            .await;
        socket.join().await;
        let now = scene.serving.surroundings.now();
        socket.submit(intent, name, command, now).await;
        let refused = socket.until(|frame| match frame {
            ServerFrame::Receipt(receipt) => Some(receipt.outcome),
            _ => None,
        });
        let refused = serde_json::to_value(refused.await).unwrap();
        assert_eq!(refused["code"], "malformed", "{refused}");
    }
    let refused = scene.asks(&scene.priya, json!({"minutes": 0})).await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    let olu = scene.serving.add("Olu", &[], false).await;
    assert_eq!(scene.asks(&olu, json!({})).await.status, 404);
    scene.serving.stop().await;
}
