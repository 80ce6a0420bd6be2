//! A way to a server that can be cut and mended, as when that server is stopped and comes back; and frozen, as when it hangs.

use std::{net::SocketAddr, sync::Arc};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::watch,
    task::{JoinHandle, JoinSet},
};

/// A way to a server. Cut, it refuses connections, and those that were open are gone. Frozen, it takes connections and keeps those there
/// are, and nothing passes either way.
pub struct Relay {
    address: SocketAddr,
    to: Arc<str>,
    frozen: watch::Sender<bool>,
    serving: Option<JoinHandle<()>>,
}

impl Relay {
    /// To a server, as in `127.0.0.1:5432`.
    pub async fn to(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let to: Arc<str> = server.into();
        let (frozen, freezes) = watch::channel(false);
        Self { address, serving: Some(serve(listener, Arc::clone(&to), freezes)), to, frozen }
    }

    /// To the server of a database; with the address of the database over this way.
    pub async fn to_database(url: &str) -> (Self, String) {
        let (before, rest) = url.split_once('@').expect("an address with a name");
        let (server, database) = rest.split_once('/').expect("an address with a database");
        let relay = Self::to(server).await;
        let url = format!("{before}@{}/{database}", relay.address);
        (relay, url)
    }

    /// Cuts it.
    pub async fn cut(&mut self) {
        if let Some(serving) = self.serving.take() {
            serving.abort();
            drop(serving.await);
        }
    }

    /// Mends it.
    pub async fn mend(&mut self) {
        let listener = TcpListener::bind(self.address).await.expect("the same port");
        self.serving = Some(serve(listener, Arc::clone(&self.to), self.frozen.subscribe()));
    }

    /// Freezes it: whatever is on its way stays there.
    pub fn freeze(&self) {
        self.frozen.send_replace(true);
    }

    /// Thaws it: what was on its way arrives.
    pub fn thaw(&self) {
        self.frozen.send_replace(false);
    }
}

fn serve(listener: TcpListener, to: Arc<str>, frozen: watch::Receiver<bool>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut open = JoinSet::new();
        while let Ok((here, _)) = listener.accept().await {
            let (to, frozen) = (Arc::clone(&to), frozen.clone());
            open.spawn(async move {
                thawed(&frozen).await;
                if let Ok(there) = TcpStream::connect(&*to).await {
                    let ((from_here, to_here), (from_there, to_there)) = (here.into_split(), there.into_split());
                    tokio::join!(pass_on(from_here, to_there, &frozen), pass_on(from_there, to_here, &frozen));
                }
            });
        }
    })
}

/// Passes on what comes one way until that way ends, but nothing while it is frozen.
async fn pass_on(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, frozen: &watch::Receiver<bool>) {
    let mut bytes = vec![0; 16 * 1024];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        thawed(frozen).await;
        if to.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
    thawed(frozen).await;
    // It may have ended already.
    drop(to.shutdown().await);
}

/// Waits until nothing is frozen.
async fn thawed(frozen: &watch::Receiver<bool>) {
    drop(frozen.clone().wait_for(|frozen| !frozen).await);
}
