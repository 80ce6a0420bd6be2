//! Which button the Enter key presses: never one that performs a legal act, in any form of any page.

use std::collections::BTreeSet;

use jawab_ui::{
    form::ENTER,
    pages::staff::{QuestionStep, confirm, question_form, reference},
};
use scraper::{ElementRef, Html};

use super::{every, select};

/// Actions that only save a draft or show something.
const HARMLESS: [&str; 5] = [ENTER, question_form::CHECK, reference::CHECK, confirm::BACK, reference::BACK];

/// Forms that Enter submits with effect, by the names of their pages: signing in, accounts, and the ministry's internal work. They
/// publish nothing, start no deadline and end nothing.
const IN_EARNEST: [(&str, &str); 19] = [
    ("sign-in", "sign-in"),
    ("sign-in-code", "sign-in"),
    ("sign-in-passkey", "sign-in"),
    ("sign-in-passkey-elsewhere", "sign-in"),
    ("invitation", "join"),
    ("new-password", "join"),
    ("own-account", "save"),
    ("own-last-passkey", "save"),
    ("own-password", "save"),
    ("new-passkey", "add"),
    ("passkey-removal", "remove"),
    ("last-passkey-removal", "remove"),
    ("second-factor", "set"),
    ("account-edit", "save"),
    ("account-removal", "save"),
    ("account-removal-asked", "save"),
    ("tokens", "issue"),
    ("board", "assign"),
    ("board-lane", "assign"),
];

/// The pages of acts that the test must have covered, besides the steps of a question.
const ACTS: [&str; 19] = [
    "staff-form",
    "staff-form-published",
    "staff-judge",
    "staff-correction",
    "staff-recorded-wrong",
    "staff-conflict",
    "confirm-deposit",
    "answer",
    "answer-conflict",
    "chamber",
    "translation",
    "reference-moves",
    "reference-lapse",
    "reference-lapse-confirm",
    "reference-lapse-undo",
    "reference-roster-preview",
    "reference-succession",
    "reference-theme-merge",
    "reference-rule",
];

/// The steps whose pages have no field in which to press Enter.
const WITHOUT_FIELDS: [QuestionStep; 6] = [
    QuestionStep::Publish,
    QuestionStep::Renew,
    QuestionStep::DropCorrection,
    QuestionStep::DropHiding,
    QuestionStep::DropUnhiding,
    QuestionStep::DeleteDraft,
];

/// The action that Enter sends from a field of the form: the first button in document order, by the HTML standard (implicit
/// submission). `None` if that button is disabled, because then Enter sends nothing. A form without a button is submitted as it
/// is.
fn implied(form: ElementRef<'_>) -> Option<String> {
    let buttons = select("button:not([type=button]):not([type=reset]), input[type=submit], input[type=image]");
    let Some(button) = form.select(&buttons).next() else { return Some(String::new()) };
    let asks = button.attr("value").unwrap_or_default();
    let asks = button.attr("formaction").map_or_else(|| asks.to_owned(), |to| format!("{asks} at {to}"));
    button.attr("disabled").is_none().then_some(asks)
}

/// The action of Enter in each form with fields on a page.
fn all_implied(page: &Html) -> Vec<Option<String>> {
    assert_eq!(page.select(&select("button[form], input[form], select[form], textarea[form]")).count(), 0, "a field outside its form");
    let fields = select("input:not([type=hidden]):not([type=submit]), select, textarea");
    let forms = select("form[method=post]");
    page.select(&forms).filter(|form| form.select(&fields).next().is_some()).map(implied).collect()
}

#[test]
fn enter_sends_no_form_by_an_act() {
    let (mut in_earnest, mut looked_at) = (BTreeSet::new(), BTreeSet::new());
    for (name, _, html) in every() {
        for asks in all_implied(&Html::parse_document(&html)) {
            looked_at.insert(name);
            if let Some(asks) = asks.filter(|asks| !HARMLESS.contains(&asks.as_str())) {
                in_earnest.insert((name, asks));
            }
        }
    }
    let expected = IN_EARNEST.map(|(name, asks)| (name, asks.to_owned())).into_iter().collect::<BTreeSet<_>>();
    assert_eq!(in_earnest, expected);
    // Editing has a page of its own: the form of a question.
    let steps = QuestionStep::ALL.iter().filter(|step| **step != QuestionStep::Edit && !WITHOUT_FIELDS.contains(step));
    let steps = steps.map(|step| step.code());
    let missed: Vec<_> = ACTS.into_iter().chain(steps).filter(|name| !looked_at.contains(name)).collect();
    assert!(missed.is_empty(), "{missed:?} are missed among {looked_at:?}");
}

#[test]
fn the_first_button_is_what_enter_means() {
    let meant = |inner: &str| {
        all_implied(&Html::parse_document(&format!("<form method=\"post\" action=\"/fr/staff/questions/q/publish\">{inner}</form>")))
    };
    let (field, go) = ("<input name=\"on\">", "<button name=\"do\" value=\"go\">Publier</button>");
    assert_eq!(meant(&format!("{field}{go}<button name=\"do\" value=\"enter\"></button>")), [Some("go".to_owned())]);
    assert_eq!(meant(&format!("<textarea></textarea><button type=\"button\"></button>{go}")), [Some("go".to_owned())]);
    assert_eq!(
        meant(&format!("<button value=\"x\" formaction=\"/fr/staff/sign-out\"></button>{field}")),
        [Some("x at /fr/staff/sign-out".into())]
    );
    assert_eq!(meant(&format!("<button name=\"do\" value=\"\" disabled></button>{field}{go}")), [None]);
    assert_eq!(meant(field), [Some(String::new())], "it is sent as it is");
    assert!(meant(&format!("<input type=\"hidden\" name=\"once\">{go}")).is_empty(), "no field to press Enter in");
}
