//! What they write. It goes on where the court lists end.

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    /// As an entry of the log.
    Sealed,
    /// It was only a thought.
    TakenBack,
}

/// One line of somebody.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub who: &'static str,
    pub kind: &'static str,
    pub text: &'static str,
    pub said_by: Option<&'static str>,
    pub certainty: Option<&'static str>,
    /// Goes on with their draft that ends so.
    pub goes_on: Option<&'static str>,
    pub ends: Ends,
}

const MAEVE: &str = "maeve.lindqvist@example.org";
const RAVI: &str = "ravi.menon@example.org";
const HANNAH: &str = "hannah.boyle@example.org";
const DEV: &str = "dev.patel@example.org";
const CALLUM: &str = "callum.reid@example.org";
const ASHA: &str = "asha.verma@example.org";
const TOM: &str = "tom.okafor@example.org";

const fn line(who: &'static str, kind: &'static str, text: &'static str) -> Line {
    Line {
        who,
        kind,
        text,
        said_by: None,
        certainty: None,
        goes_on: None,
        ends: Ends::Sealed,
    }
}

const fn thought(who: &'static str, kind: &'static str, text: &'static str) -> Line {
    Line {
        ends: Ends::TakenBack,
        ..line(who, kind, text)
    }
}

impl Line {
    const fn said_by(self, who: &'static str) -> Self {
        Self {
            said_by: Some(who),
            ..self
        }
    }

    const fn known(self) -> Self {
        Self {
            certainty: Some("know"),
            ..self
        }
    }

    const fn suspected(self) -> Self {
        Self {
            certainty: Some("suspect"),
            ..self
        }
    }

    const fn after(self, end: &'static str) -> Self {
        Self {
            goes_on: Some(end),
            ..self
        }
    }
}

/// Said once each, in this order.
pub(super) const ENTRIES: &[Line] = &[
    line(MAEVE, "observation", "ider. Both copies are on the recall list.").after("the same prov"),
    line(RAVI, "observation", "Recall is running. 36 of 41 mailboxes done and no errors so far.").known(),
    line(ASHA, "comms", "Northmoor Witness Care answered. Their night manager is at the mailbox now."),
    line(HANNAH, "observation", "Nine of the 14 have a number that is safe to ring. Five still to find."),
    line(DEV, "observation", "Owen Marsh found the setting. It was switched on with the 18 November template.").suspected(),
    line(RAVI, "observation", "Recall finished: 40 of 41. The personal address is outside the gateway and needs a person.").known(),
    line(ASHA, "observation", "Northmoor Witness Care confirms deletion. 39 of 41.").known(),
    line(MAEVE, "observation", "Larkfield Chambers: the night line answered. The sheet was opened once and not saved.")
        .said_by("Clerk, Larkfield Chambers")
        .suspected(),
    line(HANNAH, "observation", "12 of the 14 now have a safe number. None reports a call from anyone unknown.").suspected(),
    line(DEV, "observation", "Friday’s file compared: the same extra sheet, sent to six mailboxes.").known(),
    line(CALLUM, "comms", "Deputy SIRO told of Friday’s file by phone. Asks for a written line by breakfast."),
    line(TOM, "comms", "Relief for the morning is arranged. Whoever is not on the bridge sleeps now."),
    line(RAVI, "observation", "Sign-in history read again with a second pair of eyes. Nothing from outside.").known(),
    line(MAEVE, "observation", "State for the record: recall done where it reaches, one personal address left, Friday’s file is a second disclosure."),
];

/// Typed and taken back, over and over.
pub(super) const THOUGHTS: &[Line] = &[
    thought(
        RAVI,
        "observation",
        "Checking whether the personal address was ever used before",
    ),
    thought(
        CALLUM,
        "comms",
        "Proposed line if the reporter rings again: we are working with those affected",
    ),
    thought(
        HANNAH,
        "observation",
        "Two of the 14 share a household, so one call may do for both",
    ),
    thought(
        MAEVE,
        "observation",
        "Next call on the bridge: who is on it, and who has the log",
    ),
    thought(
        ASHA,
        "comms",
        "Draft note for the recipients who confirmed: thank you, and please keep it to yourselves",
    ),
    thought(
        DEV,
        "observation",
        "Trying the template on a copy, with nothing going out",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_one_that_may_be_written() {
        let kinds = loggist_domain::schema::DRAFT_KINDS;
        for line in ENTRIES.iter().chain(THOUGHTS) {
            assert!(kinds.contains(&line.kind), "{line:?}");
            assert!(line.kind != "decision", "{line:?}");
            assert!(
                line.certainty
                    .is_none_or(|word| ["know", "suspect"].contains(&word))
            );
        }
        assert!(ENTRIES.iter().all(|line| line.ends == Ends::Sealed));
        assert!(THOUGHTS.iter().all(|line| line.ends == Ends::TakenBack));
    }
}
