//! Reading a socket more slowly when more comes than may `[W6]`. Nothing is refused for its rate.

use crate::{app::App, limits::FRAMES};
use loggist_domain::PersonId;
use loggist_identity::Used;
use loggist_room::frames::ClientFrame;

/// How fast one connection's frames come.
pub struct Pacing {
    person: PersonId,
    frames: Used,
}

impl Pacing {
    /// Of a connection of this person.
    pub fn of(app: &App, person: PersonId) -> Self {
        Self {
            person,
            frames: Used::nothing(app.now()),
        }
    }

    /// Waits until this frame may go on.
    pub async fn wait(&mut self, app: &App, frame: &ClientFrame) {
        while let Err(wait) = FRAMES.take(&mut self.frames, app.now()) {
            tokio::time::sleep(wait).await;
        }
        if matches!(frame, ClientFrame::Submit(_)) {
            while let Err(wait) = app.paces.take(self.person, app.now()) {
                tokio::time::sleep(wait).await;
            }
        }
    }
}
