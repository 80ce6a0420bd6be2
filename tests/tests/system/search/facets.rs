//! Long facets are searched by name.

use jawab_tests::{
    TestApp, apply, both_databases,
    hostile::escape,
    records::{ministries, record},
};
use serde_json::{Value, json};

const NAMES: [(&str, &str); 12] = [
    ("المصطفى الدحماني", "Mustapha Dahmani"),
    ("فاطمة الزهراء القصيبي", "Fatima-Zahra El Ksibi"),
    ("حسناء أيت باعلي", "Hasnaa Aït Baali"),
    ("رشيد أوشن", "Rachid Ouchen"),
    ("إلهام التازروتي", "Ilham Tazrouti"),
    ("خدوج السلوي", "Khaddouj Esselaoui"),
    ("عمر الصنهاجي", "Omar Sanhaji"),
    ("ليلى أزناك", "Leïla Aznag"),
    ("إدريس الخمليشي", "Driss El Khamlichi"),
    ("سعاد المنبهي", "Souad El Menebhi"),
    ("يونس الورياشي", "Younès El Ouariachi"),
    ("نادية الغرباوي", "Nadia Gharbaoui"),
];

/// Two questions on dams by each of twelve members, all of one theme or the other; the first member has three.
fn dams() -> Vec<Value> {
    let one = |n: usize| {
        let (ar, fr) = NAMES[n % NAMES.len()];
        let ministry = if n.is_multiple_of(2) { ministries::health() } else { ministries::education() };
        let theme = if n < 12 { json!({ "ar": "الماء", "fr": "Eau" }) } else { json!({ "ar": "الطاقة", "fr": "Énergie" }) };
        let authors = json!([{ "name": { "ar": ar, "fr": fr } }]);
        let subject = json!({ "fr": format!("Barrages, dossier {n}") });
        record(&format!("d{n:02}"), json!({ "subject": subject, "authors": authors, "ministry": ministry, "themes": [theme] }))
    };
    (0..25).map(one).collect()
}

#[apply(both_databases)]
async fn a_long_facet_shows_its_most_frequent_values_and_a_search(app: TestApp) {
    app.load(&dams()).await;
    let page = app.get("/fr/search?q=barrages&chamber=representatives&sort=due&page=2").await;
    assert_eq!(page.all("#facet-member li").len(), 8);
    assert_eq!(page.texts("#facet-member li a")[0], "Mustapha Dahmani", "the most frequent comes first");
    assert!(page.texts("#facet-member > .hint")[0].starts_with("4 "), "four names are left out");
    assert!(page.all("#facet-ministry form, #facet-theme form").is_empty(), "a short facet needs no search");
    let form = page.one("#facet-member form");
    assert_eq!((form.attr("method"), form.attr("action")), (Some("get"), Some("/fr/search#facet-member")));
    let mut fields = page.attributes("#facet-member form input", "name");
    fields.sort();
    assert_eq!(fields, ["chamber", "in_member", "q", "sort"], "the search goes on, from its first page");
    assert_eq!(page.attributes("#facet-member label", "for"), page.attributes("#facet-member input[type=search]", "id"));
}

#[apply(both_databases)]
async fn any_word_of_a_name_is_found_in_either_script(app: TestApp) {
    app.load(&dams()).await;
    for (typed, expected) in [
        ("dahm", "Mustapha Dahmani"),
        ("Dahmani mustapha", "Mustapha Dahmani"),
        ("الدحماني", "Mustapha Dahmani"),
        ("دحمان مصطفي", "Mustapha Dahmani"),
        ("zahra", "Fatima-Zahra El Ksibi"),
        ("ksibi fatima", "Fatima-Zahra El Ksibi"),
        ("فاطمه", "Fatima-Zahra El Ksibi"),
        ("ايت", "Hasnaa Aït Baali"),
        ("AIT BAALI", "Hasnaa Aït Baali"),
        ("leila", "Leïla Aznag"),
        ("YOUNES", "Younès El Ouariachi"),
        ("ادريس", "Driss El Khamlichi"),
    ] {
        let page = app.get(&format!("/fr/search?q=barrages&in_member={}", escape(typed))).await;
        assert_eq!(page.texts("#facet-member li a"), [expected], "{typed}");
        assert_eq!(page.attributes("input[name=in_member][type=search]", "value"), [typed], "what was typed is kept");
        let found = app.get_json(&format!("/api/v1/search/facets/member?q=barrages&in={}", escape(typed))).await;
        assert_eq!((&found["matching"], &found["all"]), (&json!(1), &json!(12)), "{typed}");
        assert_eq!(found["values"][0]["name"]["fr"], expected, "{typed}");
    }
    for locale in ["ar", "fr"] {
        let page = app.get(&format!("/{locale}/search?q=barrages&in_member=xyz")).await;
        assert!(page.all("#facet-member li").is_empty());
        assert!(page.texts("#facet-member [role=status]")[0].contains("xyz"), "that nothing was found is said");
        assert_eq!(page.attributes("#facet-member [role=status] a", "href"), [format!("/{locale}/search?q=barrages#facet-member")]);
        assert!(!page.subjects().is_empty(), "the results stay");
    }
    assert_eq!(app.get("/api/v1/search/facets/chamber?q=barrages").await.status, 422);
    assert_eq!(app.get("/api/v1/search/facets/member?q=barrages&theme=nothing").await.json()["parameter"], "theme");
}

#[apply(both_databases)]
async fn counts_stay_exact_under_the_filters(app: TestApp) {
    app.load(&dams()).await;
    for filters in ["", "&theme=eau", "&theme=energie", "&ministry=education-nationale", "&ministry=sante-et-protection-sociale&theme=eau"]
    {
        let total = app.get_json(&format!("/api/v1/search?q=barrages{filters}")).await["total"].as_u64().unwrap();
        for facet in ["ministry", "member", "theme"] {
            let found = app.get_json(&format!("/api/v1/search/facets/{facet}?q=barrages{filters}")).await;
            let values = found["values"].as_array().unwrap();
            assert_eq!(values.iter().map(|value| value["count"].as_u64().unwrap()).sum::<u64>(), total, "{facet}{filters}");
            for value in values.iter().take(3) {
                let slug = value["slug"].as_str().unwrap();
                let others: String =
                    filters.split('&').filter(|one| !one.is_empty() && !one.starts_with(facet)).map(|one| format!("&{one}")).collect();
                let narrowed = app.get_json(&format!("/api/v1/search?q=barrages{others}&{facet}={slug}")).await;
                assert_eq!(narrowed["total"], value["count"], "{facet}={slug}{filters}");
            }
        }
    }
    let page = app.get("/fr/search?q=barrages&theme=eau&in_member=dahmani").await;
    assert_eq!(page.texts("#facet-member li .n"), ["1"]);
}

#[apply(both_databases)]
async fn choosing_a_value_ends_the_search_for_it(app: TestApp) {
    app.load(&dams()).await;
    let page = app.get("/fr/search?q=barrages&in_member=dahmani").await;
    let chosen = app.get(&page.attributes("#facet-member li a", "href")[0]).await;
    assert_eq!(chosen.address, "/fr/search?q=barrages&member=mustapha-dahmani");
    assert_eq!(chosen.subjects().len(), 3);
    assert_eq!(chosen.texts("#facet-member li a[aria-current=true]"), ["Mustapha Dahmani"]);
    let back = app.get(&chosen.attributes("#facet-member li a", "href")[0]).await;
    assert_eq!(back.address, "/fr/search?q=barrages");
}
