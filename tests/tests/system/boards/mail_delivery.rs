//! A mail is delivered once, even if the database accepts no writes at that moment.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use jawab_domain::Locale;
use jawab_service::mail::{Delivery, Mailer};
use jawab_store::{
    StoreError,
    mail::{self, NewMail},
};
use jawab_tests::{HeldWriters, TestApp, apply, both_databases};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
};

/// A mail server that confirms a mail only when told to.
struct MailServer {
    url: String,
    /// How many mails it received.
    given: Arc<AtomicUsize>,
    until_received: Arc<Semaphore>,
    may_say_so: Arc<Semaphore>,
}

impl MailServer {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let [until_received, may_say_so] = [(); 2].map(|()| Arc::new(Semaphore::new(0)));
        let server = Self { url, given: Arc::default(), until_received, may_say_so };
        let (given, until_received, may_say_so) =
            (Arc::clone(&server.given), Arc::clone(&server.until_received), Arc::clone(&server.may_say_so));
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                take(socket, &given, &until_received, &may_say_so).await;
            }
        });
        server
    }

    /// Waits until it received a mail.
    async fn until_received(&self) {
        self.until_received.acquire().await.unwrap().forget();
    }

    /// Lets it confirm a mail.
    fn confirm(&self) {
        self.may_say_so.add_permits(1);
    }
}

async fn take(socket: TcpStream, given: &AtomicUsize, until_received: &Semaphore, may_say_so: &Semaphore) {
    let (reader, mut writer) = socket.into_split();
    let mut lines = BufReader::new(reader).lines();
    writer.write_all(b"220 mail.example.ma\r\n").await.unwrap();
    while let Ok(Some(line)) = lines.next_line().await {
        let reply = match line.split([' ', ':']).next() {
            Some("DATA") => "354 go on\r\n",
            Some("QUIT") => return,
            _ => "250 mail.example.ma\r\n",
        };
        writer.write_all(reply.as_bytes()).await.unwrap();
        if line == "DATA" {
            while lines.next_line().await.unwrap().is_some_and(|line| line != ".") {}
            given.fetch_add(1, Ordering::SeqCst);
            until_received.add_permits(1);
            may_say_so.acquire().await.unwrap().forget();
            writer.write_all(b"250 taken\r\n").await.unwrap();
        }
    }
}

/// A queued mail, and its sender.
async fn waiting(app: &TestApp, server: &MailServer) -> Delivery {
    let new = NewMail {
        key: "mail.one",
        name: "Karim",
        address: "karim@example.ma",
        locale: Locale::Fr,
        subject: "Objet",
        body: "Bonjour\n",
        stop_url: None,
        not_after: i64::MAX,
    };
    assert!(mail::enqueue(app.app.database.writer(), &new, app.app.clock.now()).await.unwrap());
    let mailer = Mailer::by_server(&server.url, "jawab@example.ma").unwrap();
    Delivery::new(app.app.database.clone(), app.app.clock.clone(), mailer)
}

/// The server receives the mail, and from then on nobody can write for longer than the write timeout.
async fn taken_while_nobody_can_write(app: &TestApp, server: &MailServer) -> HeldWriters {
    server.until_received().await;
    let held = app.hold_writers("SELECT 1").await;
    server.confirm();
    for _ in 0..2 {
        assert!(matches!(app.app.database.change().await, Err(StoreError::Busy(_))), "it is waited for, and given up");
    }
    held
}

#[apply(both_databases)]
async fn what_was_handed_over_is_removed_however_long_nobody_can_write(app: TestApp) {
    let server = MailServer::start().await;
    let delivery = waiting(&app, &server).await;
    let sender = delivery.clone();
    let sending = tokio::spawn(async move { sender.round().await });
    let held = taken_while_nobody_can_write(&app, &server).await;
    held.release().await;
    let round = sending.await.unwrap().unwrap();
    assert_eq!((round.sent, round.failed, mail::waiting(app.app.database.reader()).await.unwrap()), (1, 0, 0));
    // The lease would expire, and the mail be sent again.
    app.set_clock("2026-11-21T10:05:00Z");
    assert_eq!((delivery.round().await.unwrap().sent, server.given.load(Ordering::SeqCst)), (0, 1));
}

#[apply(both_databases)]
async fn a_single_round_ends_with_an_error_where_nothing_can_be_written_until_the_lease_ends(app: TestApp) {
    let server = MailServer::start().await;
    let delivery = waiting(&app, &server).await;
    let sending = tokio::spawn(async move { delivery.round().await });
    let held = taken_while_nobody_can_write(&app, &server).await;
    app.set_clock("2026-11-21T10:05:00Z");
    let ended = sending.await.unwrap();
    assert!(ended.is_err(), "{ended:?}");
    assert_eq!(mail::waiting(app.app.database.reader()).await.unwrap(), 1, "it is not said to be sent");
    held.release().await;
}

#[apply(both_databases)]
async fn a_sender_that_is_told_to_stop_waits_for_nobody(app: TestApp) {
    let server = MailServer::start().await;
    let (stop, stopped) = watch::channel(false);
    let sending = tokio::spawn(waiting(&app, &server).await.run(stopped));
    let held = taken_while_nobody_can_write(&app, &server).await;
    stop.send_replace(true);
    sending.await.unwrap();
    assert_eq!(mail::waiting(app.app.database.reader()).await.unwrap(), 1, "it is not said to be sent");
    held.release().await;
}
