use super::*;

const ANSWERING: [Doing; 3] = [Doing::Answering, Doing::Making, Doing::Sending];
const LIMITS: Limits = Limits { answer: Pace { still: Duration::from_secs(60), rate: 8 * 1024 }, ..Limits::all(Duration::from_secs(600)) };

/// A connection that has been doing this for a hundred seconds.
fn long(doing: Doing) -> Activity {
    let activity = Activity { begun: Instant::now() - Duration::from_secs(100), ..Activity::new() };
    activity.doing.store(doing as u8, Ordering::Relaxed);
    activity
}

#[test]
fn an_answer_is_not_read_by_sending_more() {
    for doing in ANSWERING {
        let activity = long(doing);
        let since = activity.since();
        activity.received(b"GET /");
        assert_eq!(activity.since(), since, "{doing:?}: requests that are sent behind it do not keep it open");
    }
    let activity = long(Doing::Sending);
    let since = activity.since();
    activity.sent(1, LIMITS.answer);
    assert!(activity.since() > since);
}

#[test]
fn an_answer_that_is_read_byte_by_byte_ends_too() {
    for doing in [Doing::Making, Doing::Sending] {
        let activity = long(doing);
        assert!(activity.is_over(&LIMITS), "{doing:?}: nobody reads it");
        activity.sent(100, LIMITS.answer);
        assert!(activity.is_over(&LIMITS), "{doing:?}: bytes that move do not make it faster");
        let activity = long(doing);
        activity.sent(99 * 8 * 1024, LIMITS.answer);
        assert!(!activity.is_over(&LIMITS), "{doing:?}: slow and steady, it goes on");
        let later = |activity: Activity, seconds| Activity { begun: activity.begun - Duration::from_secs(seconds), ..activity };
        let activity = Activity { begun: Instant::now(), ..long(doing) };
        activity.sent(100 << 20, LIMITS.answer);
        let activity = later(activity, 50);
        activity.sent(1, LIMITS.answer);
        assert!(later(activity, 20).is_over(&LIMITS), "{doing:?}: whoever read fast at first has no credit");
    }
    assert!(!long(Doing::Waiting).is_over(&LIMITS), "without a request there is no answer");
    assert!(!long(Doing::Answering).is_over(&LIMITS), "a body that comes slowly is no answer");
}

#[test]
fn the_time_of_an_answer_begins_with_it() {
    let activity = long(Doing::Answering);
    activity.now(Doing::Making);
    assert!(!activity.is_over(&LIMITS) && !activity.drags(&LIMITS), "however long its request took");
    let activity = long(Doing::Making);
    activity.sent(100, LIMITS.answer);
    activity.made();
    assert!(activity.is_over(&LIMITS) && activity.drags(&LIMITS), "that it is made gives it no new time");
}

#[test]
fn what_is_worked_at_does_not_drag_on_because_its_body_did() {
    let activity = long(Doing::Answering);
    assert!(activity.drags(&LIMITS), "it is still coming");
    activity.body_came();
    assert!(!activity.drags(&LIMITS) && activity.doing() == Doing::Answering);
    let activity = long(Doing::Making);
    activity.body_came();
    assert!(activity.drags(&LIMITS), "its answer is being made");
}

#[test]
fn a_connection_is_not_free_until_its_answer_is_sent() {
    let activity = Activity::new();
    activity.received(b"GET / HTTP/1.1\r\n\r\n");
    assert!(activity.is_free(), "the head of a request");
    for doing in [Doing::Answering, Doing::Making] {
        activity.now(doing);
        activity.flushed();
        assert!(!activity.is_free(), "{doing:?}: a part of an answer that is still being made was sent");
    }
    activity.made();
    activity.sent(1, LIMITS.answer);
    assert!(!activity.is_free(), "the answer is made, and a part of it was sent");
    activity.flushed();
    assert_eq!(activity.doing(), Doing::Waiting);
}

/// What a connection does once a request with this body is answered, where this was received meanwhile.
fn after(received: &[&[u8]], body: &[u8]) -> Doing {
    let activity = Activity::new();
    let mut received = received.iter();
    activity.received(received.next().unwrap());
    activity.answer();
    received.for_each(|bytes| activity.received(bytes));
    body.chunks(3).for_each(|part| activity.body(part));
    activity.now(Doing::Making);
    activity.made();
    activity.flushed();
    activity.doing()
}

#[test]
fn a_head_that_began_behind_a_request_has_the_time_of_a_head() {
    let get: &[u8] = b"GET / HTTP/1.1\r\n\r\n";
    let post: &[u8] = b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n";
    let whole: [(&[&[u8]], &[u8]); 6] = [
        (&[get], b""),
        (&[b"GET / HTTP/1.1\n\n"], b""),
        (&[post, b"a=b&c"], b"a=b&c"),
        (&[post, b"a=", b"b", b"&c"], b"a=b&c"),
        (&[b"POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\na"], b"a"),
        (&[post, b"5\r\na=b&c\r\n0\r\n\r\n"], b"a=b&c"),
    ];
    for (received, body) in whole {
        assert_eq!(after(received, body), Doing::Waiting, "{received:?}");
    }
    let begun: [(&[&[u8]], &[u8]); 4] = [
        (&[b"GET / HTTP/1.1\r\n\r\nGET /h"], b""),
        (&[get, b"G"], b""),
        (&[post, b"a=b&cGET /"], b"a=b&c"),
        (&[post, b"5\r\na=b&c\r\n0\r\n\r\nG"], b"a=b&c"),
    ];
    for (received, body) in begun {
        assert_eq!(after(received, body), Doing::Head, "{received:?}");
    }
}
