use super::*;
use crate::{
    Arranged,
    limits::{ACCESS_FOR, BEARER_FOR, REFRESH_REPEAT_FOR, SESSION_FOR, TICKET_FOR},
    setup,
};
use loggist_domain::Timestamp;
use std::{net::IpAddr, time::Duration};

const PASSWORD: &str = "heron ladder cobalt moss";
const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

struct Scene {
    accounts: Accounts,
    clock: Arc<Arranged>,
    store: Arc<dyn Store>,
    _folder: tempfile::TempDir,
}

async fn scene() -> Scene {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("loggist.db").display());
    let store = loggist_store::open(&address).await.unwrap();
    let clock = Arc::new(Arranged::at(Timestamp::from_millis(1_800_000_000_000), 1));
    let accounts = Accounts::open(Arc::clone(&store), Arc::clone(&clock) as _).await;
    Scene {
        accounts: accounts.unwrap(),
        clock,
        store,
        _folder: folder,
    }
}

fn priya() -> NewPerson {
    NewPerson {
        name: "Priya Nair".into(),
        email: "Priya.Nair@example.org".into(),
        password: Some(PASSWORD.into()),
        ..NewPerson::default()
    }
}

impl Scene {
    async fn sign_in(&self) -> SignedIn {
        let signed_in = self
            .accounts
            .sign_in("priya.nair@example.org", PASSWORD.into(), HERE);
        signed_in.await.unwrap()
    }

    async fn refresh(&self, token: &str) -> SignedIn {
        match self.accounts.refresh(token).await.unwrap() {
            Refreshed::Good(signed_in) => *signed_in,
            Refreshed::Ended(_) => panic!("the session was ended"),
        }
    }
}

#[tokio::test]
async fn a_person_signs_in_speaks_and_signs_out() {
    let scene = scene().await;
    let person = scene.accounts.add(priya()).await.unwrap();
    assert_eq!(person.email, "priya.nair@example.org");
    let signed_in = scene.sign_in().await;
    let speaker = scene.accounts.speaker(&signed_in.access).await.unwrap();
    assert_eq!(
        (speaker.person.id, speaker.session),
        (person.id, signed_in.session)
    );
    scene.accounts.sign_out(signed_in.session).await.unwrap();
    let after = scene.accounts.speaker(&signed_in.access).await;
    assert!(matches!(after, Err(IdentityError::SignedOut)));
    let after = scene.accounts.refresh(&signed_in.refresh).await;
    assert!(matches!(after, Err(IdentityError::SignedOut)));
}

#[tokio::test]
async fn wrong_unknown_and_shut_are_told_alike_and_slowed() {
    let scene = scene().await;
    let mut person = scene.accounts.add(priya()).await.unwrap();
    let attempt = |email: &'static str, password: &'static str| {
        scene.accounts.sign_in(email, password.into(), HERE)
    };
    let wrong =
        |result: Result<SignedIn, IdentityError>| matches!(result, Err(IdentityError::Wrong));
    assert!(wrong(
        attempt("priya.nair@example.org", "heron ladder cobalt moss!").await
    ));
    assert!(wrong(attempt("nobody@example.org", PASSWORD).await));
    assert!(wrong(attempt("no address", PASSWORD).await));
    person.disabled = true;
    scene
        .store
        .update_person(&person, scene.clock.now())
        .await
        .unwrap();
    assert!(wrong(attempt("priya.nair@example.org", PASSWORD).await));
    for _ in 0..3 {
        assert!(wrong(attempt("priya.nair@example.org", "guess").await));
    }
    let slowed = attempt("Priya.Nair@example.org", PASSWORD).await;
    assert!(
        matches!(slowed, Err(IdentityError::TooOften { wait }) if wait == Duration::from_secs(10))
    );
}

#[tokio::test]
async fn an_access_token_ends_and_a_refresh_brings_the_next() {
    let scene = scene().await;
    scene.accounts.add(priya()).await.unwrap();
    let first = scene.sign_in().await;
    scene.clock.pass(ACCESS_FOR);
    assert!(scene.accounts.speaker(&first.access).await.is_err());
    let second = scene.refresh(&first.refresh).await;
    assert_eq!(second.session, first.session);
    assert_ne!(second.refresh, first.refresh);
    assert!(scene.accounts.speaker(&second.access).await.is_ok());
    scene.clock.pass(SESSION_FOR);
    assert!(scene.accounts.speaker(&second.access).await.is_err());
    assert!(scene.accounts.refresh(&second.refresh).await.is_err());
}

#[tokio::test]
async fn two_tabs_with_one_token_both_stay_and_a_thief_ends_the_session() {
    let scene = scene().await;
    scene.accounts.add(priya()).await.unwrap();
    let first = scene.sign_in().await;
    let (left, right) = tokio::join!(scene.refresh(&first.refresh), scene.refresh(&first.refresh));
    assert_eq!(left.refresh, right.refresh);
    scene.clock.pass(REFRESH_REPEAT_FOR);
    let reused = scene.accounts.refresh(&first.refresh).await.unwrap();
    assert!(matches!(reused, Refreshed::Ended(session) if session == first.session));
    assert!(scene.accounts.speaker(&left.access).await.is_err());
    assert!(scene.accounts.refresh(&left.refresh).await.is_err());
}

#[tokio::test]
async fn a_repeat_within_the_time_does_not_bring_back_an_ended_session() {
    let scene = scene().await;
    scene.accounts.add(priya()).await.unwrap();
    let first = scene.sign_in().await;
    scene.refresh(&first.refresh).await;
    scene.accounts.sign_out(first.session).await.unwrap();
    assert!(scene.accounts.refresh(&first.refresh).await.is_err());
}

#[tokio::test]
async fn tickets_and_bearer_tokens_speak_while_their_session_is_good() {
    let scene = scene().await;
    let person = scene.accounts.add(priya()).await.unwrap();
    let (token, until) = scene.accounts.bearer(&person, BEARER_FOR).await.unwrap();
    assert_eq!(until, scene.clock.now().plus(BEARER_FOR));
    scene.clock.pass(SESSION_FOR);
    let speaker = scene.accounts.speaker(&token).await.unwrap();
    let (ticket, _) = scene.accounts.ticket(&speaker);
    let redeemed = scene.accounts.redeem(&ticket).await.unwrap();
    assert_eq!(redeemed.session, speaker.session);
    assert!(scene.accounts.redeem(&ticket).await.is_err());
    let (late, _) = scene.accounts.ticket(&speaker);
    scene.clock.pass(TICKET_FOR);
    assert!(scene.accounts.redeem(&late).await.is_err());
    let (ended, _) = scene.accounts.ticket(&speaker);
    scene.accounts.sign_out(speaker.session).await.unwrap();
    assert!(scene.accounts.redeem(&ended).await.is_err());
    assert!(!scene.accounts.is_good(speaker.session).await.unwrap());
}

#[tokio::test]
async fn the_set_up_link_makes_one_administrator() {
    let scene = scene().await;
    let older = setup::link(&*scene.store, &*scene.clock)
        .await
        .unwrap()
        .unwrap();
    let link = setup::link(&*scene.store, &*scene.clock)
        .await
        .unwrap()
        .unwrap();
    let used = |result| matches!(result, Err(IdentityError::LinkUsed));
    assert!(used(scene.accounts.set_up(&older, priya()).await));
    assert!(used(scene.accounts.set_up("", priya()).await));
    let short = NewPerson {
        password: Some("too short".into()),
        ..priya()
    };
    let unfit = scene.accounts.set_up(&link, short).await;
    assert!(matches!(unfit, Err(IdentityError::Unfit(_))));
    let person = scene.accounts.set_up(&link, priya()).await.unwrap();
    assert!(person.administrator);
    assert!(used(scene.accounts.set_up(&link, priya()).await));
    assert_eq!(
        setup::link(&*scene.store, &*scene.clock).await.unwrap(),
        None
    );
}

#[tokio::test]
async fn a_link_is_no_use_once_somebody_has_an_account() {
    let scene = scene().await;
    let link = setup::link(&*scene.store, &*scene.clock)
        .await
        .unwrap()
        .unwrap();
    scene.accounts.add(priya()).await.unwrap();
    let other = NewPerson {
        email: "tom@example.org".into(),
        ..priya()
    };
    let used = scene.accounts.set_up(&link, other).await;
    assert!(matches!(used, Err(IdentityError::LinkUsed)));
}

#[tokio::test]
async fn the_key_outlives_the_process_and_an_unfit_person_is_not_added() {
    let scene = scene().await;
    let person = scene.accounts.add(priya()).await.unwrap();
    let (token, _) = scene.accounts.bearer(&person, BEARER_FOR).await.unwrap();
    let again = Accounts::open(Arc::clone(&scene.store), Arc::clone(&scene.clock) as _).await;
    assert!(again.unwrap().speaker(&token).await.is_ok());
    let twice = scene.accounts.add(priya()).await;
    assert!(matches!(twice, Err(IdentityError::Taken)));
    for (name, email) in [("", "a@example.org"), ("A\nB", "a@example.org"), ("A", "a")] {
        let odd = NewPerson {
            name: name.into(),
            email: email.into(),
            ..priya()
        };
        let unfit = scene.accounts.add(odd).await;
        assert!(
            matches!(unfit, Err(IdentityError::Unfit(_))),
            "{name:?} {email}"
        );
    }
}
