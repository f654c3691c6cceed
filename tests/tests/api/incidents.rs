//! Incidents over HTTP: opening, lists, intents, the tray.

use loggist_domain::Role;
use loggist_tests::server::{Serving, said};
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

#[tokio::test]
async fn an_incident_is_opened_once_however_often_it_is_asked() {
    let serving = Serving::start().await;
    let priya = serving.add("Priya", &[], false).await;
    let tom = serving.add("Tom", &[], false).await;
    let body = json!({"intent": serving.surroundings.id(), "title": " Court lists ", "summary": "An extra sheet.",
        "security": true, "personal_data": true, "written_at": serving.surroundings.now()});
    let (one, two) = tokio::join!(
        serving.post(Some(&priya), "/api/incidents", &body),
        serving.post(Some(&priya), "/api/incidents", &body)
    );
    assert_eq!(
        (one.status, two.status),
        (201, 201),
        "{} {}",
        one.text,
        two.text
    );
    assert_eq!(one.json(), two.json());
    let row = one.json();
    assert_eq!(row["title"], "Court lists");
    assert_eq!(row["phase"], "pre_incident");
    assert_eq!(row["my_roles"], json!(["observer"]));
    assert_eq!(row["entries"], 1);
    assert!(
        row["reference"].as_str().unwrap().starts_with("INC-20"),
        "{row}"
    );
    assert!(row.get("severity").is_none() && row.get("manager").is_none());
    let list = serving.get(Some(&priya), "/api/incidents").await.json();
    assert_eq!(list, json!({"incidents": [row]}));
    let toms = serving.post(Some(&tom), "/api/incidents", &body).await;
    assert_ne!(
        toms.json()["id"],
        row["id"],
        "another person's intent is another incident"
    );

    let mut blank = body.clone();
    blank["title"] = json!("  ");
    blank["intent"] = json!(serving.surroundings.id());
    let blank = serving.post(Some(&priya), "/api/incidents", &blank).await;
    assert_eq!(
        (blank.status, blank.json()["code"].as_str()),
        (422, Some("invalid"))
    );
    serving.stop().await;
}

#[tokio::test]
async fn before_the_declaration_trained_managers_see_it_and_may_declare() {
    let serving = Serving::start().await;
    let jo = serving.add("Jo", &[Role::Secretariat], false).await;
    let priya = serving.add("Priya", &[Role::IncidentManager], false).await;
    let incident = serving.open(&jo, "Court lists").await;
    let path = format!("/api/incidents/{incident}");
    let jos = serving.get(Some(&jo), &path).await.json();
    assert_eq!(jos["may_declare"]["allowed"], false);
    assert!(
        jos["may_declare"]["reason"]
            .as_str()
            .unwrap()
            .contains("trained"),
        "{jos}"
    );
    let priyas = serving.get(Some(&priya), &path).await.json();
    assert_eq!(priyas["may_declare"], json!({"allowed": true}));
    assert_eq!(priyas["my_roles"], json!([]));

    let declare = json!({"severity": 2, "category": "malware"});
    let receipt = serving.command(&priya, incident, "declare", declare).await;
    assert_eq!(
        (&receipt["outcome"], &receipt["seq"], &receipt["number"]),
        (&json!("recorded"), &json!(2), &json!(2))
    );
    assert_eq!(receipt["hash"].as_str().map(str::len), Some(64));
    let row = serving.get(Some(&jo), &path).await.json();
    assert_eq!(
        (&row["severity"], &row["category"], &row["phase"]),
        (&json!(2), &json!("malware"), &json!("hot"))
    );
    assert_eq!(
        row["manager"],
        json!({"person": priya.id(), "name": "Priya"})
    );
    assert_eq!(row["may_declare"]["allowed"], false);
    serving.stop().await;
}

#[tokio::test]
async fn an_intent_is_answered_with_its_receipt_again_and_again() {
    let serving = Serving::start().await;
    let priya = serving.add("Priya", &[Role::IncidentManager], false).await;
    let ravi = serving.add("Ravi", &[Role::Sme], false).await;
    let incident = serving.declared(&priya, &[&ravi]).await;
    let intent = Uuid::from_u128(7);
    let entry = json!({"kind": "observation", "text": "The export ran twice."});
    let first = serving
        .submit(&ravi, incident, intent, "append_entry", entry.clone())
        .await;
    let again = serving
        .submit(&ravi, incident, intent, "append_entry", entry)
        .await;
    assert_eq!((first.status, &first.text), (200, &again.text));
    assert_eq!(first.json()["receipt"]["outcome"], "recorded");

    let mine = json!({"person": ravi.id(), "roles": ["deputy"]});
    let refused = serving
        .submit(
            &ravi,
            incident,
            Uuid::from_u128(8),
            "set_roles",
            mine.clone(),
        )
        .await;
    assert_eq!(refused.status, 200, "the status speaks of the request");
    let receipt = &refused.json()["receipt"];
    assert_eq!(
        (&receipt["outcome"], &receipt["code"]),
        (&json!("refused"), &json!("role_required")),
        "{receipt}"
    );
    assert!(receipt["reason"].as_str().unwrap().ends_with('.'));
    let serving = serving.restart(loggist_server::Settings::default()).await;
    let after = serving
        .submit(&ravi, incident, Uuid::from_u128(8), "set_roles", mine)
        .await;
    assert_eq!(after.text, refused.text, "a final refusal is repeated");
    serving.stop().await;
}

#[tokio::test]
async fn an_edit_over_http_is_turned_away_in_words() {
    let serving = Serving::start().await;
    let priya = serving.add("Priya", &[], false).await;
    let incident = serving.open(&priya, "Court lists").await;
    let body = json!({"intent": Uuid::from_u128(7), "kind": "edit", "name": "edit_draft", "edit": {},
        "written_at": serving.surroundings.now()});
    let answer = serving
        .post(
            Some(&priya),
            &format!("/api/incidents/{incident}/intents"),
            &body,
        )
        .await;
    assert_eq!(answer.status, 422);
    assert!(
        answer.json()["detail"]
            .as_str()
            .unwrap()
            .contains("append_entry"),
        "{}",
        answer.text
    );
    serving.stop().await;
}

#[tokio::test]
async fn what_was_refused_waits_in_its_authors_tray() {
    let serving = Serving::start().await;
    let priya = serving.add("Priya", &[Role::IncidentManager], false).await;
    let ravi = serving.add("Ravi", &[Role::Sme], false).await;
    let incident = serving.declared(&priya, &[&ravi]).await;
    let decision = json!({"kind": "decision", "text": "Stop the export."});
    let intent = Uuid::from_u128(7);
    serving
        .submit(&ravi, incident, intent, "append_entry", decision.clone())
        .await;
    let path = format!("/api/incidents/{incident}/tray");
    let tray = serving.get(Some(&ravi), &path).await.json();
    let item = &tray["items"][0];
    assert_eq!(
        (&item["intent"], &item["code"]),
        (&json!(intent), &json!("role_required")),
        "{tray}"
    );
    assert_eq!(item["command"], decision, "{item}");
    assert_eq!(
        serving.get(Some(&priya), &path).await.json(),
        json!({"items": []})
    );

    let item = format!("{path}/{intent}");
    let delete = async |who: &loggist_tests::server::Who| {
        said(
            serving
                .request(Method::DELETE, &item)
                .bearer_auth(&who.token),
        )
        .await
        .status
    };
    assert_eq!(delete(&priya).await, 404);
    assert_eq!(delete(&ravi).await, 204);
    assert_eq!(delete(&ravi).await, 404);
    assert_eq!(
        serving.get(Some(&ravi), &path).await.json(),
        json!({"items": []})
    );
    serving.stop().await;
}

#[tokio::test]
async fn an_email_address_is_shown_to_administrators_and_to_its_owner() {
    let serving = Serving::start().await;
    let ada = serving.add("Ada", &[], true).await;
    let priya = serving.add("Priya", &[], false).await;
    let emails = async |who| {
        let people = serving.get(Some(who), "/api/people").await.json();
        let people = people["people"].as_array().unwrap().clone();
        people
            .iter()
            .filter(|person| person.get("email").is_some())
            .count()
    };
    assert_eq!((emails(&ada).await, emails(&priya).await), (2, 1));
    serving.stop().await;
}

#[tokio::test]
async fn an_administrator_adds_people_who_can_be_brought_in_at_once() {
    let serving = Serving::start().await;
    let ada = serving.add("Ada", &[Role::IncidentManager], true).await;
    let incident = serving.declared(&ada, &[]).await;
    let new = json!({"name": "Tom", "email": "tom@example.org", "trainings": [{"role": "deputy"}]});
    let tom = serving.post(Some(&ada), "/api/people", &new).await;
    assert_eq!(tom.status, 201, "{}", tom.text);
    assert_eq!(
        serving.post(Some(&ada), "/api/people", &new).await.status,
        409
    );
    let add = json!({"person": tom.json()["id"], "roles": ["deputy"]});
    let receipt = serving.command(&ada, incident, "add_member", add).await;
    assert_eq!(receipt["outcome"], "recorded", "{receipt}");
    serving.stop().await;
}
