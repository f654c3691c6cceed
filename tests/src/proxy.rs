//! The network between a client and a server: a TCP proxy that can be cut and mended.

use std::{
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream, tcp},
    sync::watch,
    task::{AbortHandle, JoinSet},
};

/// How a network goes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Every connection is reset, and so is each new one.
    Reset,
    /// Nothing is forwarded either way, and nothing is lost: on mending it all flows again.
    Stall,
    /// What is sent vanishes without a word, for old connections even after mending.
    BlackHole,
    /// Connections are reset; new ones are accepted and never answered, even after mending.
    Hang,
}

impl Cut {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Reset, Self::Stall, Self::BlackHole, Self::Hang];
}

/// A proxy before a server of this machine.
pub struct Proxy {
    address: SocketAddr,
    cut: watch::Sender<Option<Cut>>,
    target: Arc<Mutex<SocketAddr>>,
    listening: AbortHandle,
}

impl Proxy {
    /// Listens on a free port of 127.0.0.1 and forwards to `target`.
    ///
    /// # Errors
    /// When there is no free port.
    pub async fn before(target: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let cut = watch::Sender::new(None);
        let target = Arc::new(Mutex::new(target));
        let listening = tokio::spawn(listen(listener, Arc::clone(&target), cut.subscribe()));
        Ok(Self {
            address,
            cut,
            target,
            listening: listening.abort_handle(),
        })
    }

    /// Its address, as a server's.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Forwards new connections to another server.
    pub fn forward_to(&self, target: SocketAddr) {
        *self.target.lock().unwrap_or_else(PoisonError::into_inner) = target;
    }

    /// Takes the network away.
    pub fn cut(&self, how: Cut) {
        self.cut.send_replace(Some(how));
    }

    /// Gives it back.
    pub fn mend(&self) {
        self.cut.send_replace(None);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

async fn listen(
    listener: TcpListener,
    target: Arc<Mutex<SocketAddr>>,
    cut: watch::Receiver<Option<Cut>>,
) {
    let mut pairs = JoinSet::new();
    while let Ok((near, _)) = listener.accept().await {
        while pairs.try_join_next().is_some() {}
        let to = *target.lock().unwrap_or_else(PoisonError::into_inner);
        let now = *cut.borrow();
        match now {
            Some(Cut::Reset) => reset(near),
            Some(Cut::Hang | Cut::BlackHole) => {
                pairs.spawn(swallow(near));
            }
            None | Some(Cut::Stall) => {
                pairs.spawn(pair(near, to, cut.clone()));
            }
        }
    }
}

fn reset(stream: TcpStream) {
    // Closing then sends RST instead of FIN.
    let _ = stream.set_zero_linger();
    drop(stream);
}

/// Reads and forgets, and never answers.
async fn swallow(mut stream: TcpStream) {
    let mut bytes = [0; 4096];
    while let Ok(1..) = stream.read(&mut bytes).await {}
}

/// One connection, until it ends or the network is cut.
async fn pair(mut near: TcpStream, to: SocketAddr, mut cut: watch::Receiver<Option<Cut>>) {
    let Ok(mut far) = TcpStream::connect(to).await else {
        reset(near);
        return;
    };
    let _ = (near.set_nodelay(true), far.set_nodelay(true));
    let how = {
        let (near_in, near_out) = near.split();
        let (far_in, far_out) = far.split();
        tokio::select! {
            () = pass(near_in, far_out, cut.clone()) => None,
            () = pass(far_in, near_out, cut.clone()) => None,
            how = gone(&mut cut) => Some(how),
        }
    };
    match how {
        // It ended by itself: both sides see it end.
        None => {}
        Some(Cut::BlackHole) => {
            // Each side is left believing, for as long as it wants to.
            tokio::join!(swallow(near), swallow(far));
        }
        Some(_) => {
            reset(near);
            reset(far);
        }
    }
}

/// Waits for a cut that ends connections.
async fn gone(cut: &mut watch::Receiver<Option<Cut>>) -> Cut {
    let ends = |cut: &Option<Cut>| matches!(cut, Some(Cut::Reset | Cut::Hang | Cut::BlackHole));
    match cut.wait_for(ends).await.map(|how| *how) {
        Ok(Some(how)) => how,
        // The proxy itself is gone.
        _ => Cut::Reset,
    }
}

async fn pass(
    mut from: tcp::ReadHalf<'_>,
    mut to: tcp::WriteHalf<'_>,
    mut cut: watch::Receiver<Option<Cut>>,
) {
    let mut bytes = vec![0; 16 * 1024];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        let flows = |cut: &Option<Cut>| *cut != Some(Cut::Stall);
        if cut.wait_for(flows).await.is_err() || to.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
}
