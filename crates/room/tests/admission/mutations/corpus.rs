//! Real changes, each with the incident that it was made for.

use crate::{
    edits::{any, create_draft, create_fact, discard, draft, map, set, splice, text_of},
    incident::{Incident, PRIYA, TOM, altered, object, text},
};
use automerge::{Automerge, ROOT, ReadDoc, ScalarValue, legacy::OpType, transaction::Transactable};

/// A change and where it belongs.
pub struct Case {
    pub name: &'static str,
    pub incident: Incident,
    pub bytes: Vec<u8>,
    pub by: u8,
}

struct Session {
    incident: Incident,
    cases: Vec<Case>,
}

impl Session {
    /// Keeps a change as a case, then records it.
    fn keep(&mut self, name: &'static str, bytes: impl Into<Vec<u8>>, by: u8) {
        let bytes = bytes.into();
        let incident = self.incident.clone();
        self.incident.record(&bytes, by);
        self.cases.push(Case {
            name,
            incident,
            bytes,
            by,
        });
    }

    fn catch_up(&self, replica: &mut Automerge) {
        replica.merge(&mut self.incident.document.clone()).unwrap();
    }
}

/// A quarter of an hour of two people writing.
pub fn corpus() -> Vec<Case> {
    let mut session = Session {
        incident: Incident::new(),
        cases: Vec::new(),
    };
    let (mut priya, mut tom) = (session.incident.replica(10), session.incident.replica(20));
    together(&mut session, &mut priya, &mut tom);
    apart(&mut session, &mut priya, &mut tom);
    settled(&mut session, &mut priya, &mut tom);
    session.cases
}

fn together(session: &mut Session, priya: &mut Automerge, tom: &mut Automerge) {
    session.keep(
        "create a draft",
        create_draft(priya, 1, PRIYA, "The list is down"),
        PRIYA,
    );
    session.keep("type at the end", splice(priya, 1, 16, 0, " now"), PRIYA);
    session.keep("type one character", splice(priya, 1, 20, 0, "."), PRIYA);
    session.keep(
        "type beyond ASCII",
        splice(priya, 1, 4, 0, "é😀한\u{0}"),
        PRIYA,
    );
    session.catch_up(tom);
    session.keep("take out", splice(tom, 1, 2, 6, ""), TOM);
    session.keep("replace", splice(tom, 1, 0, 5, "Every list"), TOM);
    session.keep("write down a fact", create_fact(tom, 2, TOM), TOM);
    session.keep("create an empty draft", create_draft(tom, 3, TOM, ""), TOM);
    session.keep(
        "set a field first",
        set(tom, 3, "about", text("the lists")),
        TOM,
    );
    session.keep(
        "set a field again",
        set(tom, 3, "about", text("other lists")),
        TOM,
    );
    session.keep("set a number", set(tom, 3, "corrects", 1), TOM);
    session.keep(
        "clear a field",
        set(tom, 3, "about", ScalarValue::Null),
        TOM,
    );
    let several = any(tom, |tx| {
        let draft = draft(tx, 3);
        let why = tx.get(&draft, "why").unwrap().unwrap().1;
        tx.put(&draft, "kind", text("comms")).unwrap();
        tx.put(&draft, "certainty", text("know")).unwrap();
        tx.splice_text(&why, 0, 0, "because").unwrap();
        tx.splice_text(&why, 3, 2, "au").unwrap();
        tx.put(&draft, "kind", text("observation")).unwrap();
    });
    session.keep("several acts in one change", several, TOM);
    session.catch_up(priya);
}

fn apart(session: &mut Session, priya: &mut Automerge, tom: &mut Automerge) {
    let by_priya = [
        ("type while behind", splice(priya, 1, 3, 4, "words")),
        ("set while behind", set(priya, 3, "about", text("by Priya"))),
        ("create while behind", create_fact(priya, 4, PRIYA)),
        ("take out a start while behind", splice(priya, 1, 0, 6, "")),
        (
            "write in a draft that goes",
            splice(priya, 3, 0, 0, "never"),
        ),
    ];
    let by_tom = [
        ("type", splice(tom, 1, 3, 4, "others")),
        ("set", set(tom, 3, "about", text("by Tom"))),
        ("take out the same start", splice(tom, 1, 0, 8, "")),
    ];
    for (name, bytes) in by_tom {
        session.keep(name, bytes, TOM);
    }
    for (name, bytes) in by_priya {
        session.keep(name, bytes, PRIYA);
    }
    session.incident.server(|tx| {
        tx.put(ROOT, "command", text("{\"epoch\":1}")).unwrap();
        tx.put(map(tx, "log"), "000002", text("{\"number\":2}"))
            .unwrap();
    });
}

fn settled(session: &mut Session, priya: &mut Automerge, tom: &mut Automerge) {
    let late = splice(tom, 1, 1, 1, "late");
    session.catch_up(priya);
    let settle = set(
        &mut session.incident.replica(30),
        3,
        "about",
        text("settled"),
    );
    session.keep("settle a conflict by setting", settle.clone(), PRIYA);
    let last = session.cases.len() - 1;
    let before = session.cases[last].incident.clone();
    let winner = before
        .document
        .get(draft(&before.document, 3), "about")
        .unwrap()
        .unwrap()
        .1;
    let keep = altered(&settle, |change| {
        let op = &mut change.operations[0];
        op.action = OpType::Delete;
        op.pred = op
            .pred
            .iter()
            .filter(|id| id.to_string() != winner.to_string())
            .cloned()
            .collect();
    });
    session.cases.push(Case {
        name: "settle a conflict by keeping",
        incident: before,
        bytes: keep,
        by: PRIYA,
    });
    session.keep("type on an old view", late, TOM);
    let delete = any(priya, |tx| tx.delete(draft(tx, 1), "kind").unwrap());
    session.keep("delete a field", delete, PRIYA);
    session.keep("remove a draft", discard(priya, 3), PRIYA);
    session.keep(
        "write in what is gone by now",
        set(tom, 3, "about", text("late")),
        TOM,
    );
    session.keep("write in its text", splice(tom, 3, 0, 0, "late"), TOM);
    session.catch_up(tom);
    let elsewhere = any(tom, |tx| {
        let map = tx
            .put_object(draft(tx, 1), "reports", automerge::ObjType::Map)
            .unwrap();
        let inner = tx
            .put_object(&map, object(1).to_string(), automerge::ObjType::Text)
            .unwrap();
        tx.splice_text(&inner, 0, 0, "deep").unwrap();
        tx.put(ROOT, "colour", true).unwrap();
        tx.put(map_of(tx), "000002", text("forged")).unwrap();
    });
    session.keep("what the policy refuses", elsewhere, TOM);
    let long = splice(tom, 1, 1, 0, &"a longer paste, ".repeat(20));
    session.keep("paste", long, TOM);
    let length = isize::try_from(tom.length(text_of(tom, 1))).unwrap();
    session.keep("take all out", splice(tom, 1, 0, length, ""), TOM);
}

fn map_of(document: &impl ReadDoc) -> automerge::ObjId {
    map(document, "log")
}
