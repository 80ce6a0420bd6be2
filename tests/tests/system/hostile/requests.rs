//! Hostile URLs and headers.

use jawab_tests::{
    TestApp, apply, both_databases,
    hostile::{BROKEN_ESCAPES, HEADERS, PATHS, QUERIES, escape, texts},
};

use super::{assert_sound, one_question};

#[apply(both_databases)]
async fn hostile_parts_of_paths_find_nothing(app: TestApp) {
    one_question(&app).await;
    for text in texts() {
        for path in PATHS {
            let page = app.get(&path.replace('*', &escape(&text))).await;
            assert_sound(&page);
            assert!(page.status.is_client_error(), "{}: {}", page.address, page.status);
        }
    }
}

#[apply(both_databases)]
async fn hostile_parameters_are_answered(app: TestApp) {
    one_question(&app).await;
    for text in texts() {
        for (path, names) in QUERIES {
            for name in names {
                assert_sound(&app.get(&format!("{path}?{name}={}", escape(&text))).await);
            }
            assert_sound(&app.get(&format!("{path}?{}=1", escape(&text))).await);
        }
    }
}

#[apply(both_databases)]
async fn hostile_parameters_given_twice_or_without_values_are_answered(app: TestApp) {
    one_question(&app).await;
    for (path, names) in QUERIES {
        let many: String = names.iter().map(|name| format!("{name}=x&{name}&{name}=&={name}&&")).collect();
        for query in
            [many, "&".repeat(3_000), "=".repeat(3_000), "q[]=1&q[a]=2".into(), names.join("&"), "q=a;b=c&amp;q=d".into(), "?".into()]
        {
            assert_sound(&app.get(&format!("{path}?{query}")).await);
        }
    }
}

#[apply(both_databases)]
async fn broken_escapes_are_refused_or_taken_as_text(app: TestApp) {
    one_question(&app).await;
    for broken in BROKEN_ESCAPES {
        for path in PATHS {
            let page = app.get(&path.replace('*', broken)).await;
            assert_sound(&page);
            assert!(page.status.is_client_error(), "{}: {}", page.address, page.status);
        }
        for (path, names) in QUERIES {
            for name in names {
                assert_sound(&app.get(&format!("{path}?{name}={broken}")).await);
            }
        }
    }
    for no_text in ["%FF", "%C3%28", "%ED%A0%80", "a%00b"] {
        for path in ["/fr/questions/", "/fr/search?q=", "/ar/members?q=", "/api/v1/search?q="] {
            assert_eq!(app.get(&format!("{path}{no_text}")).await.status, 400, "{path}{no_text}");
        }
    }
}

#[apply(both_databases)]
async fn hostile_headers_are_ignored(app: TestApp) {
    one_question(&app).await;
    let raw: [&[u8]; 4] = [b"\xff\xfe", b"fr\xc3", b"*", b",,,;q=;q=9,ar;q=-1"];
    let sendable = texts().into_iter().map(|text| text.bytes().filter(|byte| *byte >= b' ' && *byte != 0x7f).collect::<Vec<u8>>());
    for value in sendable.chain(raw.map(<[u8]>::to_vec)) {
        for name in HEADERS {
            for path in ["/", "/fr", "/api/v1/nothing", "/nothing"] {
                let page = app.get_with(path, &[(name, &value)]).await;
                if page.header("content-encoding").is_empty() {
                    assert_sound(&page);
                }
                let expected: u16 = match path {
                    "/" => 303,
                    "/api/v1/nothing" | "/nothing" => 404,
                    // `*` matches whatever version the browser has.
                    _ if name == "if-none-match" && value == b"*" => 304,
                    _ => 200,
                };
                assert_eq!(page.status, expected, "{path}, {name}: {:?}", String::from_utf8_lossy(&value));
            }
        }
    }
}

#[apply(both_databases)]
async fn a_slash_too_many_leads_to_no_other_site(app: TestApp) {
    let page = app.get("/fr/questions/?sort=due").await;
    assert_eq!((page.status.as_u16(), page.header("location")), (308, "/fr/questions?sort=due"));
    for path in [
        "//evil.example/",
        "/\\evil.example/",
        "/%5Cevil.example/",
        "/%2Fevil.example/",
        "/%2f%5cevil/",
        "/a%0d%0ab/",
        "/%09/evil.example/",
        "/.//evil.example/",
        "/%2e%2e//evil.example/",
        "/fr/..//evil.example/",
        "/fr/..;/evil.example/",
    ] {
        let page = app.get(path).await;
        assert_eq!((page.status.as_u16(), page.headers.get("location")), (404, None), "{path}");
    }
}
