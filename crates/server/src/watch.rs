//! What a node looks at again and again, because another node or the operator's commands may have changed it.

use crate::{
    app::Shared,
    limits::{HEADS_EVERY, PEOPLE_EVERY, SESSIONS_EVERY},
    rooms::Door,
};
use loggist_domain::{IncidentId, SessionId};
use loggist_identity::IdentityError;
use loggist_room::Input;
use std::{collections::BTreeSet, time::Duration};
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Begins to look, until the server stops.
pub fn begin(app: &Shared, tasks: &TaskTracker, stop: &CancellationToken) {
    repeat(app, tasks, stop, PEOPLE_EVERY, people);
    repeat(app, tasks, stop, SESSIONS_EVERY, sessions);
    if app.store.backend() == "postgres" {
        repeat(app, tasks, stop, HEADS_EVERY, heads);
    }
}

fn repeat<F: Future<Output = ()> + Send>(
    app: &Shared,
    tasks: &TaskTracker,
    stop: &CancellationToken,
    every: Duration,
    look: impl Fn(Shared) -> F + Send + Sync + 'static,
) {
    let (app, stop) = (Shared::clone(app), stop.clone());
    tasks.spawn(async move {
        let mut interval = interval(every);
        interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
        while stop.run_until_cancelled(interval.tick()).await.is_some() {
            if stop
                .run_until_cancelled(look(Shared::clone(&app)))
                .await
                .is_none()
            {
                break;
            }
        }
    });
}

/// People that were added or changed.
async fn people(app: Shared) {
    if let Err(error) = app.people.read().await {
        tracing::warn!(%error, "people cannot be read");
    }
}

/// Sign-ins behind open sockets that were ended, ran out, or belong to an account that was shut.
async fn sessions(app: Shared) {
    let mut ended = Vec::new();
    for session in sessions_here(&app).await {
        match app.accounts.is_good(session).await {
            Ok(true) => {}
            Ok(false) => ended.push(session),
            Err(IdentityError::Store(error)) => {
                tracing::warn!(%error, "sign-ins cannot be read");
                return;
            }
            Err(_) => return,
        }
    }
    if !ended.is_empty() {
        app.rooms.authority_lost(&ended);
    }
}

async fn sessions_here(app: &Shared) -> BTreeSet<SessionId> {
    let mut here = BTreeSet::new();
    for (_, door) in app.rooms.live() {
        here.extend(door.sessions().await);
    }
    here
}

/// Records that another node appended to a room that is live here.
async fn heads(app: Shared) {
    for (incident, door) in app.rooms.live() {
        if let Err(error) = head(&app, incident, &door).await {
            tracing::warn!(%error, "the head of a ledger cannot be read");
            return;
        }
    }
}

async fn head(
    app: &Shared,
    incident: IncidentId,
    door: &Door,
) -> Result<(), loggist_store::StoreError> {
    let stored = app.store.head(incident).await?.map_or(0, |head| head.seq);
    if door
        .ask(|room| room.head().seq)
        .await
        .is_ok_and(|seq| seq < stored)
    {
        door.hear(Input::RecordsElsewhere);
    }
    Ok(())
}
