//! A proxy to a server that can be cut and restored, as when the server stops and restarts; and frozen, as when it hangs.

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

/// A proxy to a server. When cut, it refuses connections and closes the open ones. When frozen, it accepts and keeps connections
/// but passes no data either way.
pub struct Relay {
    address: SocketAddr,
    to: Arc<str>,
    frozen: watch::Sender<bool>,
    serving: Option<JoinHandle<()>>,
}

impl Relay {
    /// To a server, such as `127.0.0.1:5432`.
    pub async fn to(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let to: Arc<str> = server.into();
        let (frozen, freezes) = watch::channel(false);
        Self { address, serving: Some(serve(listener, Arc::clone(&to), freezes)), to, frozen }
    }

    /// To the server of a database; returns the database URL through the proxy too.
    pub async fn to_database(url: &str) -> (Self, String) {
        let (before, rest) = url.split_once('@').expect("an address with a name");
        let (server, database) = rest.split_once('/').expect("an address with a database");
        let relay = Self::to(server).await;
        let url = format!("{before}@{}/{database}", relay.address);
        (relay, url)
    }

    /// Refuses and closes connections.
    pub async fn cut(&mut self) {
        if let Some(serving) = self.serving.take() {
            serving.abort();
            drop(serving.await);
        }
    }

    /// Accepts connections again.
    pub async fn mend(&mut self) {
        let listener = TcpListener::bind(self.address).await.expect("the same port");
        self.serving = Some(serve(listener, Arc::clone(&self.to), self.frozen.subscribe()));
    }

    /// Stops passing data.
    pub fn freeze(&self) {
        self.frozen.send_replace(true);
    }

    /// Passes data again, including what was held back.
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

/// Passes data one way until the connection ends, and nothing while frozen.
async fn pass_on(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, frozen: &watch::Receiver<bool>) {
    let mut bytes = vec![0; 16 * 1024];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        thawed(frozen).await;
        if to.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
    thawed(frozen).await;
    // The other side may have closed it already.
    drop(to.shutdown().await);
}

/// Waits until nothing is frozen.
async fn thawed(frozen: &watch::Receiver<bool>) {
    drop(frozen.clone().wait_for(|frozen| !frozen).await);
}
