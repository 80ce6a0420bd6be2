//! Pages with only text: the search help, the page about the site, the accessibility statement.

use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    links,
    shell::{Frame, Section},
};

fn plain_frame(title: String, description: String) -> Frame {
    Frame { title, description, section: Section::Other, indexed: true }
}

/// The frame of the search help.
pub(super) fn search_help_frame(tr: Tr) -> Frame {
    plain_frame(tr.t("help-title"), tr.t("help-lead"))
}

/// The frame of the page about the site.
pub(super) fn about_frame(tr: Tr) -> Frame {
    plain_frame(tr.t("about-title"), tr.t("about-lead"))
}

/// The frame of the accessibility statement.
pub(super) fn accessibility_frame(tr: Tr) -> Frame {
    plain_frame(tr.t("accessibility-title"), tr.t("accessibility-lead"))
}

/// An example of a search, as a link to it.
fn example(tr: Tr, text: String) -> AnyView {
    let href = links::with_query(&links::search(tr.locale), &[("q", &text)]);
    view! { <a href=href><bdi>{text}</bdi></a> }.into_any()
}

/// The search help.
#[component]
pub(crate) fn SearchHelp(tr: Tr) -> impl IntoView {
    let row = |what: String, how: String, of: String| {
        view! { <tr><th scope="row">{what}</th><td>{how}</td><td>{example(tr, of)}</td></tr> }
    };
    view! {
        <article class="prose">
            <h1>{tr.t("help-title")}</h1>
            <p class="lead">{tr.t("help-lead")}</p>
            <table class="figures words">
                <caption class="visually-hidden">{tr.t("help-title")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{tr.t("help-what")}</th>
                        <th scope="col">{tr.t("help-how")}</th>
                        <th scope="col">{tr.t("help-example")}</th>
                    </tr>
                </thead>
                <tbody>
                    {row(tr.t("help-words"), tr.t("help-words-how"), tr.t("help-words-example"))}
                    {row(tr.t("help-phrase"), tr.t("help-phrase-how"), tr.t("help-phrase-example"))}
                    {row(tr.t("help-number"), tr.t("help-number-how"), tr.t("help-number-example"))}
                    {row(tr.t("help-name"), tr.t("help-name-how"), tr.t("help-name-example"))}
                </tbody>
            </table>
            <h2>{tr.t("help-languages")}</h2>
            <p>{tr.t("help-languages-text")}</p>
            <h2>{tr.t("help-spelling")}</h2>
            <p>{tr.t("help-spelling-text")}</p>
            <h2>{tr.t("help-narrow")}</h2>
            <p>{tr.t("help-narrow-text")}</p>
        </article>
    }
}

/// The page about the site.
#[component]
pub(crate) fn About(tr: Tr) -> impl IntoView {
    view! {
        <article class="prose">
            <h1>{tr.t("about-title")}</h1>
            <p class="lead">{tr.t("about-lead")}</p>
            <h2>{tr.t("about-shows-heading")}</h2>
            <p>{tr.t("about-shows")}</p>
            <h2>{tr.t("about-texts-heading")}</h2>
            <p>{tr.t("about-texts")}</p>
            <h2>{tr.t("about-deadline-heading")}</h2>
            <p>{tr.t("about-deadline")} " " <a href=links::rule(tr.locale)>{tr.t("rule-link")}</a></p>
            <h2>{tr.t("about-privacy-heading")}</h2>
            <p>{tr.t("about-privacy")}</p>
            <h2>{tr.t("about-licence-heading")}</h2>
            <p>{tr.t("about-licence")}</p>
        </article>
    }
}

/// The accessibility statement.
#[component]
pub(crate) fn Accessibility(tr: Tr) -> impl IntoView {
    view! {
        <article class="prose">
            <h1>{tr.t("accessibility-title")}</h1>
            <p class="lead">{tr.t("accessibility-lead")}</p>
            <h2>{tr.t("accessibility-done-heading")}</h2>
            <ul class="bullets">
                <li>{tr.t("accessibility-languages")}</li>
                <li>{tr.t("accessibility-keyboard")}</li>
                <li>{tr.t("accessibility-script")}</li>
                <li>{tr.t("accessibility-zoom")}</li>
                <li>{tr.t("accessibility-colour")}</li>
                <li>{tr.t("accessibility-print")}</li>
            </ul>
            <h2>{tr.t("accessibility-limits-heading")}</h2>
            <p>{tr.t("accessibility-limits")}</p>
            <h2>{tr.t("accessibility-tell-heading")}</h2>
            <p>{tr.t("accessibility-tell")}</p>
        </article>
    }
}
