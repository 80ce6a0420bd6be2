//! Input that cannot be saved is shown in full for copying, without codes and secrets.

use jawab_domain::Locale;
use jawab_ui::{
    catalogue::Tr,
    document::render,
    form::{FormState, is_secret},
    pages::staff::unsaved_fields,
};
use scraper::{ElementRef, Html};

use super::{fixtures, select};

/// What is shown for a field with this value.
fn shown(address: &str, name: &str, value: &str) -> Vec<String> {
    let form = FormState::from_pairs([(name, value)]);
    unsaved_fields::from_form(Tr::new(Locale::Fr), address, &form, |_, _| None).into_iter().map(|field| field.text).collect()
}

/// The choices of a field; empty if the field is typed or hidden.
fn offered(field: ElementRef<'_>) -> Vec<String> {
    let value = |of: ElementRef<'_>| of.attr("value").filter(|value| !value.is_empty()).map(str::to_owned);
    match (field.value().name(), field.attr("type")) {
        ("select", _) => field.select(&select("option")).filter_map(value).collect(),
        (_, Some("radio" | "checkbox")) => value(field).into_iter().collect(),
        _ => Vec::new(),
    }
}

#[test]
fn all_that_can_be_typed_is_shown_and_no_code_is() {
    let (mut typed, mut chosen) = (0, 0);
    for (page_name, path, page) in fixtures::pages() {
        let html = Html::parse_document(&render(page, &fixtures::context(Locale::Fr, path)));
        for form in html.select(&select("main form[method=post]")) {
            let address = form.attr("action").unwrap_or_default();
            for field in form.select(&select("input[name], textarea[name], select[name]")) {
                let name = field.attr("name").unwrap_or_default();
                let takes_words = field.value().name() == "textarea" || matches!(field.attr("type"), Some("text" | "email" | "url"));
                if takes_words {
                    let expected = if is_secret(name) { vec![] } else { vec!["Un mot"] };
                    assert_eq!(shown(address, name, "Un mot"), expected, "{page_name}: {name}");
                    typed += 1;
                }
                for value in offered(field).iter().filter(|_| !name.ends_with("-month")) {
                    assert!(!shown(address, name, value).contains(value), "{page_name}: {name}={value}");
                    chosen += 1;
                }
            }
        }
    }
    assert!(typed > 60 && chosen > 60, "{typed} {chosen}");
}

#[test]
fn a_date_is_one_and_choices_are_said_in_words() {
    let form = [
        ("once", "k3x9"),
        ("kind", "holding"),
        ("text-ar", "نعم."),
        ("text-fr", "Oui.\n\nDemain."),
        ("original", "ar"),
        ("answered-day", "20"),
        ("answered-month", "11"),
        ("answered-year", "2026"),
        ("internal-day", "41"),
        ("internal-month", ""),
        ("to", "sgg"),
        ("also", "q1410"),
        ("current-password", "hush"),
        ("sub-1-id", "77"),
    ];
    let named = |field: &str, code: &str| ((field, code) == ("to", "sgg")).then(|| "Secrétariat général".to_owned());
    let fields = unsaved_fields::from_form(Tr::new(Locale::Fr), "/fr/staff/answers/q1/sgg/draft", &FormState::from_pairs(form), named);
    let said: Vec<(&str, Option<Locale>, &str)> =
        fields.iter().map(|field| (field.label.as_str(), field.locale, field.text.as_str())).collect();
    assert_eq!(
        said,
        [
            ("Type de réponse", None, "Réponse d’attente"),
            ("Réponse (arabe)", Some(Locale::Ar), "نعم."),
            ("Réponse (français)", Some(Locale::Fr), "Oui.\n\nDemain."),
            ("Original", None, "Le texte arabe"),
            ("Date de la réponse", None, "20 novembre 2026"),
            ("Échéance interne", None, "41"),
            ("Département compétent", None, "Secrétariat général"),
        ]
    );
}

#[test]
fn a_form_of_thousands_of_fields_is_shown_in_its_order_and_whole() {
    let many: Vec<(String, String)> = (0..2_000).map(|n| (format!("field-{n}"), "س".repeat(500))).collect();
    let repeated = (0..2_000).map(|n| ("subject-fr".to_owned(), n.to_string()));
    let form = FormState::from_pairs(many.clone().into_iter().chain(repeated));
    let fields = unsaved_fields::from_form(Tr::new(Locale::Fr), "/fr/staff/questions/new", &form, |_, _| None);
    let words: Vec<&str> = fields.iter().map(|field| field.text.as_str()).collect();
    assert_eq!(words.len(), 2_001);
    assert!(words.iter().zip(&many).all(|(shown, (_, typed))| shown == typed));
    assert!(words[2_000].starts_with("0, 1, 2, ") && words[2_000].ends_with(", 1999"), "{}", words[2_000]);
}
