//! A ministry's board: each part in its lane, and no other ministry's.

use jawab_tests::{TestApp, apply, both_databases, records::ministries};

use super::{agent, lane, ministry, referred, slug};

#[apply(both_databases)]
async fn what_was_typed_is_shown_where_it_can_be_kept_no_longer(app: TestApp) {
    app.load(&[referred("a", 1, "2026-11-01", &ministries::health())]).await;
    let health = ministry(&app, &ministries::health()).await;
    let (us, at) = (agent(&app, &[health]).await, format!("/fr/staff/answers/{}/{}", app.code("a").await, slug(&app, health).await));
    let form = us.form_to(&at, "/draft").await.fill("text-fr", "Une longue réponse.").fill("kind", "final");
    app.execute("UPDATE question SET status = 'withdrawn', ended_on = '2026-11-20', due_on = NULL").await;
    let page = form.send().await;
    assert_eq!((page.status.as_u16(), page.texts(".typed")), (422, vec!["Une longue réponse.".to_owned()]), "{}", page.text());
    app.index().await;
}

#[apply(both_databases)]
async fn the_lane_turns_at_midnight_in_morocco(app: TestApp) {
    app.load(&[referred("a", 1, "2026-11-01", &ministries::health())]).await;
    let health = ministry(&app, &ministries::health()).await;
    for (instant, expected) in [
        ("2026-11-15T23:59:59Z", "later"),
        ("2026-11-16T00:00:00Z", "due_soon"),
        ("2026-11-20T23:59:59Z", "due_soon"),
        ("2026-11-21T00:00:00Z", "due_today"),
        ("2026-11-21T23:59:59Z", "due_today"),
        ("2026-11-22T00:00:00Z", "overdue"),
    ] {
        app.set_clock(instant);
        let page = agent(&app, &[health]).await.get("/fr/staff/board").await;
        let found: Vec<&str> = ["overdue", "due_today", "due_soon", "later", "waiting", "answered"]
            .into_iter()
            .filter(|of| !lane(&page, of).is_empty())
            .collect();
        assert_eq!(found, [expected], "{instant}");
    }
}

#[apply(both_databases)]
async fn what_other_ministries_owe_is_never_seen(app: TestApp) {
    app.load(&[referred("ours", 1, "2026-11-01", &ministries::health()), referred("theirs", 2, "2026-11-01", &ministries::secretariat())])
        .await;
    let (health, secretariat) = (ministry(&app, &ministries::health()).await, ministry(&app, &ministries::secretariat()).await);
    let (us, them) = (agent(&app, &[health]).await, agent(&app, &[secretariat]).await);
    for address in
        ["/fr/staff/board", "/ar/staff/board", "/fr/staff/board?q=theirs", "/fr/staff/board.csv", "/fr/staff/board?lane=due_today"]
    {
        let (ours, theirs) = (us.get(address).await, them.get(address).await);
        assert!(!ours.body.contains("Sujet theirs") && !ours.body.contains("موضوع theirs"), "{address}: {}", ours.body);
        assert!(theirs.body.contains("theirs") && !theirs.body.contains("Sujet ours"), "{address}");
    }
    let (code, theirs) = (app.code("theirs").await, slug(&app, secretariat).await);
    let ours = slug(&app, health).await;
    assert_eq!(them.get(&format!("/fr/staff/answers/{code}/{theirs}")).await.status, 200);
    for address in [format!("/fr/staff/answers/{code}/{theirs}"), format!("/fr/staff/answers/{code}/{ours}")] {
        assert_eq!(us.get(&address).await.status, 404, "{address}");
        for step in ["assign", "draft", "clear", "submit", "recall", "transfer", "withdraw-transfer"] {
            let sent = us.post(&format!("{address}/{step}"), &[("version", "0"), ("kind", "final"), ("text-fr", "Non.")]).await;
            assert_eq!(sent.status, 404, "{address}/{step}");
        }
    }
    let sent = us.post("/fr/staff/board/assign", &[("part", &format!("{code}:{theirs}")), ("assigned", "x")]).await;
    assert_eq!(sent.status, 422);
    assert_eq!(app.number("SELECT COUNT(*) FROM ministry_work").await, 0);
}

#[apply(both_databases)]
async fn filters_narrow_lanes_and_counts_alike(app: TestApp) {
    let health = ministries::health();
    app.load(&[
        referred("eau", 1, "2026-10-01", &health),
        referred("air", 2, "2026-10-02", &health),
        referred("feu", 3, "2026-11-10", &health),
    ])
    .await;
    let us = agent(&app, &[ministry(&app, &health).await]).await;
    let whole = us.get("/fr/staff/board").await;
    assert_eq!(lane(&whole, "overdue"), ["Sujet eau", "Sujet air"]);
    assert!(whole.text().contains("3 questions ouvertes"), "{}", whole.text());
    for (query, overdue, open) in [
        ("q=air", vec!["Sujet air"], "1 question ouverte"),
        ("q=%D9%85%D9%88%D8%B6%D9%88%D8%B9+eau", vec!["Sujet eau"], "1 question ouverte"),
        ("to=2026-10-21", vec!["Sujet eau"], "1 question ouverte"),
        ("from=2026-10-22&to=2026-10-30", vec!["Sujet air"], "1 question ouverte"),
        ("chamber=representatives", vec![], "0 question ouverte"),
        ("assigned=me", vec![], "0 question ouverte"),
        ("assigned=nobody&state=received", vec!["Sujet eau", "Sujet air"], "3 questions ouvertes"),
        ("from=2026-13-45", vec!["Sujet eau", "Sujet air"], "3 questions ouvertes"),
    ] {
        let page = us.get(&format!("/fr/staff/board?{query}")).await;
        assert_eq!(
            (lane(&page, "overdue"), page.text().contains(open)),
            (overdue.into_iter().map(String::from).collect(), true),
            "{query}"
        );
        let table = us.get(&format!("/fr/staff/board.csv?{query}")).await;
        assert_eq!(table.body.lines().count() - 1, open[..1].parse::<usize>().unwrap(), "{query}: {}", table.body);
    }
    assert!(us.get("/fr/staff/board?from=2026-13-45").await.one("#problem-from").text().collect::<String>().contains("2026-13-45"));
}

#[apply(both_databases)]
async fn many_are_assigned_at_once_and_what_is_wrong_is_said(app: TestApp) {
    let health = ministries::health();
    app.load(&[referred("a", 1, "2026-11-01", &health), referred("b", 2, "2026-11-02", &health)]).await;
    let id = ministry(&app, &health).await;
    let us = agent(&app, &[id]).await;
    let other = app.strings(&format!("SELECT code FROM account WHERE id = {}", us.account)).await.remove(0);
    let slug = slug(&app, id).await;
    let parts = [app.code("a").await, app.code("b").await].map(|code| format!("{code}:{slug}"));
    let empty = us.form_to("/fr/staff/board", "/assign").await.send().await;
    assert_eq!(empty.status, 422);
    assert_eq!(empty.attributes(".error-summary a", "href"), ["#f-part", "#f-assigned"]);
    let form = us.form_to("/fr/staff/board", "/assign").await;
    let form = form.fill("part", &parts[0]).tick("part", &parts[1]).fill("assigned", &other);
    let wrong = form.fill("internal-day", "31").fill("internal-month", "11").fill("internal-year", "2026").send().await;
    assert_eq!((wrong.status.as_u16(), wrong.all("input.pick[checked]").len()), (422, 2));
    let form = us.form_in(&wrong, Some("/assign")).fill("internal-day", "21");
    let done = form.submit().await;
    assert_eq!(done.status, 200, "{}", done.body);
    assert_eq!(done.texts(".flash"), ["L’attribution est enregistrée."], "{}", done.text());
    assert_eq!(app.number("SELECT COUNT(*) FROM ministry_work WHERE state = 'assigned' AND internal_due_on = '2026-11-21'").await, 2);
    assert_eq!(app.number("SELECT COUNT(*) FROM event WHERE kind = 'assigned'").await, 2);
    assert_eq!(lane(&us.get("/fr/staff/board?assigned=me").await, "due_today"), ["Sujet a"]);
    app.set_clock("2026-11-22T10:00:00Z");
    let later = agent(&app, &[id]).await.get("/fr/staff/board").await;
    assert_eq!(later.all(".ticket .late").len(), 2, "the internal deadline has passed for both");
}

#[apply(both_databases)]
async fn a_lane_alone_has_pages(app: TestApp) {
    let health = ministries::health();
    let all: Vec<_> = (1..=65).map(|n| referred(&format!("n{n:02}"), n, "2026-10-01", &health)).collect();
    app.load(&all).await;
    let us = agent(&app, &[ministry(&app, &health).await]).await;
    let board = us.get("/fr/staff/board").await;
    assert_eq!((lane(&board, "overdue").len(), board.texts("#lane-overdue .lane-count")), (8, vec!["65".to_owned()]));
    let (first, second) = (us.get("/fr/staff/board?lane=overdue").await, us.get("/fr/staff/board?lane=overdue&page=2").await);
    let mut seen = lane(&first, "overdue");
    seen.extend(lane(&second, "overdue"));
    let expected: Vec<String> = (1..=65).map(|n| format!("Sujet n{n:02}")).collect();
    assert_eq!(seen, expected);
    assert_eq!(us.get("/fr/staff/board.csv").await.body.lines().count(), 66);
}
