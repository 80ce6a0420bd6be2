//! Input from attackers, faulty programs and mistyping.

/// Texts that have broken programs before.
#[must_use]
pub fn texts() -> Vec<String> {
    let plain = [
        // Markup.
        "<script>alert(1)</script>",
        "\"><script>alert(1)</script>",
        "'><img src=x onerror=alert(1)>",
        "\" autofocus onfocus=alert(1) x=\"",
        "</textarea><script>alert(1)</script>",
        "</title><svg onload=alert(1)>",
        "<!--<script>alert(1)</script>-->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<iframe srcdoc='<script>alert(1)</script>'>",
        "<leptos-island data-component=x></leptos-island>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;script&#62;",
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        // Queries and shell commands.
        "' OR '1'='1",
        "'; DROP TABLE question; --",
        "1); DELETE FROM question WHERE (1=1",
        "\\'; SELECT pg_sleep(10); --",
        "%' UNION SELECT body FROM text --",
        "$(reboot) `reboot` | reboot",
        "$1 $2 ?1 :id @id",
        // Paths.
        "../../../../etc/passwd",
        "..\\..\\windows\\win.ini",
        "/etc/passwd",
        "....//....//",
        ".",
        "..",
        "//evil.example",
        "https://evil.example/",
        // Templates, formats, expressions.
        "{{7*7}}",
        "${7*7}",
        "<%= 7*7 %>",
        "{0} {} {name} %s %n %d %x",
        "{ $n -> [one] x *[other] y }",
        // Line ends and control characters.
        "a\r\nSet-Cookie: stolen=1\r\n\r\n<script>alert(1)</script>",
        "a\tb\u{b}c\u{7f}d\u{1b}[31m",
        "\u{feff}a\u{200b}b\u{2028}c\u{2029}",
        // Bidirectional controls.
        "\u{202e}txt.exe\u{202c}",
        "\u{2066}\u{2067}\u{2068}\u{2069}\u{2069}\u{2069}",
        "مرحبا <b>hello</b> \u{200f}123\u{200e}",
        // Quotes, operators and wildcards of search.
        "\"unclosed",
        "« jamais fermé",
        "-",
        "--- - -- \"\" \" \"",
        "a AND (b OR",
        "subject:* +- && || ! ( ) { } [ ] ^ \" ~ * ? : \\ /",
        "(a+)+$",
        "((((((((((a*)*)*)*)*)*)*)*)*)*",
        "%%%___",
        "\\",
        // Unusual characters.
        "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇲🇦",
        "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
        "\u{fdfd}\u{1f9ff}\u{10ffff}",
        "ﷺ ـــــــــ ًٌٍَُِّْ",
        "İıŞşſK",
        "\u{e9}e\u{301}",
        // Numbers and dates.
        "0",
        "-1",
        "99999999999999999999999999",
        "1e309",
        "NaN",
        "٣٤٥",
        "-9999-01-01",
        "+262142-12-31",
        "-262143-01-01",
        "2026-02-30",
        "0000-00-00",
        "true",
        "null",
        "[object Object]",
    ];
    let long = ["a".repeat(9_000), "a ".repeat(4_000), "é\"".repeat(1_500), "م".repeat(1_500), "-a".repeat(4_000)];
    plain.into_iter().map(str::to_owned).chain(long).collect()
}

/// Malformed percent-encoding, as it appears in a URL.
pub const BROKEN_ESCAPES: [&str; 12] =
    ["%", "%%", "%2", "%zz", "%u0041", "%00", "a%00b", "%FF", "%C3%28", "%ED%A0%80", "%F4%90%80%80", "%C0%AE%C0%AE%2F"];

/// A text percent-encoded for a URL.
#[must_use]
pub fn escape(text: &str) -> String {
    text.bytes().map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Every URL of the site with path parameters, written as `*`.
pub const PATHS: [&str; 14] = [
    "/*",
    "/ar/*",
    "/fr/questions/*",
    "/ar/questions/*/11/5",
    "/fr/questions/councillors/*/5",
    "/ar/questions/councillors/11/*",
    "/fr/ministries/*",
    "/ar/members/*",
    "/fr/search/*",
    "/assets/*/jawab.css",
    "/assets/0/*",
    "/api/v1/*",
    "/api/v1/questions/*",
    "/api/v1/questions/*/*/*",
];

/// Every URL of the site with query parameters, and their names.
pub const QUERIES: [(&str, &[&str]); 9] = [
    ("/fr/questions", FILTERS),
    ("/fr/search", FILTERS),
    ("/ar/search/suggest", &["q"]),
    ("/ar/members", &["q", "after"]),
    ("/fr/overdue", &["after"]),
    ("/fr/questions/representatives/11/1", &["texts"]),
    ("/ar", &["q"]),
    ("/api/v1/questions", FILTERS),
    ("/api/v1/search", &["q", "lang", "chamber", "ministry", "member", "status", "standing", "from", "to", "sort", "page", "per_page"]),
];

const FILTERS: &[&str] =
    &["q", "chamber", "ministry", "group", "member", "status", "standing", "from", "to", "lang", "sort", "after", "page"];

/// Request headers that clients may set.
pub const HEADERS: [&str; 5] = ["accept-language", "if-none-match", "accept-encoding", "cookie", "range"];
