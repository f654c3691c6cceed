//! `act`, as somebody types it at a real server.

use crate::scene::{Scene, scene};
use loggist_client::{Api, Token};
use serde_json::Value;

const INCIDENT: &str = "INC-2026-0001";

impl Scene {
    /// Does it, which must go well; what it prints.
    pub fn act(&self, who: &str, words: &[&str]) -> String {
        let (code, out, told) = self.try_act(who, words);
        assert_eq!(code, 0, "{words:?}: {told}");
        out.trim_end().to_owned()
    }

    pub fn try_act(&self, who: &str, words: &[&str]) -> (i32, String, String) {
        let words: Vec<&str> = ["act", INCIDENT]
            .into_iter()
            .chain(words.to_vec())
            .collect();
        self.run(self.token(who), &words)
    }

    /// It is used wrongly, or refused, in these words.
    pub fn assert_not(&self, who: &str, words: &[&str], code: i32, sentence: &str) {
        let (found, out, told) = self.try_act(who, words);
        assert_eq!((found, out.as_str()), (code, ""), "{words:?}: {told}");
        assert!(told.contains(sentence), "{words:?}: {told}");
    }

    pub fn last(&self) -> Value {
        let words = ["tail", INCIDENT, "--lines", "1", "--once", "--json"];
        let (_, line, _) = self.run(self.token("priya"), &words);
        serde_json::from_str(&line).unwrap()
    }
}

#[tokio::test]
async fn an_action_is_worked_from_its_proposal_to_its_check() {
    let scene = scene().await;
    let proposed = [
        "action",
        "title=Ring the clerk",
        "instruction=At home",
        "proposed=yes",
    ];
    assert_eq!(scene.act("ravi", &proposed), "A-19");
    let opens = [
        "set_action",
        "action=A-19",
        "state=open",
        "owner=Ravi Menon",
        "report_by=+30m",
    ];
    scene.assert_not(
        "ravi",
        &opens,
        1,
        "says what an action is, whose it is and by when.",
    );
    let number = scene.act("maeve", &opens);
    assert_eq!(number, "000166");
    assert_eq!(scene.act("ravi", &["acknowledge", "action=A-19"]), "");
    let more = [
        "report",
        "action=a-19",
        "answer=more_time",
        "report_by=+1h",
        "text=Engaged",
    ];
    assert_eq!(scene.act("ravi", &more), "");
    let done = ["report", "action=A-19", "answer=done", "text=She has it"];
    scene.assert_not("dev", &done, 1, "or the Secretariat for them");
    scene.act("ravi", &done);
    assert_eq!(
        scene.last()["text"],
        "A-19 done: Ring the clerk. She has it"
    );
    let check = ["check", "action=A-19", "verdict=success"];
    scene.assert_not("ravi", &check, 1, "Somebody other than its owner");
    scene.act("hannah", &check);
    assert_eq!(scene.last()["text"], "A-19 checked: it worked.");

    // What is overdue is chased, by the contact's own name when that is the owner.
    let contact = [
        "contact",
        "name=Day clerk",
        "organisation=Larkfield Chambers",
    ];
    scene.act("asha", &contact);
    let given = [
        "action",
        "title=Send the sheet back",
        "owner=Day clerk",
        "report_by=23:59",
    ];
    assert_eq!(scene.act("tom", &given), "A-20");
    scene.act("tom", &["chase", "action=A-20"]);
    let told = ["set_contact", "contact=Day clerk", "told_last=00:00"];
    scene.act("asha", &told);
    let cancels = ["cancel", "action=A-20", "text=She did already"];
    scene.act("tom", &cancels);
    let text = scene.last()["text"].clone();
    assert_eq!(text, "A-20 cancelled: Send the sheet back. She did already");
}

#[tokio::test]
async fn a_recommendation_is_made_replied_to_and_answered_as_spoken() {
    let scene = scene().await;
    let made = ["recommend", "text=Ring Larkfield at seven", "deadline=+4h"];
    assert_eq!(scene.act("ravi", &made), "R-10");
    let reply = ["reply", "recommendation=R-10", "text=At half past six"];
    scene.act("hannah", &reply);
    let declines = [
        "answer_recommendation",
        "recommendation=R-10",
        "answer=declined",
    ];
    scene.assert_not("priya", &declines, 1, "Say why you decline it.");
    let agrees = [
        "answer_recommendation",
        "recommendation=R-10",
        "answer=agreed",
        "spoken=yes",
    ];
    scene.assert_not(
        "ravi",
        &agrees,
        1,
        "writes down what the Incident Manager says",
    );
    let number = scene.act("tom", &agrees);
    let last = scene.last();
    assert_eq!(last["flags"], serde_json::json!(["spoken"]));
    // A proposal is called by the entry that tells of it.
    let confirms = ["confirm_spoken", &format!("proposal=#{number}")];
    scene.assert_not("tom", &confirms, 1, "Only the Incident Manager does this.");
    scene.act("priya", &confirms);
    let action = [
        "action",
        "title=Ring Larkfield",
        "owner=Asha Verma",
        "report_by=+1h",
        "from=R-10",
    ];
    assert_eq!(scene.act("callum", &action), "A-19");
}

#[tokio::test]
async fn command_is_offered_and_accepted_with_a_briefing() {
    let scene = scene().await;
    let offers = [
        "offer_command",
        "to=Tom Okafor",
        "role=sme",
        "where_we_are=Recall is running",
        "worried_about=Larkfield",
    ];
    scene.act("priya", &offers);
    // The rota is Tom's, and an Incident Manager does no actions.
    let accepts = ["accept_command", "owners=A-12=Hannah Boyle"];
    scene.assert_not("maeve", &accepts, 1, "Command is not offered to you.");
    scene.act("tom", &accepts);
    let last = scene.last();
    assert_eq!(
        (&last["kind"], &last["epoch"]),
        (&"handover".into(), &2.into())
    );
    let (_, tail, _) = scene.run(
        scene.token("tom"),
        &["tail", INCIDENT, "--lines", "1", "--once"],
    );
    assert!(
        tail.contains(
            "\n        Where we are: Recall is running\n        Worried about: Larkfield"
        ),
        "{tail}"
    );
    scene.assert_not(
        "priya",
        &["stand_down", "reason=Over"],
        1,
        "Tom Okafor has been Incident Manager since",
    );
    let clocks = [
        "set_clocks",
        "next_call=+20m",
        "next_update=none",
        "spoken=yes",
    ];
    scene.act("maeve", &clocks);
    let receipt = scene.act("tom", &["raise_concern", "text=Sleep", "--json"]);
    let receipt: Value = serde_json::from_str(&receipt).unwrap();
    let concern = format!("proposal={}", receipt["number"]);
    scene.act("maeve", &["adopt_proposal", &concern]);
    let level = [
        "set_level",
        "level=none",
        "because=complexity",
        "reason=One organisation is left",
    ];
    scene.act("tom", &level);
    scene.act("dev", &["set_system", "system=Listings export", "fit=yes"]);
    scene.act("tom", &["green_light", "system=Listings export"]);
    assert!(
        scene.last()["flags"].is_null(),
        "an expert has confirmed it"
    );
}

#[tokio::test]
async fn what_is_typed_wrongly_is_answered_with_what_is_possible() {
    let scene = scene().await;
    for (words, sentence) in [
        (&["dance"][..], "invalid value 'dance'"),
        (
            &["chase", "action=A-99"],
            "There is no action A-99 in this incident.",
        ),
        (
            &["chase", "action=the clerk"],
            "names no action. Name it by its number, such as A-8.",
        ),
        (
            &["chase"],
            "chase needs action. Its fields: chase action=A-14 [text=...]",
        ),
        (
            &["chase", "action=A-14", "why=No answer"],
            "chase has no field why. Its fields: chase action=A-14 [text=...]",
        ),
        (
            &["set_clocks", "next_call=soon"],
            "next_call is a time, such as 2026-11-23T02:40:00Z, +30m from now, or 02:40.",
        ),
        (
            &["set_flags", "security=perhaps", "personal_data=yes"],
            "security is yes or no.",
        ),
        (
            &["report", "action=A-14", "answer=perhaps"],
            "answer is one of: done, more_time, blocked, dont_know, note.",
        ),
        (
            &["confirm_spoken", "proposal=7"],
            "There is no proposal 7, and none waits for an answer.",
        ),
        (
            &["stand_down", "reason=Over", "spoken=yes"],
            "stand_down is not done as spoken",
        ),
        (
            &["green_light", "system=Payroll"],
            "There is no system called Payroll.",
        ),
        (&["set_action", "action=A-14"], "That changes nothing."),
        (
            &["set_severity", "severity=1", "severity=2"],
            "severity is there twice.",
        ),
    ] {
        scene.assert_not("priya", words, 2, sentence);
    }
    let (code, help, _) = scene.run(scene.token("priya"), &["act", "--help"]);
    assert_eq!(code, 0);
    assert!(help.contains("report action=A-14 answer=done|more_time|blocked|dont_know|note [text=...] [report_by=TIME]"));
    assert!(help.contains("set_severity severity=N [provisional=yes|no] [reason=...] (s)"));
}

#[tokio::test]
async fn an_invitation_is_a_link_and_a_code_until_it_is_revoked_gen_07() {
    let scene = scene().await;
    let invite = [
        "invite",
        "role=sme",
        "minutes=30",
        "outside=yes",
        "people=2",
    ];
    scene.assert_not(
        "ravi",
        &invite,
        1,
        "A command role or a Liaison invites people",
    );
    let printed = scene.act("maeve", &invite);
    let (link, code) = printed.split_once('\n').unwrap();
    assert_eq!(link, format!("{}/join#{code}", scene.server.url()));
    let said = scene.last()["text"].as_str().unwrap().to_owned();
    assert!(said.starts_with(
        "Maeve Lindqvist invited up to 2 people as Subject Matter Expert, also from outside"
    ));
    assert!(!said.contains(code));
    let id = scene.last()["refs"]["invitation"]
        .as_str()
        .unwrap()
        .to_owned();
    scene.act("tom", &["revoke_invitation", &format!("invitation={id}")]);
    let twice = ["revoke_invitation", &format!("invitation={id}")];
    scene.assert_not("tom", &twice, 1, "not open any more");
    scene.assert_not(
        "tom",
        &["revoke_invitation", "invitation=x"],
        2,
        "There is no invitation x",
    );
    let command = ["invite", "role=deputy", "minutes=30"];
    scene.assert_not(
        "maeve",
        &command,
        1,
        "Only the Incident Manager invites a Deputy",
    );
}

#[tokio::test]
async fn a_file_is_attached_under_its_hash_and_may_be_withheld() {
    let scene = scene().await;
    let file = scene.folder.path().join("list.csv");
    std::fs::write(&file, "court,clerk\n").unwrap();
    let file = file.to_str().unwrap();
    let attach = |who: &str| scene.run(scene.token(who), &["attach", INCIDENT, file]);
    let (code, id, told) = attach("ravi");
    assert_eq!(code, 0, "{told}");
    assert_eq!(id.trim().len(), 36, "{id}");
    assert!(told.contains("12 bytes, SHA-256 "), "{told}");
    let captured = [
        "document",
        "name=The list",
        "state=captured",
        &format!("attachment={}", id.trim()),
    ];
    scene.act("maeve", &captured);
    let hash = told
        .split_once("SHA-256 ")
        .unwrap()
        .1
        .trim()
        .trim_end_matches('.');
    let token = Token::new(scene.token("maeve")).unwrap();
    let api = Api::new(&scene.server.url(), token).unwrap();
    let content = api.content(scene.incident, hash).await.unwrap();
    assert_eq!(content, b"court,clerk\n");
    scene.act(
        "maeve",
        &["set_attachment", "attachment=list.csv", "withheld=yes"],
    );
    let withheld = api
        .content(scene.incident, hash)
        .await
        .unwrap_err()
        .to_string();
    assert!(
        withheld.contains("This attachment is withheld."),
        "{withheld}"
    );
    let (code, _, told) = attach("jo");
    assert_eq!(code, 1, "an observer adds nothing: {told}");
}
