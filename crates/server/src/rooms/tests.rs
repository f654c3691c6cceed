use super::*;
use crate::{live::Outbox, rooms::load::Unloaded};
use loggist_domain::{IntentId, ReplicaId, Timestamp, command::Open};
use loggist_identity::{Accounts, NewPerson, RealSurroundings};
use loggist_room::{CallId, ConnId, Identity, Opening, frames};
use loggist_store::{Batch, Person};
use serde_json::json;
use uuid::Uuid;

struct Scene {
    rooms: Rooms,
    who: Identity,
    person: Person,
    _folder: tempfile::TempDir,
}

async fn scene(idle_after: Duration) -> Scene {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("loggist.db").display());
    let store = loggist_store::open(&address).await.unwrap();
    let surroundings: Arc<dyn Surroundings> = Arc::new(RealSurroundings);
    let accounts = Accounts::open(Arc::clone(&store), Arc::clone(&surroundings))
        .await
        .unwrap();
    let new = NewPerson {
        name: "Priya".into(),
        email: "priya@example.org".into(),
        ..NewPerson::default()
    };
    let person = accounts.add(new).await.unwrap();
    let (token, _) = accounts
        .bearer(&person, Duration::from_mins(1))
        .await
        .unwrap();
    let session = accounts.speaker(&token).await.unwrap().session;
    let people = Arc::new(People::of(Arc::clone(&store)).await.unwrap());
    let rooms = Rooms::new(Ground {
        store,
        surroundings,
        people,
        idle_after,
    });
    Scene {
        rooms,
        who: Identity {
            person: person.id,
            session,
        },
        person,
        _folder: folder,
    }
}

impl Scene {
    async fn open(&self) -> IncidentId {
        let ground = self.rooms.ground();
        let incident = IncidentId(ground.surroundings.id());
        let open = Open {
            title: "Court lists".into(),
            summary: None,
            security: true,
            personal_data: false,
        };
        let now = ground.surroundings.now();
        let opening = Opening {
            incident,
            reference: "INC-2026-0001".into(),
            by: self.who,
            profile: &self.person.profile(),
            intent: IntentId(ground.surroundings.id()),
            written_at: now,
            now,
            seed: ground.surroundings.random(),
        };
        let batch = loggist_room::open(&open, opening).unwrap();
        let batch = Batch {
            records: batch.records,
            refused: batch.refused,
            summary: batch.summary,
        };
        ground.store.append(&batch).await.unwrap();
        incident
    }

    /// Something that the opener of an incident may write before it is declared.
    async fn write(&self, door: &Door) -> Result<frames::Receipt, frames::Close> {
        let now = self.rooms.ground().surroundings.now();
        let submit = frames::Submit {
            intent: IntentId(self.rooms.ground().surroundings.id()),
            kind: frames::SubmitKind::Command,
            name: "append_entry".into(),
            change: None,
            command: Some(json!({"kind": "before_command", "text": "A call came."})),
            epoch: None,
            not_after: None,
            written_at: now,
        };
        door.call(CallId(self.rooms.number()), self.who, submit)
            .await
    }

    async fn join(&self, door: &Door) -> (ConnId, Outbox) {
        let conn = ConnId(self.rooms.number());
        let outbox = Outbox::default();
        let hello = frames::Hello {
            volume: 0,
            seq: 0,
            hash: Vec::new().into(),
            replica: ReplicaId(Uuid::from_u128(1)),
            device_time: Timestamp::from_millis(0),
            client: "test".into(),
            ticket: None,
            pace: None,
        };
        door.join(conn, self.who, hello, outbox.clone())
            .await
            .unwrap();
        (conn, outbox)
    }

    /// Waits until no room is live.
    async fn empty(&self) {
        let all = async {
            while !self.rooms.places().is_empty() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), all)
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn those_who_ask_at_once_get_one_room() {
    let scene = scene(Duration::from_mins(5)).await;
    let incident = scene.open().await;
    let (one, two) = tokio::join!(scene.rooms.door(incident), scene.rooms.door(incident));
    assert!(one.unwrap().is(&two.unwrap()));
    assert_eq!(scene.rooms.live().len(), 1);
    scene.rooms.stop().await;
    assert!(scene.rooms.live().is_empty());
    assert!(matches!(
        scene.rooms.door(incident).await,
        Err(Unloaded::Stopping)
    ));
}

#[tokio::test]
async fn an_incident_that_is_not_there_leaves_nothing_behind() {
    let scene = scene(Duration::from_mins(5)).await;
    let nowhere = IncidentId(Uuid::from_u128(9));
    assert!(matches!(
        scene.rooms.door(nowhere).await,
        Err(Unloaded::NotFound)
    ));
    assert!(scene.rooms.places().is_empty());
}

#[tokio::test]
async fn a_room_that_nobody_is_in_is_let_go_with_a_snapshot_and_comes_back() {
    let scene = scene(Duration::from_millis(50)).await;
    let incident = scene.open().await;
    let door = scene.rooms.door(incident).await.unwrap();
    scene.write(&door).await.unwrap();
    scene.empty().await;
    let snapshots = &scene.rooms.ground().store;
    // The place is free before the last snapshot is stored: whoever comes meanwhile has the ledger.
    let again = scene.rooms.door(incident).await.unwrap();
    assert_eq!(again.ask(|room| room.head().seq).await, Ok(2));
    let gone = door.ask(|room| room.head().seq).await;
    assert!(gone.is_err() || gone == Ok(2));
    scene.rooms.stop().await;
    let snapshots = snapshots.snapshots(incident).await.unwrap();
    assert_eq!(snapshots.first().map(|snapshot| snapshot.seq), Some(2));
}

#[tokio::test]
async fn a_room_that_somebody_is_in_stays() {
    let scene = scene(Duration::from_millis(50)).await;
    let incident = scene.open().await;
    let door = scene.rooms.door(incident).await.unwrap();
    let (conn, _outbox) = scene.join(&door).await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(scene.write(&door).await.is_ok());
    assert_eq!(door.sessions().await.len(), 1);
    door.leave(conn).await;
    scene.empty().await;
}

#[tokio::test]
async fn what_was_decided_is_stored_when_the_server_stops() {
    let scene = scene(Duration::from_mins(5)).await;
    let incident = scene.open().await;
    let door = scene.rooms.door(incident).await.unwrap();
    let writes = (0..20).map(|_| scene.write(&door));
    let (answers, ()) = tokio::join!(futures_util::future::join_all(writes), async {
        tokio::task::yield_now().await;
        scene.rooms.stop().await;
    });
    let recorded = answers.iter().filter(|answer| answer.is_ok()).count() as u64;
    let head = scene
        .rooms
        .ground()
        .store
        .head(incident)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        head.seq,
        1 + recorded,
        "a receipt for each record, and no record without one"
    );
}
