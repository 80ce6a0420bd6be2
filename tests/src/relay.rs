//! A way to a server that can be cut and mended, as when that server is stopped and comes back.

use std::{net::SocketAddr, sync::Arc};

use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    task::{JoinHandle, JoinSet},
};

/// A way to a server. Cut, it refuses connections, and those that were open are gone.
pub struct Relay {
    address: SocketAddr,
    to: Arc<str>,
    serving: Option<JoinHandle<()>>,
}

impl Relay {
    /// To a server, as in `127.0.0.1:5432`.
    pub async fn to(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let to: Arc<str> = server.into();
        Self { address, serving: Some(serve(listener, Arc::clone(&to))), to }
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
        self.serving = Some(serve(listener, Arc::clone(&self.to)));
    }
}

fn serve(listener: TcpListener, to: Arc<str>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut open = JoinSet::new();
        while let Ok((mut here, _)) = listener.accept().await {
            let to = Arc::clone(&to);
            open.spawn(async move {
                if let Ok(mut there) = TcpStream::connect(&*to).await {
                    drop(copy_bidirectional(&mut here, &mut there).await);
                }
            });
        }
    })
}
