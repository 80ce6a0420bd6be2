//! Texts: edited before publication, corrected visibly afterwards, translated, reviewed.

use jawab_domain::{
    AnswerKind, Coverage, Locale, TextRole,
    field::{FieldName, FieldPath},
    lifecycle::Refusal,
    text::MAX_BODY_LETTERS,
};
use jawab_service::{
    UseCaseError,
    use_cases::{AnswerInput, ExpectedWorkVersion, FieldError, LinkInput, Problem, QuestionInput, SubQuestionInput, TextInput, TextPlace},
};
use jawab_tests::{apply, both_databases};

use super::staff_app::{StaffApp, agent, clerk, french};

#[apply(both_databases)]
async fn a_correction_says_why_and_keeps_what_stood_there(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let input = staff.form(&saved, "Sujet corrigé").await;
    let silent = staff.begin(&clerk()).await.edit(saved.expected(), input.clone(), Some("  ")).await;
    let Err(UseCaseError::Invalid(fields)) = silent else { panic!("{silent:?}") };
    assert_eq!(fields, [FieldError { field: FieldName::Reason.into(), problem: Problem::Missing }]);
    let mut unit = staff.begin(&clerk()).await;
    unit.edit(saved.expected(), input, Some("Coquille")).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    assert_eq!(staff.app.strings("SELECT body FROM earlier_text").await, ["Sujet"]);
    let event = staff.one("SELECT reason || ' ' || CAST(data AS TEXT) FROM event WHERE kind = 'text_corrected'").await;
    assert!(
        event.starts_with("Coquille") && event.contains("earlier_text") && event.contains("subject") && !event.contains("Sujet"),
        "{event}"
    );
    let page = staff.app.get("/fr/questions/councillors/11/1").await;
    assert!(page.text().contains("Sujet corrigé") && page.text().contains("Texte corrigé"), "{}", page.text());
}

#[apply(both_databases)]
async fn readers_are_told_what_of_a_text_was_corrected(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let lines = |page: &jawab_tests::Page| page.texts("[aria-labelledby=history] li").concat();
    for (role, source, said) in [
        (TextRole::OfficialTranslation, None, "Nature d’un texte corrigée"),
        (TextRole::OfficialTranslation, Some("Bulletin"), "Source d’un texte corrigée"),
    ] {
        let mut input = staff.form(&saved, "Sujet").await;
        let mut text = input.text.get(Locale::Fr).unwrap().clone();
        (text.role, text.provenance.document) = (role, source.map(str::to_owned));
        input.text.set(Locale::Fr, text);
        let mut unit = staff.begin(&clerk()).await;
        unit.edit(staff.reloaded(&saved).await.expected(), input, Some("Précision")).await.unwrap();
        unit.commit().await.unwrap();
        staff.app.index().await;
        let history = lines(&staff.app.get("/fr/questions/councillors/11/1").await);
        assert!(history.contains(said) && !history.contains("Texte corrigé"), "{history}");
        let staffs = staff.app.clerk(jawab_domain::Chamber::Councillors).await;
        let page = staffs.get(&format!("/fr/staff/questions/{}/history", saved.code)).await;
        assert!(page.text().contains(said) && !page.text().contains("Texte corrigé"), "{}", page.text());
    }
}

#[apply(both_databases)]
async fn a_published_question_loses_nothing_by_an_edit(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let whole = staff.form(&saved, "Sujet").await;
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
        let outcome = staff.begin(&clerk()).await.edit(saved.expected(), input, Some("Erreur")).await;
        let Err(UseCaseError::Invalid(fields)) = outcome else { panic!("{field}: {outcome:?}") };
        assert_eq!(fields.iter().map(|fault| fault.field.to_string()).collect::<Vec<_>>(), [field]);
    }
}

#[apply(both_databases)]
async fn sub_questions_are_moved_removed_and_added_and_keep_what_answers_say_of_them(staff: StaffApp) {
    let saved = staff.transmitted("Sujet").await;
    let form = staff.form(&saved, "Sujet").await;
    let [first, second] = [form.sub_questions[0].clone(), form.sub_questions[1].clone()];
    let ids = [&first, &second].map(|sub| sub.id.unwrap());
    let work = ExpectedWorkVersion { question: saved.id, ministry: staff.health, version: 0 };
    let covers = AnswerInput { coverage: vec![(ids[0], Coverage::Partly)], ..staff.answer(AnswerKind::Final, "Oui.") };
    let mut unit = staff.begin(&agent(staff.health)).await;
    unit.draft_answer(work, &covers).await.unwrap();
    unit.commit().await.unwrap();
    let edit = async |sub_questions: Vec<SubQuestionInput>| {
        let seen = staff.expected_version(saved.id).await;
        let mut unit = staff.begin(&clerk()).await;
        unit.edit(seen, QuestionInput { sub_questions, ..form.clone() }, None).await?;
        unit.commit().await
    };
    let other = staff.log("Autre").await;
    let elsewhere = staff.form(&other, "Autre").await.sub_questions.remove(0);
    for (subs, field, problem) in [
        (vec![second.clone()], FieldPath::from(FieldName::SubQuestions), Problem::Addressed { place: 1 }),
        (vec![first.clone(), first.clone()], FieldName::SubQuestions.at(1), Problem::Twice),
        (vec![elsewhere, first.clone()], FieldName::SubQuestions.at(0), Problem::Unknown),
    ] {
        let Err(UseCaseError::Invalid(faults)) = edit(subs).await else { panic!("{field}") };
        assert_eq!(faults, [FieldError { field, problem }]);
    }
    let placed = "SELECT CAST(s.position AS TEXT) || ' ' || CAST(s.id AS TEXT) || ' ' || t.body FROM sub_question s \
                  JOIN text t ON t.sub_question_id = s.id";
    let placed = format!("{placed} WHERE s.question_id = {} ORDER BY s.position", saved.id);
    edit(vec![second.clone(), first.clone()]).await.unwrap();
    let moved = [format!("1 {} Quand ?", ids[1]), format!("2 {} Combien ?", ids[0])];
    assert_eq!(staff.app.strings(&placed).await, moved);
    edit(vec![french("Pourquoi ?").into(), first.clone(), french("Où ?").into()]).await.unwrap();
    let rows = staff.app.strings(&placed).await;
    assert_eq!((rows.len(), &rows[1]), (3, &format!("2 {} Combien ?", ids[0])), "{rows:?}");
    for (row, start, end) in [(&rows[0], "1 ", " Pourquoi ?"), (&rows[2], "3 ", " Où ?")] {
        assert!(row.starts_with(start) && row.ends_with(end), "{rows:?}");
    }
    assert_eq!(staff.app.number("SELECT sub_question_id FROM answer_coverage").await, ids[0]);
    assert_eq!(
        staff.app.number(&format!("SELECT COUNT(*) FROM text WHERE sub_question_id = {}", ids[1])).await,
        0,
        "one that went is gone"
    );
    staff.app.index().await;
}

#[apply(both_databases)]
async fn an_old_number_keeps_leading_there(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let mut unit = staff.begin(&clerk()).await;
    let input = QuestionInput { number: Some(77), ..staff.form(&saved, "Sujet").await };
    unit.edit(saved.expected(), input, Some("Numéro rectifié")).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    assert_eq!(staff.app.get("/fr/questions/councillors/11/1").await.header("location"), "/fr/questions/councillors/11/77");
    // No other question gets the old one.
    let other = staff.log("Autre").await;
    let taken = staff
        .begin(&clerk())
        .await
        .deposit(other.expected(), jawab_service::use_cases::Deposit { number: Some(1), ..Default::default() })
        .await;
    assert!(matches!(&taken, Err(UseCaseError::Invalid(fields)) if fields[0].problem == Problem::Taken), "{taken:?}");
}

#[apply(both_databases)]
async fn a_missing_language_is_added_and_reviewed(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let arabic = TextInput::new(TextRole::UnofficialTranslation, "موضوع السؤال");
    let mut unit = staff.begin(&clerk()).await;
    let saved = unit.add_translation(saved.expected(), TextPlace::Subject, Locale::Ar, &arabic).await.unwrap();
    unit.commit().await.unwrap();
    let again = staff.begin(&clerk()).await.add_translation(saved.expected(), TextPlace::Subject, Locale::Ar, &arabic).await;
    assert!(matches!(again, Err(UseCaseError::Invalid(_))), "{again:?}");
    assert_eq!(
        staff.app.strings(&format!("SELECT locale FROM question_language WHERE question_id = {} ORDER BY 1", saved.id)).await,
        ["ar", "fr"]
    );
    let text = staff.app.number("SELECT id FROM text WHERE locale = 'ar' AND part = 'subject'").await;
    let mut unit = staff.begin(&clerk()).await;
    unit.review_text(saved.expected(), text).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(staff.one(&format!("SELECT reviewed_by FROM text WHERE id = {text}")).await, "Personne 1");
    // A change removes the review.
    let mut unit = staff.begin(&clerk()).await;
    let better = TextInput::new(TextRole::UnofficialTranslation, "موضوع أدق");
    unit.change_text(staff.expected_version(saved.id).await, text, &better, Some("Précision")).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(staff.one(&format!("SELECT reviewed_by FROM text WHERE id = {text}")).await, "");
    assert_eq!(staff.events(saved.id).await[4..], ["text_added", "text_reviewed", "text_corrected"]);
    staff.app.index().await;
}

#[apply(both_databases)]
async fn a_published_answer_gains_a_language_and_changes_no_more(staff: StaffApp) {
    let answer = staff.answered("Sujet").await;
    let seen = staff.expected_version(answer.question.id).await;
    let arabic = TextInput::new(TextRole::MachineTranslation, "نعم.");
    let mut unit = staff.begin(&clerk()).await;
    let saved = unit.add_translation(seen, TextPlace::Answer(answer.id), Locale::Ar, &arabic).await.unwrap();
    unit.commit().await.unwrap();
    let text = staff.app.number("SELECT id FROM text WHERE part = 'answer' AND locale = 'ar'").await;
    let changed = staff.begin(&clerk()).await.change_text(saved.expected(), text, &arabic, Some("Mieux")).await;
    assert!(matches!(changed, Err(UseCaseError::Refused(Refusal::AnswerPublished))), "{changed:?}");
    let mut unit = staff.begin(&clerk()).await;
    unit.review_text(saved.expected(), text).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    assert!(staff.app.get("/ar/questions/councillors/11/1").await.text().contains("نعم."));
}

#[apply(both_databases)]
async fn every_field_at_fault_is_named(staff: StaffApp) {
    let mut input = staff.question("A\u{202e}B");
    input.text = french("a\0b");
    input.sub_questions.push(Default::default());
    (input.legislature, input.number) = (Some(100), Some(0));
    input.authors = vec![staff.author, staff.author, 999];
    input.themes = vec![999];
    input.press = vec![jawab_service::use_cases::PressInput {
        url: Some("javascript:alert(1)".into()),
        sha256: Some("abc".into()),
        ..Default::default()
    }];
    input.links = vec![LinkInput { kind: jawab_domain::question::LinkKind::Renews, to: 999 }];
    input.deposited_on = Some(super::staff_app::day("2026-12-01"));
    let Err(UseCaseError::Invalid(fields)) = staff.begin(&clerk()).await.log(input).await else { panic!() };
    let named: std::collections::BTreeSet<String> = fields.iter().map(|fault| fault.field.to_string()).collect();
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
    assert_eq!(named, all.into_iter().map(str::to_owned).collect());
}

#[apply(both_databases)]
async fn texts_have_as_many_letters_as_are_searched(staff: StaffApp) {
    let mut input = staff.question("Sujet");
    input.text = french(&"ﷺ".repeat(MAX_BODY_LETTERS / 18 + 1));
    let Err(UseCaseError::Invalid(faults)) = staff.begin(&clerk()).await.log(input.clone()).await else { panic!() };
    assert_eq!(
        faults,
        [FieldError { field: FieldName::Text.in_language(Locale::Fr), problem: Problem::TooLong { most: MAX_BODY_LETTERS } }]
    );
    input.text = french(&"ﷺ".repeat(MAX_BODY_LETTERS / 18));
    staff.begin(&clerk()).await.log(input).await.unwrap();
}

#[apply(both_databases)]
async fn a_draft_reads_back_as_it_was_typed(staff: StaffApp) {
    let mut input = staff.question("Sujet");
    input.subject.set(Locale::Ar, TextInput::new(TextRole::OfficialTranslation, "الموضوع"));
    input.themes = vec![staff.app.number("SELECT id FROM theme").await];
    input.press = vec![jawab_service::use_cases::PressInput {
        title: Some("Titre".into()),
        url: Some("https://example.ma/a".into()),
        ..Default::default()
    }];
    input.deposited_on = Some(super::staff_app::day("2026-11-20"));
    let mut unit = staff.begin(&clerk()).await;
    let saved = unit.log(input.clone()).await.unwrap();
    unit.commit().await.unwrap();
    let (mut read, version) = staff.use_cases.question_input(&clerk(), saved.id).await.unwrap();
    assert!(read.sub_questions.iter().all(|sub| sub.id.is_some()));
    read.sub_questions.iter_mut().for_each(|sub| sub.id = None);
    assert_eq!((read, version), (input, 1));
}
