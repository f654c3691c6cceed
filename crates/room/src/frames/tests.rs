use super::*;
use ciborium::Value;
use loggist_domain::{Code, IntentId, ReplicaId, Timestamp};
use loggist_evidence::Hash;
use serde_bytes::ByteBuf;
use serde_json::json;

fn now() -> Timestamp {
    "2026-11-23T02:28:05.000Z".parse().unwrap()
}

fn intent() -> IntentId {
    IntentId::from_bytes([7; 16])
}

#[test]
fn frames_read_back_as_they_were_written() {
    let client = [
        ClientFrame::Hello(Hello {
            volume: 1,
            seq: 3,
            hash: ByteBuf::from(vec![1; 32]),
            replica: ReplicaId::from_bytes([1; 16]),
            device_time: now(),
            client: "test".into(),
            ticket: None,
            pace: Some(100),
        }),
        ClientFrame::Submit(Submit {
            intent: intent(),
            kind: SubmitKind::Edit,
            name: "edit_draft".into(),
            change: Some(ByteBuf::from(vec![1, 2])),
            command: None,
            epoch: Some(1),
            not_after: Some(now()),
            written_at: now(),
        }),
        ClientFrame::Submit(Submit {
            intent: intent(),
            kind: SubmitKind::Command,
            name: "take_command".into(),
            change: None,
            command: Some(json!({"reason": "vacant", "list": [1, true, null]})),
            epoch: None,
            not_after: None,
            written_at: now(),
        }),
        ClientFrame::Presence(PresenceUpdate {
            cursor: Some(ByteBuf::from(vec![9])),
            ..Default::default()
        }),
        ClientFrame::Pong {
            n: 4,
            device_time: now(),
        },
    ];
    for frame in client {
        assert_eq!(decode::<ClientFrame>(&encode(&frame)), Ok(frame));
    }
    let server = [
        ServerFrame::Receipt(Receipt {
            intent: intent(),
            outcome: Outcome::Recorded {
                seq: 5,
                received_at: now(),
                hash: Hash([3; 32]),
                number: Some(2),
            },
        }),
        ServerFrame::Receipt(Receipt {
            intent: intent(),
            outcome: Outcome::Refused {
                code: Code::StaleEpoch,
                reason: "Too late.".into(),
            },
        }),
        ServerFrame::Records {
            from: 1,
            to: 1,
            max_op: 9,
            items: vec![Item {
                seq: 1,
                kind: "edit".into(),
                name: "create_draft".into(),
                intent: Some(intent()),
                change: Some(ByteBuf::from(vec![1])),
                effect: None,
                person: None,
                received_at: now(),
                hash: Hash([4; 32]),
            }],
        },
        Close::Forked.frame(),
    ];
    for frame in server {
        assert_eq!(decode::<ServerFrame>(&encode(&frame)), Ok(frame));
    }
}

#[test]
fn a_hash_is_bytes_and_an_id_is_text_on_the_wire() {
    let frame = ServerFrame::Receipt(Receipt {
        intent: intent(),
        outcome: Outcome::Recorded {
            seq: 5,
            received_at: now(),
            hash: Hash([3; 32]),
            number: None,
        },
    });
    let value: Value = ciborium::from_reader(&encode(&frame)[..]).unwrap();
    let field = |name: &str| {
        let map = value.as_map().unwrap();
        map.iter()
            .find(|(key, _)| key.as_text() == Some(name))
            .map(|(_, value)| value.clone())
    };
    assert_eq!(field("t"), Some(Value::Text("receipt".into())));
    assert_eq!(field("outcome"), Some(Value::Text("recorded".into())));
    assert_eq!(field("hash"), Some(Value::Bytes(vec![3; 32])));
    assert_eq!(field("intent"), Some(Value::Text(intent().to_string())));
    assert_eq!(
        field("received_at"),
        Some(Value::Text("2026-11-23T02:28:05.000Z".into()))
    );
    assert_eq!(field("number"), None);
}

#[test]
fn a_field_that_nobody_knows_is_refused() {
    let value = json!({"t": "hello", "volume": 0, "seq": 0, "hash": [], "replica": ReplicaId::from_bytes([1; 16]),
        "device_time": now(), "client": "x", "colour": "red"});
    assert!(matches!(
        decode::<ClientFrame>(&encode(&value)),
        Err(FrameError::Malformed(_))
    ));
    let value = json!({"t": "shout"});
    assert!(matches!(
        decode::<ClientFrame>(&encode(&value)),
        Err(FrameError::Malformed(_))
    ));
}
