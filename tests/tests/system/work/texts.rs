//! Texts: edited while nobody reads them, corrected in the open afterwards, translated, reviewed.

use jawab_domain::{Locale, TextRole, lifecycle::Refusal};
use jawab_service::{
    UseCaseError,
    work::{FieldError, LinkInput, Problem, QuestionInput, TextInput, TextPlace},
};
use jawab_tests::{apply, both_databases};

use super::desk::{Desk, clerk, french};

#[apply(both_databases)]
async fn a_correction_says_why_and_keeps_what_stood_there(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let input = QuestionInput { number: Some(1), ..desk.question("Sujet corrigé") };
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
    let whole = QuestionInput { number: Some(1), ..desk.question("Sujet") };
    let subs = vec![french("Combien ?")];
    for (input, field) in [
        (QuestionInput { sub_questions: subs, ..whole.clone() }, "sub_questions"),
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
async fn an_old_number_keeps_leading_there(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let mut turn = desk.turn(&clerk()).await;
    turn.edit(kept.seen(), QuestionInput { number: Some(77), ..desk.question("Sujet") }, Some("Numéro rectifié")).await.unwrap();
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
    assert_eq!(desk.work.question_input(&clerk(), kept.id).await.unwrap(), (input, 1));
}
