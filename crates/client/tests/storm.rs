//! Random people, random networks, random ends of processes, from a seed. Nothing typed may be lost: it is in the
//! document, in the log, or in the tray of whoever typed it.

mod support;

use loggist_client::{EditError, Link};
use loggist_domain::ObjectId;
use rand::{Rng, RngExt, SeedableRng, rngs::StdRng};
use std::{env, time::Duration};
use support::*;

struct Storm {
    rng: StdRng,
    world: World,
    drafts: Vec<ObjectId>,
    /// Every word that was kept on a device, and by which.
    typed: Vec<(usize, String)>,
    plan: Vec<String>,
    refusals: usize,
    ended: usize,
}

impl Storm {
    fn new(seed: u64) -> Self {
        Self {
            rng: StdRng::seed_from_u64(seed),
            world: World::live(&[RAVI, MAEVE, TOM, RAVI]),
            drafts: vec![],
            typed: vec![],
            plan: vec![],
            refusals: 0,
            ended: 0,
        }
    }

    fn one(&mut self) {
        let at = self.rng.random_range(0..self.world.devices.len());
        let now = self.world.server.now;
        let what = self.rng.random_range(0..100);
        self.plan.push(format!("{at}:{what}"));
        match what {
            0..8 => self.begin(at),
            8..50 => self.write(at),
            50..58 => self.set_kind(at),
            58..62 => self.seal(at),
            62..66 => self.say(at),
            66..74 => self.world.cut(at),
            74..84 => self.world.connect(at),
            84..87 => self.end(at),
            87..88 => self.world.server_restart(),
            88..94 => {
                for _ in 0..self.rng.random_range(1..12) {
                    self.world.step();
                }
            }
            94..98 => self.world.run(),
            _ => {
                let seconds = self.rng.random_range(1..9);
                self.world.server.now = now.plus(Duration::from_secs(seconds));
            }
        }
    }

    fn word(&mut self) -> String {
        format!("<{:016x}>", self.rng.next_u64())
    }

    fn begin(&mut self, at: usize) {
        // One in three is a decision, which a subject matter expert may not begin.
        let kind = if self.rng.random_range(0..3) == 0 {
            "decision"
        } else {
            "observation"
        };
        let word = self.word();
        let draft = self.world.devices[at].begin(kind, &word, self.world.server.now);
        self.drafts.push(draft);
        self.kept(at, word);
    }

    fn write(&mut self, at: usize) {
        let Some(draft) = self.pick() else { return };
        let word = self.word();
        let field = ["text", "why"][self.rng.random_range(0..2)];
        let now = self.world.server.now;
        let device = &mut self.world.devices[at];
        // Between words, so that they can be found again.
        let text = device
            .replica
            .draft(draft)
            .map(|draft| draft.text(field).to_owned());
        let words = text.unwrap_or_default().matches('>').count();
        let before = self.rng.random_range(0..=words);
        let place = before * word.chars().count();
        let made = device.replica.edit("edit_draft", now, |edit| {
            edit.splice(draft, field, place, 0, &word)
        });
        match made {
            Ok(_) => self.kept(at, word),
            Err(EditError::Gone { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }

    fn set_kind(&mut self, at: usize) {
        let Some(draft) = self.pick() else { return };
        let now = self.world.server.now;
        if self.world.devices[at].replica.draft(draft).is_some() {
            let kind = ["observation", "decision", "action"][self.rng.random_range(0..3)];
            self.world.devices[at].set(draft, "kind", kind, now);
        }
    }

    fn seal(&mut self, at: usize) {
        let Some(draft) = self.pick() else { return };
        // Gone or offline is an answer too.
        let _ = self.world.devices[at]
            .replica
            .seal_draft(draft, self.world.server.now);
    }

    fn say(&mut self, at: usize) {
        let word = self.word();
        let now = self.world.server.now;
        self.world.devices[at].say(&word, now);
        self.kept(at, word);
    }

    fn end(&mut self, at: usize) {
        self.refusals += self.world.devices[at].replica.tray().len();
        self.ended += 1;
        if let Some(conn) = self.world.devices[at].conn {
            self.world.server.leave(conn);
        }
        self.world.devices[at].restart(0, self.world.server.now);
    }

    /// What a person typed counts once their device has kept it.
    fn kept(&mut self, at: usize, word: String) {
        self.world.perform_stores(at);
        self.typed.push((at, word));
    }

    fn pick(&mut self) -> Option<ObjectId> {
        let count = self.drafts.len();
        let newest = count.saturating_sub(6);
        (count > 0).then(|| self.drafts[self.rng.random_range(newest..count)])
    }

    fn settle(&mut self) {
        for _ in 0..3 {
            for at in 0..self.world.devices.len() {
                if self.world.devices[at].replica.link() != Link::Live {
                    self.world.connect(at);
                }
            }
            self.world.run();
        }
    }

    fn check(&self) {
        self.world.assert_equal();
        let document = self.world.devices[0].replica.view();
        let mut all = String::new();
        for draft in document.drafts.values() {
            all.push_str(draft.text("text"));
            all.push_str(draft.text("why"));
        }
        for entry in self.world.devices[0].replica.entries_after(0) {
            all.push_str(&entry.text);
            all.push_str(&entry.why.unwrap_or_default());
        }
        for (at, device) in self.world.devices.iter().enumerate() {
            assert_eq!(device.replica.link(), Link::Live, "device {at}");
            assert_eq!(device.replica.outbox().count(), 0, "device {at}");
            assert_eq!(device.replica.view(), document, "device {at}");
        }
        for (at, word) in &self.typed {
            let tray = self.world.devices[*at].replica.tray();
            let held = tray.iter().any(|item| item.text().contains(word.as_str()));
            assert!(
                all.contains(word.as_str()) || held,
                "{word} of device {at} is lost"
            );
        }
    }
}

fn storm(seed: u64, acts: usize) -> (usize, usize, usize) {
    let mut storm = Storm::new(seed);
    let run = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        for _ in 0..acts {
            storm.one();
        }
        storm.settle();
        storm.check();
    }));
    if let Err(panic) = run {
        eprintln!("seed {seed}, plan {}", storm.plan.join(" "));
        std::panic::resume_unwind(panic);
    }
    let refused = storm
        .world
        .devices
        .iter()
        .map(|d| d.replica.tray().len())
        .sum();
    (storm.typed.len(), refused, storm.ended)
}

/// `STORM_SEED` repeats one; `STORM_COUNT` runs more.
#[test]
fn nothing_typed_is_lost_in_a_storm() {
    let number = |name: &str| {
        env::var(name)
            .ok()
            .and_then(|text| text.parse::<u64>().ok())
    };
    if let Some(seed) = number("STORM_SEED") {
        storm(seed, 400);
        return;
    }
    let count = number("STORM_COUNT").unwrap_or(6);
    let mut sum = (0, 0, 0);
    for seed in 0..count {
        let (typed, refused, ended) = storm(seed, 400);
        sum = (sum.0 + typed, sum.1 + refused, sum.2 + ended);
    }
    let (typed, refused, ended) = sum;
    eprintln!("{count} storms: {typed} words typed, {refused} refused, {ended} processes ended");
    assert!(typed > 500 && refused > 50 && ended > 20);
}
