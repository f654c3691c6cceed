//! `act` on messages, calls, communication lines and what comes after, at a real server.

use crate::scene::scene;

#[tokio::test]
async fn a_message_is_begun_agreed_and_sent_by_somebody_else_com_01_com_04() {
    let scene = scene().await;
    let begun = [
        "message",
        "to=Larkfield Chambers",
        "audience=external",
        "channel=telephone",
        "sender=Asha Verma",
        "due=+1h",
        "text=A list with your client's address went out.",
    ];
    scene.assert_not("ravi", &begun, 1, "writes to people outside the room");
    assert_eq!(scene.act("callum", &begun), "M-1");
    let words = ["set_message", "message=M-1", "text=The list is recalled."];
    assert_eq!(scene.act("asha", &words), "");
    let agrees = ["agree_message", "message=M-1"];
    scene.assert_not("callum", &agrees, 1, "Only the Incident Manager");
    scene.act("priya", &agrees);
    scene.assert_not("callum", &words, 1, "agreed to these words");
    scene.act("callum", &["mark_sent", "message=M-1"]);
    assert_eq!(
        scene.last()["text"],
        "M-1 sent to Larkfield Chambers by telephone, sent by Asha Verma: The list is recalled."
    );
    scene.assert_not(
        "callum",
        &["set_message", "message=M-1", "due=+2h"],
        1,
        "was sent",
    );
    scene.assert_not(
        "callum",
        &["mark_sent", "message=M-9"],
        2,
        "There is no message M-9",
    );
}

#[tokio::test]
async fn a_call_is_planned_opened_attended_and_over_sec_08() {
    let scene = scene().await;
    let planned = ["call", "starts_at=+10m", "interval=30", "place=Bridge"];
    let number = scene.act("maeve", &planned);
    scene.act("maeve", &["open_call", &format!("call={number}")]);
    let opened = scene.last()["text"].clone();
    let opened = opened.as_str().unwrap();
    assert!(
        opened.ends_with(
            "Incident Manager: Priya Nair. Deputy: Tom Okafor. Secretariat: Maeve Lindqvist."
        ),
        "{opened}"
    );
    let call = format!("call={number}");
    scene.act("ravi", &["join_call", &call, "who=Ravi Menon"]);
    scene.assert_not(
        "ravi",
        &["join_call", &call, "who=Dev Patel"],
        1,
        "say it of yourself",
    );
    scene.act("maeve", &["join_call", &call, "who=Dev Patel"]);
    scene.act("dev", &["join_call", &call, "who=Dev Patel", "out=yes"]);
    let now = scene.last()["received_at"].clone();
    let ended = format!("ended_at={}", now.as_str().unwrap());
    scene.act("maeve", &["set_call", &call, &ended, "next_at=+30m"]);
    let over = scene.last()["text"].clone();
    let over = over.as_str().unwrap();
    assert!(
        over.contains("Present: Ravi Menon, Dev Patel. Next call at"),
        "{over}"
    );
}

#[tokio::test]
async fn lines_lessons_duties_and_documents_are_kept_sec_06_sec_11_im_15_im_16() {
    let scene = scene().await;
    scene.act("maeve", &["line", "name=Team channel", "private=yes"]);
    let joins = ["join_line", "line=Team channel", "who=Hannah Boyle"];
    scene.act("callum", &joins);
    scene.act("maeve", &["set_line", "line=Team channel", "trusted=yes"]);
    let noted = [
        "lesson",
        "text=Templates change unseen",
        "side=even_better_if",
    ];
    assert_eq!(scene.act("hannah", &noted), "L-1");
    let agreed = [
        "set_lesson",
        "lesson=L-1",
        "state=agreed",
        "step=Two pairs of eyes",
    ];
    scene.assert_not("priya", &agreed, 1, "who sees to it and by when");
    let whole = [&agreed[..], &["owner=Priya Nair", "due=+48h"]].concat();
    scene.act("priya", &whole);
    let text = scene.last()["text"].clone();
    let text = text.as_str().unwrap();
    assert!(
        text.starts_with("L-1 agreed: Two pairs of eyes. Owner Priya Nair, by"),
        "{text}"
    );
    scene.assert_not(
        "maeve",
        &["duty", "duty=watched", "state=skipped"],
        1,
        "Say why",
    );
    scene.act("maeve", &["duty", "duty=team_thanked"]);
    assert_eq!(
        scene.last()["text"],
        "Done: Thanks to everyone who took part."
    );
    scene.act("maeve", &["document", "name=Chat of the night"]);
    let captured = [
        "set_document",
        "document=Chat of the night",
        "state=captured",
        "place=Archive",
    ];
    scene.act("maeve", &captured);
    assert_eq!(
        scene.last()["text"],
        "Captured: Chat of the night, at Archive."
    );
}

#[tokio::test]
async fn what_is_left_at_an_end_has_its_reason_and_nothing_is_refused_im_15_rec_10_rev_13() {
    let scene = scene().await;
    let odd = ["stand_down", "reason=Contained", "left=payroll=Later"];
    scene.assert_not("priya", &odd, 2, "left is of one of: open_actions");
    let bare = ["stand_down", "reason=Contained", "left=watched"];
    scene.assert_not("priya", &bare, 2, "left is such as review_held=");
    let down = [
        "stand_down",
        "reason=Contained",
        "left=open_actions=Operations take them",
        "left=watched=Until Monday",
    ];
    scene.act("priya", &down);
    let entry = scene.last();
    let text = entry["text"].as_str().unwrap();
    for words in [
        "not done. Reason: Operations take them",
        "Left: watch for it to come back. Reason: Until Monday",
        "Left without a reason: ",
    ] {
        assert!(text.contains(words), "{text}");
    }
    let flags = entry["flags"].as_array().unwrap();
    assert!(flags.contains(&"watched".into()), "{flags:?}");
    scene.act("priya", &["set_phase", "phase=cold"]);
    let close = [
        "close",
        "reason=Reviewed",
        "left=missing_documents=Archived on Monday",
    ];
    scene.act("priya", &close);
    let entry = scene.last();
    let text = entry["text"].as_str().unwrap();
    assert!(
        text.contains("Left: 5 documents missing. Reason: Archived on Monday"),
        "{text}"
    );
}
