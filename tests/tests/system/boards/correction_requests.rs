//! Requests for corrections in words: what is requested, wherever another person decides on it, and never worded as if it were
//! done.

use jawab_domain::Chamber;
use jawab_service::use_cases::SavedQuestion;
use jawab_tests::{Client, Page, apply, both_databases};

use crate::{staff::reference::Dated as _, use_cases::staff_app::StaffApp};

/// The work page of a question, in a language.
fn at(locale: &str, saved: &SavedQuestion) -> String {
    format!("/{locale}/staff/questions/{}", saved.code)
}

/// Requests a correction, having seen its consequence.
async fn request_correction(who: &Client, address: &str, on: Option<&str>) -> Page {
    let form = who.form(address).await.fill("reason", "Lettre du bureau");
    let form = if let Some(on) = on { form.on("on", on) } else { form };
    let seen = form.press("check").await;
    let requested = who.form_in(&seen, None).press("go").await;
    assert_eq!((requested.status.as_u16(), requested.texts(".flash").len()), (200, 1), "{}", requested.text());
    requested
}

/// The last event of the history: its name, and its whole text.
async fn last_event(who: &Client, locale: &str, saved: &SavedQuestion) -> (String, String) {
    let page = who.get(&format!("{}/history", at(locale, saved))).await;
    (page.texts(".history h2").remove(0), page.texts(".history li").remove(0))
}

/// The second person's card.
const CARD: &str = "section[aria-labelledby=waits-corrections] li";

#[apply(both_databases)]
async fn a_wish_never_reads_as_done_and_what_became_of_it_is_told_apart(staff: StaffApp) {
    let app = &staff.app;
    let (one, two) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    let saved = staff.published("Sujet").await;
    let said = "Rectification de la date de transmission : 3 novembre 2026 au lieu du 4 novembre 2026";
    let french = at("fr", &saved);
    let ask = async || request_correction(&one, &format!("{french}/correct-transmission"), Some("2026-11-03")).await;

    let requested = ask().await;
    assert!(requested.texts(".waiting").concat().contains(&format!("{said}, demandée par Amina Zahraoui")), "{}", requested.text());
    let (name, event_name) = last_event(&one, "fr", &saved).await;
    assert!(name == "Rectification demandée" && event_name.contains(said), "{name}: {event_name}");
    let card = two.get("/fr/staff/chamber").await.texts(CARD).concat();
    assert!(card.contains(said) && card.contains("Lettre du bureau"), "the card says what is to be corrected: {card}");
    let card = two.get("/ar/staff/chamber").await.texts(CARD).concat();
    assert!(card.contains("تصحيح تاريخ الإحالة: 3 نونبر 2026 بدل 4 نونبر 2026"), "{card}");

    two.form(&format!("{french}/confirm-correction")).await.fill("reason", "Sans preuve").press("drop").await;
    let (name, event_name) = last_event(&one, "fr", &saved).await;
    assert_eq!(name, "Demande de rectification refusée");
    assert!(event_name.contains(said) && event_name.contains("Sans preuve"), "both days and why: {event_name}");
    assert_eq!(last_event(&one, "ar", &saved).await.0, "رفض طلب تصحيح");
    ask().await;
    one.form(&format!("{french}/drop-correction")).await.submit().await;
    let (name, event_name) = last_event(&two, "fr", &saved).await;
    assert!(name == "Demande de rectification retirée" && event_name.contains(said), "{name}: {event_name}");
    assert_eq!(last_event(&two, "ar", &saved).await.0, "سحب طلب تصحيح");

    let hide = async || one.form(&format!("{french}/hide")).await.fill("reason", "Plainte").submit().await;
    hide().await;
    two.form(&format!("{french}/confirm-hiding")).await.fill("reason", "Sans objet").press("drop").await;
    assert_eq!(last_event(&one, "fr", &saved).await.0, "Demande de masquage refusée");
    hide().await;
    one.form(&format!("{french}/drop-hiding")).await.submit().await;
    assert_eq!(last_event(&one, "fr", &saved).await.0, "Demande de masquage retirée");
    app.index().await;
}

/// What is annulled, how, and its name in both languages; with the message afterwards.
const ANNULMENTS: [(&str, [&str; 2], [&str; 2]); 3] = [
    (
        "undo-answer",
        ["de la réponse du 21 novembre 2026", "الجواب (21 نونبر 2026)"],
        ["L’annulation de la réponse est enregistrée", "سُجّل إلغاء الجواب"],
    ),
    (
        "undo-transmission",
        ["de la transmission du 4 novembre 2026", "الإحالة على الحكومة (4 نونبر 2026)"],
        ["L’annulation de la transmission est enregistrée", "سُجّل إلغاء الإحالة"],
    ),
    (
        "undo-end",
        ["du retrait du 21 novembre 2026", "سحب السؤال (21 نونبر 2026)"],
        ["L’annulation de la fin de procédure est enregistrée", "سُجّل إلغاء إنهاء المسطرة"],
    ),
];

#[apply(both_databases)]
async fn an_annulment_is_named_wherever_it_is_decided(staff: StaffApp) {
    let app = &staff.app;
    let (one, two) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    for (step, names, flashes) in ANNULMENTS {
        for ((locale, name), flash) in ["fr", "ar"].into_iter().zip(names).zip(flashes) {
            let saved = if step == "undo-answer" { staff.answered(step).await.question } else { staff.published(step).await };
            if step == "undo-end" {
                one.form(&format!("{}/withdraw", at("fr", &saved))).await.fill("reason", "Demande").confirm().await;
            }
            let (decide, refuse, then, requested, refused) = if locale == "fr" {
                (
                    ["Décider de l’annulation", "Confirmer l’annulation"],
                    "Refuser l’annulation",
                    "Après annulation",
                    "Annulation demandée",
                    "Demande d’annulation refusée",
                )
            } else {
                (["البت في إلغاء", "تأكيد إلغاء"], "رفض الإلغاء", "بعد الإلغاء", "طلب إلغاء", "رفض طلب إلغاء")
            };
            let ask = async || request_correction(&one, &format!("{}/{step}", at(locale, &saved)), None).await;
            let waits = ask().await.text();
            assert!(waits.contains(if locale == "fr" { "Retirer ma demande d’annulation" } else { "سحب طلبي للإلغاء" }), "{waits}");
            // The line of an answer names its ministry too.
            let event_name = last_event(&one, locale, &saved).await.0;
            assert!(event_name.starts_with(requested), "{step}: {event_name}");
            let card = two.get(&format!("/{locale}/staff/chamber")).await.texts(CARD).concat();
            assert!(card.contains(name), "{step}: {card}");

            let page = two.get(&format!("{}/confirm-correction", at(locale, &saved))).await;
            let words = decide.map(|act| format!("{act} {name}"));
            assert_eq!(page.texts("h1"), words[..1], "{step}");
            assert!(page.texts("title").concat().contains(&words[0]), "{step}");
            assert_eq!(page.texts("main .actions button"), [words[1].as_str(), refuse], "{step}");
            assert_eq!(page.texts(".compared th[scope=col]")[1], then, "{step}");
            let dropped = two.form_in(&page, None).fill("reason", "Sans preuve").press("drop").await;
            let event_name = last_event(&one, locale, &saved).await.0;
            assert!(dropped.texts(".flash").len() == 1 && event_name.starts_with(refused), "{step}: {event_name}");

            ask().await;
            let done = two.form(&format!("{}/confirm-correction", at(locale, &saved))).await.press("go").await;
            assert!(done.texts(".flash").concat().contains(flash), "{step}: {}", done.text());
        }
    }
    app.index().await;
}
