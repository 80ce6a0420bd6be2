//! Tests of the exports: whole sentences in the reader's language, and no cell that is executed.

use chrono::NaiveDate;
use jawab_domain::{
    Chamber, PerLocale, Standing, Status,
    board::{BoardPart, Lane},
    calendar::{Holiday, Holidays, Weekend},
    deadline::{ClockStart, Counting},
    people::Period,
    preparation::WorkState,
    question::QuestionKind,
};

use super::*;
use crate::model::Linked;

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
}

fn both(ar: &str, fr: &str) -> PerLocale<String> {
    PerLocale { ar: Some(ar.into()), fr: Some(fr.into()) }
}

fn rule(counting: Counting) -> DeadlineRule {
    DeadlineRule {
        id: 1,
        chamber: None,
        version: 3,
        days: 20,
        counting,
        roll_forward: false,
        restarts_on_transfer: false,
        weekend: Weekend::SATURDAY_SUNDAY,
        validity: Period::default(),
        source: both("الفصل 100 من دستور 2011", "Article 100 de la Constitution de 2011"),
    }
}

fn board_item(number: i32, due: u32, today: NaiveDate) -> BoardItem {
    let started = day(due) - chrono::Days::new(20);
    let rule = rule(Counting::Calendar);
    let address = QuestionAddress {
        code: format!("q{number}"),
        chamber: Some(Chamber::Councillors),
        legislature: 11.try_into().ok(),
        number: number.try_into().ok(),
    };
    BoardItem {
        address,
        kind: QuestionKind::Written,
        status: Status::Transmitted,
        subject: both("رقمنة الجريدة الرسمية", "Numérisation du Bulletin officiel"),
        ministry: Linked {
            slug: "sgg".into(), name: both("الأمانة العامة للحكومة", "Secrétariat général du gouvernement")
        },
        lane: Lane::on(today, BoardPart { due_on: Some(day(due)), ..BoardPart::default() }),
        standing: Standing::on(today, Status::Transmitted, Some(day(due)), None),
        since: Some(started),
        due_on: Some(day(due)),
        calculation: rule.explain(started, &Holidays::default()).ok().map(|deadline| (deadline, rule)),
        answered: false,
        answered_on: None,
        state: WorkState::Assigned,
        version: 2,
        revision: 5,
        assigned_to: Some("Nadia".into()),
        assignee_has_left: false,
        internal_due_on: Some(day(due - 2)),
        submitted_on: None,
        returned: None,
        setback: None,
        transfer_asked: false,
        transfer_refused: None,
        departure: None,
        reminded_on: None,
        reminder_note: None,
    }
}

#[test]
fn a_deadline_is_explained_in_sentences() {
    let rule = rule(Counting::Working);
    let holidays: Holidays = [Holiday { on: day(18), name: both("عيد الاستقلال", "Fête de l’Indépendance") }].into_iter().collect();
    let deadline = rule.explain(day(2), &holidays).unwrap();
    let [ar, fr] = [Locale::Ar, Locale::Fr].map(|locale| explain_deadline(Tr::new(locale), &deadline, &rule));
    assert!(fr.starts_with("Le délai court depuis le 2 novembre 2026, jour qui ne compte pas."), "{fr}");
    assert!(fr.contains("8 jours de fin de semaine") && fr.contains("Fête de l’Indépendance (18 novembre 2026)"), "{fr}");
    assert!(fr.contains("Article 100 de la Constitution de 2011.") && fr.contains("L’échéance est la fin du 1er décembre 2026."), "{fr}");
    assert!(ar.starts_with("بدأ احتساب الأجل في 2 نونبر 2026"), "{ar}");
    for (started_by, said) in [
        (
            ClockStart::Transfer,
            ["بدأ احتساب الأجل منذ تغيير الجهة المحال عليها في 2 نونبر 2026", "Le délai court depuis la réattribution, le 2 novembre 2026"],
        ),
        (
            ClockStart::Addition,
            [
                "بدأ احتساب الأجل منذ الإحالة على جهة إضافية في 2 نونبر 2026",
                "Le délai court depuis la saisine d’un département de plus, le 2 novembre 2026",
            ],
        ),
    ] {
        let deadline = deadline.clone().counted_from(started_by);
        let [ar, fr] = [Locale::Ar, Locale::Fr].map(|locale| explain_deadline(Tr::new(locale), &deadline, &rule));
        assert!(ar.starts_with(said[0]) && fr.starts_with(said[1]), "{ar} {fr}");
    }
    assert!(ar.contains("لم تحسب 8 أيام من نهاية الأسبوع.") && ar.contains("عيد الاستقلال (18 نونبر 2026)"), "{ar}");
}

#[test]
fn the_mail_counts_in_correct_plurals_and_lists_the_pressing_ones() {
    let today = day(21);
    let board_items =
        [board_item(1, 9, today), board_item(2, 20, today), board_item(3, 21, today), board_item(4, 24, today), board_item(5, 30, today)];
    let mail =
        |locale| digest(Tr::new(locale), "https://jawab.example", "https://jawab.example/stop", "Nadia", today, &board_items).unwrap();
    let (ar, fr) = (mail(Locale::Ar), mail(Locale::Fr));
    assert_eq!(ar.subject, "جواب: سؤالان متأخران عن الأجل، سؤال ينتهي أجله اليوم، سؤال ينتهي أجله خلال 5 أيام");
    assert!(fr.subject.contains("2 questions hors délai, 1 question dont l’échéance est aujourd’hui, 1 question"), "{}", fr.subject);
    for (mail, locale) in [(&ar, "ar"), (&fr, "fr")] {
        for code in ["q1", "q2", "q3", "q4"] {
            let link = format!("https://jawab.example/{locale}/staff/answers/{code}/sgg");
            assert!(mail.body.contains(&link), "{code}: {}", mail.body);
        }
        assert!(!mail.body.contains("/q5/"), "{}", mail.body);
    }
    assert!(ar.body.contains("\nhttps://jawab.example/ar/staff/board\n") && ar.body.contains("رقم \u{2066}1\u{2069}"));
    for mail in [&ar, &fr] {
        assert!(mail.body.ends_with("\nhttps://jawab.example/stop\n") && !mail.body.contains(".."), "{}", mail.body);
        assert!(mail.body.lines().all(|line| line.starts_with("https://") || !line.contains("https://")), "addresses stand alone");
        assert_eq!(mail.body.matches("2011").count(), 1, "the rule is said once: {}", mail.body);
    }
    let balanced = |text: &str| {
        let open = text.matches(['\u{2066}', '\u{2067}', '\u{2068}']).count();
        open == text.matches('\u{2069}').count()
    };
    assert!([&ar, &fr].into_iter().all(|mail| balanced(&mail.subject) && balanced(&mail.body)));
    assert_eq!(digest(Tr::new(Locale::Fr), "", "", "Nadia", today, &board_items[4..]), None);
}

#[test]
fn the_mail_tells_the_chambers_reminder_in_its_words_and_who_has_left() {
    let today = day(21);
    let mut of = board_item(1, 9, today);
    (of.reminded_on, of.reminder_note, of.assignee_has_left) = (Some(day(20)), Some("Merci\n\nd’avance.".into()), true);
    let mail = digest(Tr::new(Locale::Fr), "https://jawab.example", "https://jawab.example/stop", "Nadia", today, &[of]).unwrap();
    for line in [
        "\nRappel de la Chambre le 20 novembre 2026\u{a0}: \u{2068}Merci d’avance.\u{2069}\n",
        "\nAttribuée à\u{a0}: \u{2068}Nadia\u{2069} (ne travaille plus pour ce département)\n",
    ] {
        assert!(mail.body.contains(line), "{}", mail.body);
    }
}

#[test]
fn a_calendar_has_a_day_for_each_deadline_known_by_the_same_name_for_good() {
    let text = calendar(Tr::new(Locale::Ar), "https://jawab.example", &[board_item(7, 24, day(21))]);
    let days: Vec<(&str, NaiveDate, u32)> = text.days.iter().map(|of| (of.uid.as_str(), of.on, of.sequence)).collect();
    assert_eq!(days, [("due-q7-sgg", day(24), 5), ("internal-q7-sgg", day(22), 5)]);
    assert!(text.days[0].summary.starts_with("أجل الجواب: ") && text.days[0].description.contains("ينتهي الأجل بنهاية يوم 24 نونبر 2026"));
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    for cell in ["=1+1", "+212", "-1", "@SUM(A1)", "\tx", "\rx"] {
        assert_eq!(escape_formula(cell), format!("'{cell}"));
    }
    assert_eq!(escape_formula("a=1"), "a=1");
    let mut of = board_item(8, 24, day(21));
    of.subject = both("=cmd|' /C calc'!A0", "@x");
    of.assigned_to = Some("+x".into());
    let rows = board_table(Tr::new(Locale::Fr), "https://jawab.example", &[of], day(21));
    assert_eq!(rows[0].len(), rows[1].len());
    assert!(rows[1].contains(&"'=cmd|' /C calc'!A0".to_owned()) && rows[1].contains(&"'@x".to_owned()));
    assert!(rows[1].contains(&"2026-11-24".to_owned()) && rows[1].iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])));
}
