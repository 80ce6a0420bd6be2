//! Texts: edited while nobody reads them, corrected in the open afterwards, translated, reviewed.

use jawab_domain::{AnswerKind, Coverage, Locale, TextRole, lifecycle::Refusal, text::BODY_MOST};
use jawab_service::{
    UseCaseError,
    work::{AnswerInput, FieldError, LinkInput, Problem, QuestionInput, SeenWork, SubQuestionInput, TextInput, TextPlace},
};
use jawab_tests::{apply, both_databases};

use super::desk::{Desk, agent, clerk, french};

#[apply(both_databases)]
async fn a_correction_says_why_and_keeps_what_stood_there(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let input = desk.form(&kept, "Sujet corrigé").await;
    let silent = desk.turn(&clerk()).await.edit(kept.seen(), input.clone(), Some("  ")).await;
    let Err(UseCaseError::Invalid(fields)) = silent else { panic!("{silent:?}") };
    assert_eq!(fields, [FieldError { field: "reason".into(), problem: Problem::Missing }]);
    let mut turn = desk.turn(&clerk()).await;
    turn.edit(kept.seen(), input, Some("Coquille")).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    assert_eq!(desk.app.strings("SELECT body FROM earlier_text").await, ["Sujet"]);
    let told = desk.one("SELECT reason || ' ' || CAST(data AS TEXT) FROM event WHERE kind = 'text_corrected'").await;
    assert!(told.starts_with("Coquille") && told.contains("earlier_text") && told.contains("subject") && !told.contains("Sujet"), "{told}");
    let page = desk.app.get("/fr/questions/councillors/11/1").await;
    assert!(page.text().contains("Sujet corrigé") && page.text().contains("Texte corrigé"), "{}", page.text());
}

#[apply(both_databases)]
async fn a_published_question_loses_nothing_by_an_edit(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let whole = desk.form(&kept, "Sujet").await;
    let fewer = whole.sub_questions[1..].to_vec();
    let more = [whole.sub_questions.clone(), vec![french("Pourquoi ?").into()]].concat();
    let other = vec![whole.sub_questions[0].clone(), french("Quand ?").into()];
    for (input, field) in [
        (QuestionInput { sub_questions: fewer, ..whole.clone() }, "sub_questions"),
        (QuestionInput { sub_questions: more, ..whole.clone() }, "sub_questions"),
        (QuestionInput { sub_questions: other, ..whole.clone() }, "sub_questions"),
        (QuestionInput { text: Default::default(), ..whole.clone() }, "text.fr"),
        (QuestionInput { number: None, ..whole.clone() }, "number"),
        (QuestionInput { kind: jawab_domain::question::QuestionKind::Oral, ..whole.clone() }, "kind"),
        (QuestionInput { chamber: jawab_domain::Chamber::Representatives, ..whole.clone() }, "chamber"),
    ] {
        let outcome = desk.turn(&clerk()).await.edit(kept.seen(), input, Some("Erreur")).await;
        let Err(UseCaseError::Invalid(fields)) = outcome else { panic!("{field}: {outcome:?}") };
        assert_eq!(fields.iter().map(|fault| fault.field.as_str()).collect::<Vec<_>>(), [field]);
    }
}

#[apply(both_databases)]
async fn sub_questions_are_moved_removed_and_added_and_keep_what_answers_say_of_them(desk: Desk) {
    let kept = desk.transmitted("Sujet").await;
    let form = desk.form(&kept, "Sujet").await;
    let [first, second] = [form.sub_questions[0].clone(), form.sub_questions[1].clone()];
    let ids = [&first, &second].map(|sub| sub.id.unwrap());
    let work = SeenWork { question: kept.id, ministry: desk.health, version: 0 };
    let covers = AnswerInput { coverage: vec![(ids[0], Coverage::Partly)], ..desk.answer(AnswerKind::Final, "Oui.") };
    let mut turn = desk.turn(&agent(desk.health)).await;
    turn.draft_answer(work, &covers).await.unwrap();
    turn.commit().await.unwrap();
    let edit = async |sub_questions: Vec<SubQuestionInput>| {
        let seen = desk.seen(kept.id).await;
        let mut turn = desk.turn(&clerk()).await;
        turn.edit(seen, QuestionInput { sub_questions, ..form.clone() }, None).await?;
        turn.commit().await
    };
    let other = desk.log("Autre").await;
    let elsewhere = desk.form(&other, "Autre").await.sub_questions.remove(0);
    for (subs, field, problem) in [
        (vec![second.clone()], "sub_questions", Problem::Addressed { place: 1 }),
        (vec![first.clone(), first.clone()], "sub_questions.1", Problem::Twice),
        (vec![elsewhere, first.clone()], "sub_questions.0", Problem::Unknown),
    ] {
        let Err(UseCaseError::Invalid(faults)) = edit(subs).await else { panic!("{field}") };
        assert_eq!(faults, [FieldError { field: field.into(), problem }]);
    }
    let placed = "SELECT CAST(s.position AS TEXT) || ' ' || CAST(s.id AS TEXT) || ' ' || t.body FROM sub_question s \
                  JOIN text t ON t.sub_question_id = s.id";
    let placed = format!("{placed} WHERE s.question_id = {} ORDER BY s.position", kept.id);
    edit(vec![second.clone(), first.clone()]).await.unwrap();
    let moved = [format!("1 {} Quand ?", ids[1]), format!("2 {} Combien ?", ids[0])];
    assert_eq!(desk.app.strings(&placed).await, moved);
    edit(vec![french("Pourquoi ?").into(), first.clone(), french("Où ?").into()]).await.unwrap();
    let rows = desk.app.strings(&placed).await;
    assert_eq!((rows.len(), &rows[1]), (3, &format!("2 {} Combien ?", ids[0])), "{rows:?}");
    for (row, start, end) in [(&rows[0], "1 ", " Pourquoi ?"), (&rows[2], "3 ", " Où ?")] {
        assert!(row.starts_with(start) && row.ends_with(end), "{rows:?}");
    }
    assert_eq!(desk.app.number("SELECT sub_question_id FROM answer_coverage").await, ids[0]);
    assert_eq!(desk.app.number(&format!("SELECT COUNT(*) FROM text WHERE sub_question_id = {}", ids[1])).await, 0, "one that went is gone");
    desk.app.index().await;
}

#[apply(both_databases)]
async fn an_old_number_keeps_leading_there(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let mut turn = desk.turn(&clerk()).await;
    let input = QuestionInput { number: Some(77), ..desk.form(&kept, "Sujet").await };
    turn.edit(kept.seen(), input, Some("Numéro rectifié")).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    assert_eq!(desk.app.get("/fr/questions/councillors/11/1").await.header("location"), "/fr/questions/councillors/11/77");
    // Nobody else gets the old one.
    let other = desk.log("Autre").await;
    let taken =
        desk.turn(&clerk()).await.deposit(other.seen(), jawab_service::work::Deposit { number: Some(1), ..Default::default() }).await;
    assert!(matches!(&taken, Err(UseCaseError::Invalid(fields)) if fields[0].problem == Problem::Taken), "{taken:?}");
}

#[apply(both_databases)]
async fn a_missing_language_is_added_and_reviewed(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let arabic = TextInput::new(TextRole::UnofficialTranslation, "موضوع السؤال");
    let mut turn = desk.turn(&clerk()).await;
    let kept = turn.add_translation(kept.seen(), TextPlace::Subject, Locale::Ar, &arabic).await.unwrap();
    turn.commit().await.unwrap();
    let again = desk.turn(&clerk()).await.add_translation(kept.seen(), TextPlace::Subject, Locale::Ar, &arabic).await;
    assert!(matches!(again, Err(UseCaseError::Invalid(_))), "{again:?}");
    assert_eq!(
        desk.app.strings(&format!("SELECT locale FROM question_language WHERE question_id = {} ORDER BY 1", kept.id)).await,
        ["ar", "fr"]
    );
    let text = desk.app.number("SELECT id FROM text WHERE locale = 'ar' AND part = 'subject'").await;
    let mut turn = desk.turn(&clerk()).await;
    turn.review_text(kept.seen(), text).await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(desk.one(&format!("SELECT reviewed_by FROM text WHERE id = {text}")).await, "Personne 1");
    // A change undoes the review.
    let mut turn = desk.turn(&clerk()).await;
    let better = TextInput::new(TextRole::UnofficialTranslation, "موضوع أدق");
    turn.change_text(desk.seen(kept.id).await, text, &better, Some("Précision")).await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(desk.one(&format!("SELECT reviewed_by FROM text WHERE id = {text}")).await, "");
    assert_eq!(desk.events(kept.id).await[4..], ["text_added", "text_reviewed", "text_corrected"]);
    desk.app.index().await;
}

#[apply(both_databases)]
async fn a_published_answer_gains_a_language_and_changes_no_more(desk: Desk) {
    let answer = desk.answered("Sujet").await;
    let seen = desk.seen(answer.question.id).await;
    let arabic = TextInput::new(TextRole::MachineTranslation, "نعم.");
    let mut turn = desk.turn(&clerk()).await;
    let kept = turn.add_translation(seen, TextPlace::Answer(answer.id), Locale::Ar, &arabic).await.unwrap();
    turn.commit().await.unwrap();
    let text = desk.app.number("SELECT id FROM text WHERE part = 'answer' AND locale = 'ar'").await;
    let changed = desk.turn(&clerk()).await.change_text(kept.seen(), text, &arabic, Some("Mieux")).await;
    assert!(matches!(changed, Err(UseCaseError::Refused(Refusal::AnswerPublished))), "{changed:?}");
    let mut turn = desk.turn(&clerk()).await;
    turn.review_text(kept.seen(), text).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    assert!(desk.app.get("/ar/questions/councillors/11/1").await.text().contains("نعم."));
}

#[apply(both_databases)]
async fn every_field_at_fault_is_named(desk: Desk) {
    let mut input = desk.question("A\u{202e}B");
    input.text = french("a\0b");
    input.sub_questions.push(Default::default());
    (input.legislature, input.number) = (Some(100), Some(0));
    input.authors = vec![desk.author, desk.author, 999];
    input.themes = vec![999];
    input.press =
        vec![jawab_service::work::PressInput { url: Some("javascript:alert(1)".into()), sha256: Some("abc".into()), ..Default::default() }];
    input.links = vec![LinkInput { kind: jawab_domain::question::LinkKind::Renews, to: 999 }];
    input.deposited_on = Some(super::desk::day("2026-12-01"));
    let Err(UseCaseError::Invalid(fields)) = desk.turn(&clerk()).await.log(input).await else { panic!() };
    let named: std::collections::BTreeSet<&str> = fields.iter().map(|fault| fault.field.as_str()).collect();
    let all = [
        "authors.1",
        "authors.2",
        "deposited_on",
        "legislature",
        "links.0",
        "number",
        "press.0.sha256",
        "press.0.url",
        "subject.fr",
        "sub_questions.2",
        "text.fr",
        "themes.0",
    ];
    assert_eq!(named, all.into_iter().collect());
}

#[apply(both_databases)]
async fn texts_have_as_many_letters_as_are_searched(desk: Desk) {
    let mut input = desk.question("Sujet");
    input.text = french(&"ﷺ".repeat(BODY_MOST / 18 + 1));
    let Err(UseCaseError::Invalid(faults)) = desk.turn(&clerk()).await.log(input.clone()).await else { panic!() };
    assert_eq!(faults, [FieldError { field: "text.fr".into(), problem: Problem::TooLong { most: BODY_MOST } }]);
    input.text = french(&"ﷺ".repeat(BODY_MOST / 18));
    desk.turn(&clerk()).await.log(input).await.unwrap();
}

#[apply(both_databases)]
async fn a_draft_reads_back_as_it_was_typed(desk: Desk) {
    let mut input = desk.question("Sujet");
    input.subject.set(Locale::Ar, TextInput::new(TextRole::OfficialTranslation, "الموضوع"));
    input.themes = vec![desk.app.number("SELECT id FROM theme").await];
    input.press = vec![jawab_service::work::PressInput {
        title: Some("Titre".into()),
        url: Some("https://example.ma/a".into()),
        ..Default::default()
    }];
    input.deposited_on = Some(super::desk::day("2026-11-20"));
    let mut turn = desk.turn(&clerk()).await;
    let kept = turn.log(input.clone()).await.unwrap();
    turn.commit().await.unwrap();
    let (mut read, version) = desk.work.question_input(&clerk(), kept.id).await.unwrap();
    assert!(read.sub_questions.iter().all(|sub| sub.id.is_some()));
    read.sub_questions.iter_mut().for_each(|sub| sub.id = None);
    assert_eq!((read, version), (input, 1));
}
