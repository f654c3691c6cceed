//! Somebody is asked to leave: at once, everywhere; and hands in what they had written.

use loggist_domain::Role;
use loggist_tests::server::Serving;
use serde_json::{Value, json};

#[tokio::test]
async fn a_removed_person_reads_nothing_more_and_hands_in_what_they_had_written() {
    let serving = Serving::start().await;
    let priya = serving.add("Priya", &[Role::IncidentManager], false).await;
    let ravi = serving.add("Ravi", &[Role::Sme], false).await;
    let olu = serving.add("Olu", &[Role::Sme], false).await;
    let incident = serving.declared(&priya, &[&ravi]).await;
    let path = format!("/api/incidents/{incident}");
    let surrender = format!("{path}/surrender");
    let mut socket = serving.socket(Some(&ravi), &incident.to_string()).await;
    socket.join().await;
    let items = json!({"intent": serving.surroundings.id(), "items": [
        {"text": "Left a message with the clerk.", "name": "edit_draft", "written_at": serving.surroundings.now()},
    ]});
    let early = serving.post(Some(&ravi), &surrender, &items).await;
    assert_eq!(early.status, 404, "who is here has nothing to hand in");

    let remove = json!({"person": ravi.id(), "reason": "Their part is done."});
    let receipt = serving
        .command(&priya, incident, "remove_member", remove)
        .await;
    assert_eq!(receipt["outcome"], "recorded", "{receipt}");
    assert_eq!(socket.bye().await, 4403);
    for read in [path.clone(), format!("{path}/tray")] {
        assert_eq!(serving.get(Some(&ravi), &read).await.status, 404, "{read}");
    }
    let list = serving.get(Some(&ravi), "/api/incidents").await.json();
    assert_eq!(list["incidents"], json!([]));
    let mut again = serving.socket(Some(&ravi), &incident.to_string()).await;
    again.hello(None).await;
    assert_eq!(
        again.bye().await,
        4403,
        "so that they can hand in what is unsent"
    );

    for _ in 0..2 {
        let handed = serving.post(Some(&ravi), &surrender, &items).await;
        assert_eq!((handed.status, handed.text.as_str()), (204, ""));
    }
    let entries = |said: Value| said["entries"].as_u64().unwrap();
    let after = entries(serving.get(Some(&priya), &path).await.json());
    assert_eq!(after, 5, "opened, declared, joined, left, handed in once");
    for odd in [
        json!({"items": []}),
        json!({"items": [{"text": " "}]}),
        json!({"items": [{"text": "x".repeat(4_001)}]}),
        json!({"items": vec![json!({"text": "x"}); 201]}),
        json!({"things": []}),
    ] {
        let refused = serving.post(Some(&ravi), &surrender, &odd).await;
        assert_eq!(refused.status, 422, "{}", refused.text);
    }
    assert_eq!(
        serving.post(Some(&olu), &surrender, &items).await.status,
        404
    );
    serving.stop().await;
}
