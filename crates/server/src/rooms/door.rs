//! A room's door: how sockets, calls and the rest of the server speak to it.

use crate::live::Outbox;
use loggist_domain::SessionId;
use loggist_room::{
    CallId, ConnId, Identity, Input, Room,
    frames::{ClientFrame, Close, Hello, Receipt, Submit},
};
use std::collections::BTreeSet;
use tokio::sync::{mpsc, oneshot};

/// What comes from connections and calls: so many wait, then whoever brings more waits.
pub enum Knock {
    /// A connection said its first `hello`.
    Joined(ConnId, Identity, Box<Hello>, Outbox),
    /// A further frame.
    Said(ConnId, Box<ClientFrame>),
    /// A connection is gone.
    Left(ConnId),
    /// An intent over HTTP.
    Called(CallId, Identity, Box<Submit>, Reply),
}

/// Where the receipt of a call goes.
pub type Reply = oneshot::Sender<Result<Receipt, Close>>;

/// What comes from the server itself. It is little, and never kept waiting.
pub enum News {
    /// Something that happened.
    Input(Input),
    /// A question.
    Ask(Box<dyn FnOnce(&Room) + Send>),
    /// Whose connections are here?
    Sessions(oneshot::Sender<BTreeSet<SessionId>>),
    /// The server stops.
    Stop(oneshot::Sender<()>),
}

/// The room has ended; the registry has the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gone;

/// A room's door.
#[derive(Clone)]
pub struct Door {
    knocks: mpsc::Sender<Knock>,
    news: mpsc::UnboundedSender<News>,
}

impl Door {
    pub(super) fn new(knocks: mpsc::Sender<Knock>, news: mpsc::UnboundedSender<News>) -> Self {
        Self { knocks, news }
    }

    /// Whether it is the same door.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.knocks.same_channel(&other.knocks)
    }

    /// A connection's first `hello`. What the room says goes to its outbox.
    ///
    /// # Errors
    /// [`Gone`].
    pub async fn join(
        &self,
        conn: ConnId,
        who: Identity,
        hello: Hello,
        outbox: Outbox,
    ) -> Result<(), Gone> {
        self.knock(Knock::Joined(conn, who, Box::new(hello), outbox))
            .await
    }

    /// A further frame. Waits while the room has enough to do.
    ///
    /// # Errors
    /// [`Gone`].
    pub async fn say(&self, conn: ConnId, frame: ClientFrame) -> Result<(), Gone> {
        self.knock(Knock::Said(conn, Box::new(frame))).await
    }

    /// A connection is gone.
    pub async fn leave(&self, conn: ConnId) {
        // A room that is gone has no connections.
        let _ = self.knock(Knock::Left(conn)).await;
    }

    /// An intent over HTTP.
    ///
    /// # Errors
    /// Why the room cannot answer.
    pub async fn call(
        &self,
        call: CallId,
        who: Identity,
        submit: Submit,
    ) -> Result<Receipt, Close> {
        let (reply, answer) = oneshot::channel();
        let knock = Knock::Called(call, who, Box::new(submit), reply);
        self.knock(knock).await.map_err(|Gone| Close::Resume)?;
        answer.await.unwrap_or(Err(Close::Resume))
    }

    /// Asks the room something.
    ///
    /// # Errors
    /// [`Gone`].
    pub async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Room) -> T + Send + 'static,
    ) -> Result<T, Gone> {
        let (reply, answer) = oneshot::channel();
        let ask = Box::new(move |room: &Room| {
            // Nobody waits for the answer any more: then it is not needed.
            let _ = reply.send(question(room));
        });
        self.news.send(News::Ask(ask)).map_err(|_| Gone)?;
        answer.await.map_err(|_| Gone)
    }

    /// Tells the room something. A room that is gone reads everything anew when it comes back.
    pub(super) fn tell(&self, news: News) {
        let _ = self.news.send(news);
    }

    /// Something happened outside.
    pub fn hear(&self, input: Input) {
        self.tell(News::Input(input));
    }

    /// The sign-ins behind the room's connections; none when it is gone.
    pub async fn sessions(&self) -> BTreeSet<SessionId> {
        let (reply, answer) = oneshot::channel();
        self.tell(News::Sessions(reply));
        answer.await.unwrap_or_default()
    }

    /// Asks the room to end; the answer comes when it has.
    pub fn stop(&self) -> oneshot::Receiver<()> {
        let (ended, end) = oneshot::channel();
        self.tell(News::Stop(ended));
        end
    }

    async fn knock(&self, knock: Knock) -> Result<(), Gone> {
        self.knocks.send(knock).await.map_err(|_| Gone)
    }
}
