//! What somebody asks to be put right, in words: what it is, wherever another person decides on it, and nothing that reads as if it were
//! done.

use jawab_domain::Chamber;
use jawab_service::work::Kept;
use jawab_tests::{Client, Page, apply, both_databases};

use crate::{staff::reference::Dated as _, work::desk::Desk};

/// Where a question is worked at, in a language.
fn at(locale: &str, kept: &Kept) -> String {
    format!("/{locale}/staff/questions/{}", kept.code)
}

/// Asks for something to be put right, having seen the consequence.
async fn asks(who: &Client, address: &str, on: Option<&str>) -> Page {
    let form = who.form(address).await.fill("reason", "Lettre du bureau");
    let form = if let Some(on) = on { form.on("on", on) } else { form };
    let seen = form.press("check").await;
    let asked = who.form_in(&seen, None).press("go").await;
    assert_eq!((asked.status.as_u16(), asked.texts(".flash").len()), (200, 1), "{}", asked.text());
    asked
}

/// What happened last, as the history tells it: its name, and all that is said of it.
async fn last(who: &Client, locale: &str, kept: &Kept) -> (String, String) {
    let page = who.get(&format!("{}/history", at(locale, kept))).await;
    (page.texts(".history h2").remove(0), page.texts(".history li").remove(0))
}

/// The second person's card.
const CARD: &str = "section[aria-labelledby=waits-corrections] li";

#[apply(both_databases)]
async fn a_wish_never_reads_as_done_and_what_became_of_it_is_told_apart(desk: Desk) {
    let app = &desk.app;
    let (one, two) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    let kept = desk.published("Sujet").await;
    let said = "Rectification de la date de transmission : 3 novembre 2026 au lieu du 4 novembre 2026";
    let french = at("fr", &kept);
    let ask = async || asks(&one, &format!("{french}/correct-transmission"), Some("2026-11-03")).await;

    let asked = ask().await;
    assert!(asked.texts(".waiting").concat().contains(&format!("{said}, demandée par Amina Zahraoui")), "{}", asked.text());
    let (name, told) = last(&one, "fr", &kept).await;
    assert!(name == "Rectification demandée" && told.contains(said), "{name}: {told}");
    let card = two.get("/fr/staff/chamber").await.texts(CARD).concat();
    assert!(card.contains(said) && card.contains("Lettre du bureau"), "the card says what is to be corrected: {card}");
    let card = two.get("/ar/staff/chamber").await.texts(CARD).concat();
    assert!(card.contains("تصحيح تاريخ الإحالة: 3 نونبر 2026 بدل 4 نونبر 2026"), "{card}");

    two.form(&format!("{french}/confirm-correction")).await.fill("reason", "Sans preuve").press("drop").await;
    let (name, told) = last(&one, "fr", &kept).await;
    assert_eq!(name, "Demande de rectification refusée");
    assert!(told.contains(said) && told.contains("Sans preuve"), "both days and why: {told}");
    assert_eq!(last(&one, "ar", &kept).await.0, "رفض طلب تصحيح");
    ask().await;
    one.form(&format!("{french}/drop-correction")).await.submit().await;
    let (name, told) = last(&two, "fr", &kept).await;
    assert!(name == "Demande de rectification retirée" && told.contains(said), "{name}: {told}");
    assert_eq!(last(&two, "ar", &kept).await.0, "سحب طلب تصحيح");

    let hide = async || one.form(&format!("{french}/hide")).await.fill("reason", "Plainte").submit().await;
    hide().await;
    two.form(&format!("{french}/confirm-hiding")).await.fill("reason", "Sans objet").press("drop").await;
    assert_eq!(last(&one, "fr", &kept).await.0, "Demande de masquage refusée");
    hide().await;
    one.form(&format!("{french}/drop-hiding")).await.submit().await;
    assert_eq!(last(&one, "fr", &kept).await.0, "Demande de masquage retirée");
    app.index().await;
}

/// What is annulled, how, and how it is called in both languages; what is said once it is done.
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
async fn an_annulment_is_named_wherever_it_is_decided(desk: Desk) {
    let app = &desk.app;
    let (one, two) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    for (step, names, flashes) in ANNULMENTS {
        for ((locale, name), flash) in ["fr", "ar"].into_iter().zip(names).zip(flashes) {
            let kept = if step == "undo-answer" { desk.answered(step).await.question } else { desk.published(step).await };
            if step == "undo-end" {
                one.form(&format!("{}/withdraw", at("fr", &kept))).await.fill("reason", "Demande").confirm().await;
            }
            let (decide, refuse, then, asked, refused) = if locale == "fr" {
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
            let ask = async || asks(&one, &format!("{}/{step}", at(locale, &kept)), None).await;
            let waits = ask().await.text();
            assert!(waits.contains(if locale == "fr" { "Retirer ma demande d’annulation" } else { "سحب طلبي للإلغاء" }), "{waits}");
            // Of an answer, the line names its ministry too.
            let told = last(&one, locale, &kept).await.0;
            assert!(told.starts_with(asked), "{step}: {told}");
            let card = two.get(&format!("/{locale}/staff/chamber")).await.texts(CARD).concat();
            assert!(card.contains(name), "{step}: {card}");

            let page = two.get(&format!("{}/confirm-correction", at(locale, &kept))).await;
            let words = decide.map(|act| format!("{act} {name}"));
            assert_eq!(page.texts("h1"), words[..1], "{step}");
            assert!(page.texts("title").concat().contains(&words[0]), "{step}");
            assert_eq!(page.texts("main .actions button"), [words[1].as_str(), refuse], "{step}");
            assert_eq!(page.texts(".compared th[scope=col]")[1], then, "{step}");
            let dropped = two.form_in(&page, None).fill("reason", "Sans preuve").press("drop").await;
            let told = last(&one, locale, &kept).await.0;
            assert!(dropped.texts(".flash").len() == 1 && told.starts_with(refused), "{step}: {told}");

            ask().await;
            let done = two.form(&format!("{}/confirm-correction", at(locale, &kept))).await.press("go").await;
            assert!(done.texts(".flash").concat().contains(flash), "{step}: {}", done.text());
        }
    }
    app.index().await;
}
