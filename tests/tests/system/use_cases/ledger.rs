//! The ledger counts what the database contains, whatever was changed and by whom: compared with plain SQL after random changes.

use std::{collections::BTreeMap, fmt::Debug};

use jawab_domain::{
    AnswerKind, Chamber, Filters, Locale, StandingKind,
    board::Lane,
    translation::{Need, TextOwner},
};
use jawab_service::use_cases::ExpectedWorkVersion;
use jawab_store::{
    Ledger,
    board::{Filters as BoardFilters, Rate},
    chamber::QuestionTab,
    desk,
    ledger::{BoardFilter, BoardScope},
    list::Order,
    rules,
};
use jawab_tests::{apply, both_databases, records::record};
use sea_orm::{ConnectionTrait as _, Statement};
use serde_json::{Value, json};

use super::staff_app::{StaffApp, agent, clerk};

/// Reproducible pseudorandom numbers (a linear congruential generator by Knuth).
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::try_from(self.below(all.len() as u64)).unwrap()]
    }

    fn day(&mut self, from: i64, to: i64) -> String {
        let day = from + i64::try_from(self.below(u64::try_from(to - from).unwrap())).unwrap();
        (chrono::NaiveDate::from_ymd_opt(2026, 11, 21).unwrap() + chrono::TimeDelta::days(day)).to_string()
    }
}

/// A record of some state, by an author or two, with a ministry or two, of which the first or all answered on some day that may
/// be unknown: reproducible except for its themes and its title, which depend on the round.
fn some_record(n: u64, round: u64) -> Value {
    let mut random = Random(n + 1);
    let names = ["Santé", "Éducation", "Intérieur", "Eau"];
    let people: Vec<Value> = (0..=random.below(2)).map(|k| json!({ "name": { "fr": format!("Membre {}", (n + k) % 5) } })).collect();
    let first = usize::try_from(random.below(4)).unwrap();
    let more = usize::try_from(random.below(2)).unwrap();
    let ministries: Vec<Value> = (0..=more).map(|k| json!({ "fr": names[(first + k) % 4] })).collect();
    let theme = if (n + round).is_multiple_of(2) { "École" } else { "Eau" };
    let mut fields = json!({
        "chamber": random.pick(&["representatives", "councillors"]), "legislature": 10, "number": 1000 + n, "authors": people,
        "ministries": ministries, "themes": [{ "fr": theme }],
        "deposited_on": random.day(-120, -90),
    });
    if random.below(5) > 0 {
        fields["transmitted_on"] = json!(random.day(-89, -1));
        if random.below(2) == 0 {
            let mut answer = json!({ "kind": "final", "texts": { "fr": "Réponse." } });
            if random.below(3) > 0 {
                answer["date"] = json!(random.day(-1, 1));
            }
            if random.below(2) == 0 {
                answer["ministry"] = json!({ "fr": names[first] });
            }
            fields["answers"] = json!([answer]);
        }
    }
    if (n + round).is_multiple_of(4) {
        fields["subject"] = json!({ "fr": format!("Sujet {n}"), "ar": "موضوع" });
    }
    record(&format!("r{n}"), fields)
}

#[apply(both_databases)]
async fn counts_are_those_of_the_database_after_any_change(staff: StaffApp) {
    let mut random = Random(2026);
    for round in 0..4 {
        // New records, and others that replace existing ones.
        let some: Vec<u64> = (0..25).map(|n| if round > 0 && n < 8 { random.below(25 * round) } else { round * 25 + n }).collect();
        let records: BTreeMap<u64, Value> = some.into_iter().map(|n| (n, some_record(n, round))).collect();
        staff.app.load(&records.into_values().collect::<Vec<_>>()).await;
        change(&staff, &mut random, round).await;
        compare(&staff).await;
    }
}

/// Changes by staff, and directly in the database.
async fn change(staff: &StaffApp, random: &mut Random, round: u64) {
    staff.log(&format!("Brouillon {round}")).await;
    let saved = staff.transmitted(&format!("Transmise {round}")).await;
    let mut unit = staff.begin(&agent(staff.health)).await;
    let seen = ExpectedWorkVersion { question: saved.id, ministry: staff.health, version: 0 };
    unit.draft_answer(seen, &staff.answer(AnswerKind::Final, "Projet.")).await.unwrap();
    unit.commit().await.unwrap();
    let published = staff.published(&format!("Publique {round}")).await;
    if round.is_multiple_of(2) {
        let mut unit = staff.begin(&clerk()).await;
        unit.withdraw(published.expected(), None, "Demande").await.unwrap();
        unit.commit().await.unwrap();
    }
    let id = random.below(20 * (round + 1));
    for sql in [
        format!(
            "UPDATE question SET publication = 'hidden', hidden_reason = 'x' WHERE publication = 'published' AND id % 17 = {}",
            id % 17
        ),
        "UPDATE question SET publication = 'published', hidden_reason = NULL WHERE publication = 'hidden' AND id % 3 = 0".to_owned(),
        format!("UPDATE attribution SET due_on = '2026-11-{:02}' WHERE due_on IS NOT NULL AND id % 11 = {}", 15 + id % 15, id % 11),
        format!("DELETE FROM question_theme WHERE question_id % 13 = {}", id % 13),
    ] {
        staff.app.execute(&sql).await;
    }
    staff.app.index().await;
}

async fn ledger(staff: &StaffApp) -> std::sync::Arc<Ledger> {
    staff.app.app.ledger().await.unwrap()
}

/// Rows of a query as text, one per line.
async fn rows(staff: &StaffApp, sql: &str) -> Vec<String> {
    let mut rows = staff.app.strings(sql).await;
    rows.sort();
    rows
}

fn lines<K: Debug, V: Debug>(all: impl IntoIterator<Item = (K, V)>, line: impl Fn(K, V) -> String) -> Vec<String> {
    let mut lines: Vec<String> = all.into_iter().map(|(key, value)| line(key, value)).collect();
    lines.sort();
    lines
}

async fn compare(staff: &StaffApp) {
    let (ledger, today) = (ledger(staff).await, staff.app.today());
    standings(staff, &ledger, today).await;
    let day = format!("'{today}'");
    let shares = format!(
        "SELECT a.ministry_id || ' ' || COUNT(DISTINCT q.id) || ' ' || \
         COUNT(DISTINCT CASE WHEN a.until IS NULL AND (q.status = 'answered' OR {GIVEN}) THEN q.id END) || ' ' || \
         COUNT(DISTINCT CASE WHEN q.status = 'transmitted' AND a.until IS NULL AND NOT {GIVEN} AND a.due_on < {day} THEN q.id END) \
         FROM attribution a JOIN question q ON q.id = a.question_id WHERE q.publication = 'published' GROUP BY a.ministry_id"
    );
    let line = |id, share: jawab_store::people::QuestionCounts| format!("{id} {} {} {}", share.questions, share.answered, share.overdue);
    assert_eq!(lines(ledger.ministry_shares(None, today), line), rows(staff, &shares).await, "ministries");
    let shares = format!(
        "SELECT a.member_id || ' ' || COUNT(*) || ' ' || COUNT(CASE WHEN q.status = 'answered' THEN 1 END) || ' ' || \
         COUNT(CASE WHEN q.status = 'transmitted' AND q.due_on < {day} THEN 1 END) \
         FROM author a JOIN question q ON q.id = a.question_id WHERE q.publication = 'published' GROUP BY a.member_id"
    );
    assert_eq!(lines(ledger.member_shares(None, today), line), rows(staff, &shares).await, "members");
    narrowed(staff, &ledger, today).await;
    tab_counts(staff, &ledger).await;
    needs(staff, &ledger).await;
    lanes(staff, &ledger, today).await;
    rates(staff, &ledger, today).await;
}

async fn standings(staff: &StaffApp, ledger: &Ledger, today: chrono::NaiveDate) {
    let (day, soon) = (format!("'{today}'"), format!("'{}'", today + chrono::Days::new(5)));
    let sql = format!(
        "SELECT s || ' ' || COUNT(*) FROM (SELECT CASE WHEN status IN ('withdrawn', 'lapsed', 'converted') THEN 'closed' \
         WHEN status = 'answered' AND (due_on IS NULL OR answered_on IS NULL) THEN 'answered' \
         WHEN status = 'answered' AND answered_on <= due_on THEN 'answered_on_time' WHEN status = 'answered' THEN 'answered_late' \
         WHEN status <> 'transmitted' OR due_on IS NULL THEN 'not_started' WHEN due_on < {day} THEN 'overdue' \
         WHEN due_on = {day} THEN 'due_today' WHEN due_on <= {soon} THEN 'due_soon' ELSE 'on_time' END AS s \
         FROM question WHERE publication = 'published') t GROUP BY s"
    );
    assert_eq!(lines(ledger.standings(today), |kind, n| format!("{kind} {n}")), rows(staff, &sql).await, "standings");
    for kind in StandingKind::ALL {
        let filters = Filters { standing: Some(*kind), ..Filters::default() };
        assert_eq!(ledger.count(&filters, today), ledger.standings(today).get(kind).copied().unwrap_or(0), "{kind}");
    }
}

async fn narrowed(staff: &StaffApp, ledger: &Ledger, today: chrono::NaiveDate) {
    let among = |table: &str, column: &str, id: i64| format!("id IN (SELECT question_id FROM {table} WHERE {column} = {id})");
    let from: chrono::NaiveDate = "2026-08-05".parse().unwrap();
    let none = Filters::default();
    let mut cases = vec![
        (Filters { chamber: Some(Chamber::Councillors), ..none.clone() }, "chamber = 'councillors'".to_owned()),
        (
            Filters { language: Some(Locale::Ar), ..none.clone() },
            "id IN (SELECT question_id FROM question_language WHERE locale = 'ar')".into(),
        ),
        (Filters { from: Some(from), to: Some(today), ..none.clone() }, format!("deposited_on BETWEEN '{from}' AND '{today}'")),
    ];
    for id in 1..4 {
        cases.push((Filters { ministry: Some(id), ..none.clone() }, among("attribution", "ministry_id", id)));
        cases.push((Filters { member: Some(id), ..none.clone() }, among("author", "member_id", id)));
        cases.push((Filters { group: Some(id), ..none.clone() }, among("author", "political_group_id", id)));
        cases.push((Filters { theme: Some(id), ..none.clone() }, among("question_theme", "theme_id", id)));
    }
    for (filters, condition) in cases {
        let sql = format!("SELECT COUNT(*) FROM question WHERE publication = 'published' AND {condition}");
        assert_eq!(ledger.count(&filters, today).cast_signed(), staff.app.number(&sql).await, "{filters:?}");
        let ordered = [
            (Order::Deposited, "deposit_order DESC, question.id DESC"),
            (Order::Due, "due_order, question.id"),
            (Order::Answered, "answer_order DESC, question.id DESC"),
        ];
        for (order, by) in ordered {
            let sql = format!("{} ORDER BY {by}", sql.replace("COUNT(*)", "CAST(id AS TEXT)"));
            assert_eq!(every_page(ledger, &filters, today, order), staff.app.strings(&sql).await, "{filters:?} {order:?}");
        }
    }
}

/// A list, page by page, as readers page through it.
fn every_page(ledger: &Ledger, filters: &Filters, today: chrono::NaiveDate, order: Order) -> Vec<String> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let (total, page) = ledger.list(filters, today, order, after, 7);
        assert_eq!(total, ledger.count(filters, today), "{filters:?} {order:?}");
        all.extend(page.ids.iter().map(i64::to_string));
        let Some(next) = page.next else { return all };
        assert_eq!(page.ids.len(), 7, "only the last page is shorter");
        after = Some(next);
    }
}

async fn tab_counts(staff: &StaffApp, ledger: &Ledger) {
    for chamber in Chamber::ALL {
        let counts = ledger.tab_counts(*chamber);
        for (slice, condition) in [
            (QuestionTab::All, "TRUE"),
            (QuestionTab::Drafts, "status = 'draft'"),
            (QuestionTab::Deposited, "status = 'deposited'"),
            (QuestionTab::Transmitted, "status = 'transmitted'"),
            (QuestionTab::Unpublished, "publication = 'unpublished' AND status <> 'draft'"),
            (QuestionTab::Hidden, "publication = 'hidden'"),
        ] {
            let sql = format!("SELECT CAST(q.id AS TEXT) FROM question q WHERE q.chamber = '{chamber}' AND {condition} ORDER BY q.id DESC");
            let ids = staff.app.strings(&sql).await;
            assert_eq!(counts.get(&slice).copied().unwrap_or(0), ids.len() as u64, "{slice:?}");
            let listed: Vec<String> = ledger.slice(*chamber, slice, None, 1000).iter().map(ToString::to_string).collect();
            assert_eq!(listed, ids, "{slice:?}");
        }
    }
}

async fn needs(staff: &StaffApp, ledger: &Ledger) {
    for (about, locale) in [(None, None), (Some(TextOwner::Question), None), (Some(TextOwner::Answer), Some(Locale::Ar))] {
        let filters = desk::Filters { about, locale, ..desk::Filters::default() };
        let condition = [about.map(|about| format!(" AND about = '{about}'")), locale.map(|locale| format!(" AND locale = '{locale}'"))];
        let condition: String = condition.into_iter().flatten().collect();
        for chamber in Chamber::ALL {
            let from = format!("FROM text_need WHERE chamber = '{chamber}'{condition}");
            let sql = format!("SELECT need || ' ' || COUNT(*) FROM (SELECT DISTINCT need, question_id, locale {from}) t GROUP BY need");
            let counts = ledger.needs(*chamber, &filters, None);
            assert_eq!(lines(counts, |need: Need, n| format!("{need} {n}")), rows(staff, &sql).await, "needs");
            let sql = format!("SELECT COUNT(*) FROM (SELECT DISTINCT question_id, locale {from}) t");
            let all = ledger.desk_rows(*chamber, &filters, None, desk::Order::Oldest, &Default::default());
            assert_eq!(all.len() as i64, staff.app.number(&sql).await, "wanting");
        }
    }
}

/// Whether a ministry gave an answer, in SQL.
const GIVEN: &str = "EXISTS (SELECT 1 FROM answer_question e JOIN answer n ON n.id = e.answer_id WHERE e.question_id = q.id \
    AND n.kind = 'final' AND n.published_at IS NOT NULL AND (n.ministry_id IS NULL OR n.ministry_id = a.ministry_id))";
/// The day of the ministry's answer, in SQL.
const ANSWERED: &str = "COALESCE(a.answered_on, CASE WHEN q.status = 'answered' THEN q.answered_on END)";
/// The parts of ministries.
const PARTS: &str = "FROM attribution a JOIN question q ON q.id = a.question_id \
    LEFT JOIN ministry_work w ON w.question_id = a.question_id AND w.ministry_id = a.ministry_id WHERE a.until IS NULL AND q.kind = 'written'";

/// The parts of ministries, and the last one of each that a question has left.
const BOARD_PARTS: &str = "FROM attribution a JOIN question q ON q.id = a.question_id \
    LEFT JOIN ministry_work w ON w.question_id = a.question_id AND w.ministry_id = a.ministry_id WHERE q.kind = 'written' \
    AND (a.until IS NULL OR NOT EXISTS (SELECT 1 FROM attribution o WHERE o.question_id = a.question_id AND o.ministry_id = a.ministry_id \
    AND (o.until IS NULL OR o.until > a.until OR o.until = a.until AND o.id > a.id)))";

async fn lanes(staff: &StaffApp, ledger: &Ledger, today: chrono::NaiveDate) {
    let (soon, lately) = (today + chrono::Days::new(5), today - chrono::Days::new(30));
    let lane = format!(
        "CASE WHEN a.until IS NOT NULL THEN CASE WHEN a.until >= '{lately}' THEN 'ended' ELSE 'none' END \
         WHEN q.status NOT IN ('transmitted', 'answered') THEN CASE WHEN q.status NOT IN ('draft', 'deposited') \
         AND q.ended_on >= '{lately}' AND {ANSWERED} IS NULL AND NOT {GIVEN} AND (q.transmitted_on IS NOT NULL OR a.since IS NOT NULL) \
         THEN 'ended' ELSE 'none' END \
         WHEN {ANSWERED} IS NOT NULL THEN CASE WHEN {ANSWERED} >= '{lately}' THEN 'answered' ELSE 'none' END \
         WHEN q.status = 'answered' OR {GIVEN} THEN 'none' WHEN w.state = 'submitted' THEN 'waiting' \
         WHEN a.due_on IS NULL OR a.due_on > '{soon}' THEN 'later' WHEN a.due_on < '{today}' THEN 'overdue' \
         WHEN a.due_on = '{today}' THEN 'due_today' ELSE 'due_soon' END"
    );
    let filters = BoardFilters::default();
    for (whose, condition) in [
        (BoardScope::Chamber(Chamber::Councillors), "q.chamber = 'councillors'".to_owned()),
        (
            BoardScope::Ministries(vec![staff.health, staff.education]),
            format!(
                "a.ministry_id IN ({}, {}) AND (q.publication = 'published' OR q.status NOT IN ('draft', 'deposited') OR a.until IS NOT NULL)",
                staff.health, staff.education
            ),
        ),
    ] {
        let board = BoardFilter { whose: &whose, filters: &filters, with_words: None };
        let sql =
            format!("SELECT l || ' ' || COUNT(*) FROM (SELECT {lane} AS l {BOARD_PARTS} AND {condition}) t WHERE l <> 'none' GROUP BY l");
        assert_eq!(lines(ledger.lanes(board, today), |lane, n| format!("{lane} {n}")), rows(staff, &sql).await, "{whose:?}");
        let sql = format!(
            "SELECT CAST(a.id AS TEXT) {BOARD_PARTS} AND {condition} AND {lane} = 'overdue' ORDER BY a.due_on, q.id, a.ministry_id"
        );
        let listed: Vec<String> = ledger.in_lanes(board, today, &[Lane::Overdue], usize::MAX).iter().map(ToString::to_string).collect();
        assert_eq!(listed, staff.app.strings(&sql).await, "{whose:?}");
    }
}

async fn rates(staff: &StaffApp, ledger: &Ledger, today: chrono::NaiveDate) {
    let outcome = format!(
        "CASE WHEN {ANSWERED} IS NULL AND (q.status = 'answered' OR {GIVEN}) THEN 'answered' \
         WHEN {ANSWERED} IS NULL AND a.due_on < '{today}' THEN 'overdue' \
         WHEN {ANSWERED} IS NULL THEN 'open' WHEN a.due_on IS NULL THEN 'answered' WHEN {ANSWERED} <= a.due_on THEN 'on_time' ELSE 'late' END"
    );
    let sql = format!(
        "SELECT m || ' ' || o || ' ' || COUNT(*) FROM (SELECT a.ministry_id AS m, {outcome} AS o {PARTS} AND q.chamber = 'councillors' \
         AND q.status IN ('transmitted', 'answered')) t GROUP BY m, o"
    );
    let rate_line = |(ministry, rate): (i64, Rate)| {
        [("on_time", rate.on_time), ("late", rate.late), ("answered", rate.answered), ("open", rate.open), ("overdue", rate.overdue)]
            .into_iter()
            .filter(|(_, n)| *n > 0)
            .map(move |(what, n)| format!("{ministry} {what} {n}"))
    };
    let mut counted: Vec<String> = ledger.rates(Chamber::Councillors, None, today).into_iter().flat_map(rate_line).collect();
    counted.sort();
    assert_eq!(counted, rows(staff, &sql).await, "rates");
    let calendar = rules::calendar(staff.app.app.database.reader()).await.unwrap();
    let running = jawab_store::ledger::running_clocks(staff.app.app.database.reader(), &calendar).await.unwrap();
    assert!(!running.is_empty() && ledger.running_clocks(&calendar).eq(running), "clocks that run");
    let waiting = "SELECT CASE WHEN status = 'draft' THEN 'Drafts' WHEN status = 'deposited' THEN 'Deposited' ELSE 'Unpublished' END \
        || ' ' || COUNT(*) FROM question WHERE chamber = 'councillors' AND (status = 'draft' AND publication = 'unpublished' \
        OR kind = 'written' AND (status = 'deposited' OR status IN ('transmitted', 'answered') AND publication = 'unpublished')) \
        GROUP BY CASE WHEN status = 'draft' THEN 'Drafts' WHEN status = 'deposited' THEN 'Deposited' ELSE 'Unpublished' END";
    let counted = lines(ledger.queue_lengths(Chamber::Councillors), |list, count| format!("{list:?} {count}"));
    assert_eq!(counted, rows(staff, waiting).await, "what waits for the Chamber");
    // Averages are whole days: their sum in SQL is the same within half a day each.
    let days = match staff.app.app.database.reader().get_database_backend() {
        sea_orm::DbBackend::Postgres => format!("({ANSWERED} - a.clock_from)"),
        _ => format!("(julianday({ANSWERED}) - julianday(a.clock_from))"),
    };
    let sql = format!("SELECT CAST(ROUND(AVG({days})) AS BIGINT) {PARTS} AND q.chamber = 'councillors'");
    let db = staff.app.app.database.reader();
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    let average = ledger.average_days(&BoardScope::Chamber(Chamber::Councillors), chrono::NaiveDate::MIN);
    assert_eq!(average.map(u64::cast_signed), row.try_get_by_index::<Option<i64>>(0).unwrap());
}

#[apply(both_databases)]
async fn a_ledger_that_was_loaded_before_is_that_loaded_anew(staff: StaffApp) {
    let mut random = Random(7);
    let (old, today) = (ledger(&staff).await, staff.app.today());
    staff.app.load(&(0..30).map(|n| some_record(n, 0)).collect::<Vec<_>>()).await;
    change(&staff, &mut random, 1).await;
    let saved = ledger(&staff).await;
    let anew = jawab_store::LedgerCache::default().at(&staff.app.app.database, 0).await.unwrap();
    assert_ne!(old.standings(today), saved.standings(today), "the one taken before stays as it was");
    assert_eq!(saved.standings(today), anew.standings(today));
    assert_eq!(saved.ministry_shares(None, today), anew.ministry_shares(None, today));
    assert_eq!(saved.rates(Chamber::Councillors, None, today), anew.rates(Chamber::Councillors, None, today));
}
