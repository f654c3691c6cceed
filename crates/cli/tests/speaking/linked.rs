//! A team is split off with its actions, and the room that is made of it.

use crate::scene::{Scene, scene};
use std::time::{Duration, Instant};

const INCIDENT: &str = "INC-2026-0001";
const TEAM: &str = "INC-2026-0001-team-1";

impl Scene {
    /// Does something in the team's room, once it is there.
    fn act_in_team(&self, who: &str, words: &[&str]) -> (i32, String, String) {
        let words: Vec<&str> = ["act", TEAM].into_iter().chain(words.to_vec()).collect();
        let begun = Instant::now();
        loop {
            let (code, out, told) = self.run(self.token(who), &words);
            if !told.contains("There is no incident") || begun.elapsed() > Duration::from_secs(30) {
                return (code, out, told);
            }
        }
    }

    fn log(&self, who: &str, incident: &str) -> String {
        let words = ["tail", incident, "--lines", "10", "--once"];
        self.run(self.token(who), &words).1
    }
}

#[tokio::test]
async fn a_team_goes_on_with_its_actions_in_a_room_of_its_own_im_13_im_09() {
    let scene = scene().await;
    for (title, owner) in [
        ("title=Trace the mails", "owner=Ravi Menon"),
        ("title=Ring the clerk", "owner=Dev Patel"),
    ] {
        scene.act("maeve", &["action", title, owner, "report_by=+30m"]);
    }
    scene.act("dev", &["acknowledge", "action=A-20"]);
    let split = [
        "split_team",
        "title=Mail trace",
        "lead=Ravi Menon",
        "members=Dev Patel",
        "actions=A-19,A-20",
        "reason=Too many",
    ];
    scene.assert_not("ravi", &split, 1, "Only the Incident Manager does this.");
    scene.act("maeve", &[&split[..], &["spoken=yes"]].concat());
    let told = scene.log("priya", INCIDENT);
    assert!(
        told.contains("Actions that went with it: A-19 Trace the mails; A-20 Ring the clerk."),
        "{told}"
    );
    let gone = ["report", "action=A-20", "answer=done", "text=She has it"];
    scene.assert_not(
        "dev",
        &gone,
        1,
        "This action went to a team of its own and goes on in that room.",
    );

    let mine = ["report", "action=A-2", "answer=done", "text=She has it"];
    let (code, _, told) = scene.act_in_team("dev", &mine);
    assert_eq!(code, 0, "{told}");
    let log = scene.log("ravi", TEAM);
    assert!(
        log.contains("A-1 Trace the mails (A-19 of INC-2026-0001; needs a new owner)"),
        "{log}"
    );
    assert!(
        log.contains("A-2 done: Ring the clerk. She has it"),
        "{log}"
    );
    let (code, _, told) = scene.act_in_team("hannah", &mine);
    assert_eq!(
        (code, told.trim()),
        (
            2,
            format!("loggist: There is no incident {TEAM}, or you are not in it.").as_str()
        )
    );
}
