//! A network between the store and PostgreSQL that breaks when it is told to.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// When a connection is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// The next commit does not reach PostgreSQL.
    BeforeCommit,
    /// PostgreSQL commits and its answer is lost.
    AfterCommit,
}

pub struct Proxy {
    address: SocketAddr,
    cut: Arc<Mutex<Option<Cut>>>,
    accepting: JoinHandle<()>,
}

impl Proxy {
    /// A proxy before the server at `postgres://...@server/...`.
    pub async fn before(address: &str) -> Self {
        let server = server(address).to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let cut = Arc::new(Mutex::new(None));
        let shared = cut.clone();
        let accepting = tokio::spawn(async move {
            loop {
                let (client, _) = listener.accept().await.unwrap();
                let server = TcpStream::connect(&server).await.unwrap();
                tokio::spawn(pass(client, server, shared.clone()));
            }
        });
        Self {
            address,
            cut,
            accepting,
        }
    }

    /// The same address through the proxy.
    pub fn address(&self, direct: &str) -> String {
        direct.replacen(server(direct), &self.address.to_string(), 1)
    }

    /// Cuts the connection of the next commit.
    pub fn cut(&self, cut: Cut) {
        *self.cut.lock().unwrap() = Some(cut);
    }

    /// Whether the connection was cut.
    pub fn has_cut(&self) -> bool {
        self.cut.lock().unwrap().is_none()
    }

    /// Takes no further connection.
    pub async fn close(self) {
        self.accepting.abort();
        self.accepting.await.unwrap_err();
    }
}

fn server(address: &str) -> &str {
    let after = address.rsplit_once('@').unwrap().1;
    after.split('/').next().unwrap()
}

async fn pass(mut client: TcpStream, mut server: TcpStream, cut: Arc<Mutex<Option<Cut>>>) {
    let (mut asked, mut answered) = (vec![0; 65536], vec![0; 65536]);
    loop {
        tokio::select! {
            length = client.read(&mut asked) => {
                let Ok(length @ 1..) = length else { return };
                let asked = &asked[..length];
                let commits = asked.windows(6).any(|word| word == b"COMMIT");
                let cut = if commits { cut.lock().unwrap().take() } else { None };
                if cut == Some(Cut::BeforeCommit) || server.write_all(asked).await.is_err() {
                    return;
                }
                if cut == Some(Cut::AfterCommit) {
                    let answer = server.read(&mut answered).await;
                    assert!(answer.unwrap() > 0, "PostgreSQL ended first");
                    return;
                }
            }
            length = server.read(&mut answered) => {
                let Ok(length @ 1..) = length else { return };
                if client.write_all(&answered[..length]).await.is_err() {
                    return;
                }
            }
        }
    }
}
