//! A running server: started with everything in place, stopped with nothing lost.

use crate::{
    Config, StartError,
    app::{App, Shared},
    cookies::Cookies,
    demo::{self, claim},
    limits::{CONNECTIONS_MAX, LAST_WORDS_WITHIN, ROOM_IDLE_AFTER, STOP_WITHIN},
    listener::{listen, raise_descriptor_limit},
    metrics::Metrics,
    paces::Paces,
    people::People,
    rooms::{Ground, Rooms, keep_promises},
    routes, watch,
};
use loggist_identity::{Accounts, Surroundings, setup};
use loggist_store::Store;
use std::{
    net::SocketAddr,
    sync::{Arc, atomic::AtomicBool},
};
use tokio::{net::TcpListener, time::timeout};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// A running server.
pub struct Server {
    address: SocketAddr,
    url: String,
    setup_link: Option<String>,
    app: Shared,
    stop: CancellationToken,
    tasks: TaskTracker,
}

impl Server {
    /// Starts to serve.
    ///
    /// # Errors
    /// [`StartError`]: one line for the operator.
    pub async fn start(
        config: Config,
        store: Arc<dyn Store>,
        surroundings: Arc<dyn Surroundings>,
    ) -> Result<Self, StartError> {
        claim(&*store, config.demo).await?;
        let demo = if config.demo {
            demo::scene(&*store).await?
        } else {
            None
        };
        let accounts = Accounts::open(Arc::clone(&store), Arc::clone(&surroundings)).await?;
        let people = Arc::new(People::of(Arc::clone(&store)).await?);
        let setup_needed = people.directory().is_empty();

        let failed = |cause| StartError::Listen {
            address: config.listen,
            cause,
        };
        let listener = TcpListener::bind(config.listen).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        // Only a server that can listen makes a new link: a second one would spoil the first one's.
        let link = if config.demo {
            None
        } else {
            setup::link(&*store, &*surroundings).await?
        };
        let url = config.url_at(address);
        let setup_link = link.map(|token| format!("{url}/setup#{token}"));

        let rooms = Rooms::new(Ground {
            store: Arc::clone(&store),
            surroundings: Arc::clone(&surroundings),
            people: Arc::clone(&people),
            idle_after: ROOM_IDLE_AFTER,
        });
        let app = Arc::new(App {
            origins: config.origins_at(address),
            cookies: Cookies::new(config.is_secure()),
            accounts: Arc::new(accounts),
            surroundings,
            store,
            people,
            rooms,
            paces: Paces::default(),
            connections: App::places(),
            demo,
            metrics: Metrics::begin(),
            setup_needed: AtomicBool::new(setup_needed),
            config,
        });
        let server = Self {
            address,
            url,
            setup_link,
            app,
            stop: CancellationToken::new(),
            tasks: TaskTracker::new(),
        };
        server.listen(listener);
        server.tasks.spawn(keep_promises(server.app.rooms.clone()));
        watch::begin(&server.app, &server.tasks, &server.stop);
        tracing::info!(%address, backend = server.app.store.backend(), "listening");
        Ok(server)
    }

    fn listen(&self, listener: TcpListener) {
        raise_descriptor_limit();
        let router = routes::router(Shared::clone(&self.app));
        self.tasks
            .spawn(listen(listener, router, self.stop.clone()));
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where browsers find it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The one-time link to set the installation up, while nobody has an account.
    pub fn setup_link(&self) -> Option<&str> {
        self.setup_link.as_deref()
    }

    /// The door, for whoever runs in the same process.
    pub fn accounts(&self) -> &Accounts {
        &self.app.accounts
    }

    /// Stops: nobody new is let in, what was decided is stored, connections are told to come back, the store is closed.
    pub async fn stop(self) {
        tracing::info!("stopping");
        self.stop.cancel();
        if timeout(STOP_WITHIN, self.app.rooms.stop()).await.is_err() {
            tracing::warn!("some rooms were not settled in time; the ledger has what was recorded");
        }
        self.tasks.close();
        let everybody = u32::try_from(CONNECTIONS_MAX).unwrap_or(u32::MAX);
        let last_words = async {
            let _all = self.app.connections.acquire_many(everybody).await;
            self.tasks.wait().await;
        };
        if timeout(LAST_WORDS_WITHIN, last_words).await.is_err() {
            tracing::debug!("some connections were cut off");
        }
        self.app.store.close().await;
        tracing::info!("stopped");
    }
}
