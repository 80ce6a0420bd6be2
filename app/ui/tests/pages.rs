//! Snapshots of whole pages in both languages, and rules that every page must follow.

use jawab_domain::{Locale, Status, TextRole};
use jawab_ui::{
    document::render,
    filters::{FilterKey, ListFilters},
    links,
    pages::Page,
};
use scraper::{Html, Selector};

#[path = "../fixtures/fixtures.rs"]
mod fixtures;

#[path = "pages/hostile.rs"]
mod hostile;

#[path = "pages/implied.rs"]
mod implied;

#[path = "pages/typed.rs"]
mod typed;

#[expect(clippy::unwrap_used, reason = "a selector of a test is written by hand")]
fn select(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

/// Every page in every language.
fn every() -> impl Iterator<Item = (&'static str, Locale, String)> {
    Locale::ALL.iter().flat_map(|locale| {
        fixtures::pages().into_iter().map(move |(name, path, page)| (name, *locale, render(page, &fixtures::context(*locale, path))))
    })
}

/// Snapshots are more readable with one element per line. The content of islands is left as it is.
fn broken(html: &str) -> String {
    let mut parts = html.split("<leptos-island");
    let mut outside = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        outside.push_str("<leptos-island>");
        outside.push_str(part.split_once("</leptos-island>").map_or("", |(_, after)| after));
    }
    outside.replace("><", ">\n<")
}

#[test]
fn pages_are_as_they_were_looked_at() {
    for (name, locale, html) in every() {
        if matches!(
            name,
            "reference"
                | "reference-ministries"
                | "reference-ministry"
                | "reference-succession"
                | "reference-member"
                | "reference-moves"
                | "reference-lapse"
                | "reference-lapsing"
                | "reference-lapse-confirm"
                | "staff-rectify"
                | "staff-rectification-asked"
                | "staff-rectify-referral"
                | "staff-rectification-of-referral-asked"
                | "reference-roster-preview"
                | "staff-form-wrong"
                | "staff-work"
                | "staff-work-draft"
                | "staff-transmit"
                | "staff-redact"
                | "confirm-deposit"
                | "confirm-accept"
                | "staff-history"
                | "staff-conflict"
                | "staff-judge"
                | "staff-questions"
                | "board"
                | "board-lane"
                | "answer"
                | "answer-conflict"
                | "chamber"
                | "desk"
                | "translation-doubtful"
                | "translation-published"
                | "notices-made"
                | "own-account"
                | "own-last-passkey"
                | "new-passkey"
                | "passkey-removal"
                | "sign-in-passkey"
                | "second-factor"
                | "account-edit"
                | "account-removal"
                | "account-removal-asked"
                | "new-password"
                | "home"
                | "question"
                | "question-answered"
                | "question-referred"
                | "question-press"
                | "questions"
                | "search"
                | "ministry"
                | "member"
                | "rule"
        ) {
            insta::assert_snapshot!(format!("{name}-{locale}"), broken(&html));
        }
    }
}

#[test]
fn every_page_says_its_language_and_has_one_heading_and_its_landmarks() {
    for (name, locale, html) in every() {
        let page = Html::parse_document(&html);
        let root = page.root_element().value();
        assert_eq!((root.attr("lang"), root.attr("dir")), (Some(locale.code()), Some(locale.dir())), "{name}");
        for landmark in ["h1", "main#main", "header.top", "footer.foot", "a.skip[href='#main']", "title", "meta[name=description]"] {
            assert_eq!(page.select(&select(landmark)).count(), 1, "{name}-{locale}: {landmark}");
        }
        let first = page.select(&select("main :is(h1, h2, h3)")).next().unwrap();
        assert_eq!(first.value().name(), "h1", "{name}-{locale}");
    }
}

#[test]
fn no_page_has_inline_scripts_styles_or_handlers() {
    for (name, locale, html) in every() {
        let page = Html::parse_document(&html);
        assert_eq!(page.select(&select("style, [style], script:not([src]), iframe, object, base")).count(), 0, "{name}-{locale}");
        for element in page.select(&select("*")) {
            assert!(element.value().attrs().all(|(attribute, _)| !attribute.starts_with("on")), "{name}-{locale}: {}", element.html());
        }
    }
}

#[test]
fn ids_are_unique_and_labels_lead_somewhere() {
    for (name, locale, html) in every() {
        let page = Html::parse_document(&html);
        let ids = page.select(&select("[id]")).filter_map(|e| e.value().attr("id")).collect::<Vec<_>>();
        let unique = ids.iter().collect::<std::collections::BTreeSet<_>>();
        assert_eq!(ids.len(), unique.len(), "{name}-{locale}: {ids:?}");
        for attribute in ["for", "aria-labelledby", "aria-describedby"] {
            for element in page.select(&select(&format!("[{attribute}]"))) {
                for id in element.value().attr(attribute).unwrap().split_whitespace() {
                    assert!(ids.contains(&id), "{name}-{locale}: {attribute}={id}");
                }
            }
        }
    }
}

#[test]
fn no_hydration_marker_is_left_outside_islands() {
    for (name, locale, html) in every() {
        let outside = html
            .split("<leptos-island")
            .enumerate()
            .map(|(n, part)| if n == 0 { part } else { part.split_once("</leptos-island>").map_or("", |(_, after)| after) });
        assert!(!outside.collect::<String>().contains("<!>"), "{name}-{locale}");
    }
}

#[test]
fn the_switch_leads_to_the_same_page() {
    for (name, path, page) in fixtures::pages() {
        let html = Html::parse_document(&render(page, &fixtures::context(Locale::Ar, path)));
        let switch = html.select(&select(".lang a[lang=fr][dir=ltr][hreflang=fr]")).next().unwrap();
        assert_eq!(switch.value().attr("href"), Some(format!("/fr{path}").as_str()), "{name}");
    }
}

#[test]
fn texts_of_the_other_language_say_their_language_and_direction() {
    let html = Html::parse_document(&render(Page::Question(Box::new(fixtures::question())), &fixtures::context(Locale::Ar, "/x")));
    for css in
        ["section.card[lang=fr][dir=ltr] .text", ".subtitle[lang=fr][dir=ltr]", ".sub p[lang=fr][dir=ltr]", ".press-name[lang=fr][dir=ltr]"]
    {
        assert!(html.select(&select(css)).next().is_some(), "{css}");
    }
    let french = Html::parse_document(&render(Page::Search(Box::new(fixtures::search())), &fixtures::context(Locale::Fr, "/x")));
    for css in [".item h3[lang=ar][dir=rtl] mark", ".snippet[lang=ar][dir=rtl] mark"] {
        assert!(french.select(&select(css)).next().is_some(), "{css}");
    }
}

#[test]
fn one_language_alone_can_be_read_and_the_readers_comes_first() {
    let cards = |page, locale| {
        let html = Html::parse_document(&render(Page::Question(Box::new(page)), &fixtures::context(locale, "/x")));
        html.select(&select(".pair > .card:first-child")).next().unwrap().html()
    };
    assert!(cards(fixtures::question(), Locale::Ar).contains("تلجأ العديد"));
    assert!(cards(fixtures::question(), Locale::Fr).contains("De nombreuses"));
    let mut only = fixtures::question();
    only.shown = jawab_ui::pages::question::TextsShown::from_code("fr");
    let html = render(Page::Question(Box::new(only)), &fixtures::context(Locale::Ar, "/x"));
    assert!(html.contains("De nombreuses") && !html.contains("تلجأ العديد"));
}

#[test]
fn an_unofficial_text_is_marked_and_an_unknown_date_stays_unknown() {
    let html = render(Page::Question(Box::new(fixtures::from_the_press())), &fixtures::context(Locale::Fr, "/x"));
    assert!(html.contains("numéro non communiqué") && html.contains("تغطية صحفية") && html.contains("ليس نصا رسميا"));
    assert!(!html.contains("class=\"days\""));
    for role in TextRole::ALL {
        let mut page = fixtures::running();
        page.texts = vec![fixtures::text(Locale::Fr, *role, "Texte.")];
        let html = Html::parse_document(&render(Page::Question(Box::new(page)), &fixtures::context(Locale::Fr, "/x")));
        let warned = html.select(&select(".source .warning")).next().is_some();
        assert_eq!(warned, !role.is_official(), "{role}");
    }
}

#[test]
fn what_has_not_happened_is_not_called_unknown() {
    let missing = |locale, status| {
        let mut page = fixtures::running();
        (page.status, page.transmitted_on) = (status, None);
        let html = Html::parse_document(&render(Page::Question(Box::new(page)), &fixtures::context(locale, "/x")));
        html.select(&select("dl.facts .unknown")).map(|value| value.text().collect::<String>()).collect::<Vec<_>>()
    };
    assert_eq!(missing(Locale::Fr, Status::Deposited), ["pas encore transmise"]);
    assert_eq!(missing(Locale::Ar, Status::Deposited), ["لم يُحل بعد"]);
    assert_eq!(missing(Locale::Fr, Status::Withdrawn), ["aucune transmission enregistrée"]);
    assert_eq!(missing(Locale::Fr, Status::Answered), ["non communiqué"], "it was transmitted, nobody knows when");
}

#[test]
fn oral_questions_have_no_deadline_and_ended_ones_say_so() {
    let render = |page| render(Page::Question(Box::new(page)), &fixtures::context(Locale::Fr, "/x"));
    assert!(!render(fixtures::oral()).contains("id=\"deadline\""));
    assert!(render(fixtures::withdrawn()).contains("retirée avant"));
    assert!(render(fixtures::lapsed()).contains("devenue caduque"));
    assert_eq!(fixtures::lapsed().status, Status::Lapsed);
}

#[test]
fn staff_events_are_not_shown() {
    let html = render(Page::Question(Box::new(fixtures::question())), &fixtures::context(Locale::Fr, "/x"));
    assert!(html.contains("Déposée au bureau") && !html.contains("Masquée"));
}

#[test]
fn filters_keep_what_was_typed_and_each_can_be_dropped() {
    let html = Html::parse_document(&render(Page::Questions(Box::new(fixtures::questions())), &fixtures::context(Locale::Fr, "/x")));
    let chips = html.select(&select(".chip")).filter_map(|chip| chip.value().attr("href")).collect::<Vec<_>>();
    assert_eq!(chips.len(), 4);
    let filters = ListFilters::from_query("ministry=sgg&chamber=councillors&member=salma-el-idrissi&from=2026-13-01");
    assert!(chips.contains(&filters.with(FilterKey::Ministry, "").list_link(Locale::Fr).as_str()));
    assert!(html.select(&select("option[value=sgg][selected]")).next().is_some());
    assert!(html.select(&select("input[name=member][value=salma-el-idrissi]")).next().is_some());
    assert!(html.select(&select("#problem-from")).next().is_some_and(|problem| problem.text().collect::<String>().contains("2026-13-01")));
}

#[test]
fn without_assets_a_page_asks_for_none() {
    let mut context = fixtures::context(Locale::Ar, "");
    context.assets = None;
    context.demonstration = false;
    let html = Html::parse_document(&render(Page::About, &context));
    assert_eq!(html.select(&select("script, link[rel=stylesheet], .banner")).count(), 0);
    assert!(html.select(&select(&format!("a[href='{}']", links::rule(Locale::Ar)))).next().is_some());
}
