//! The HTML form of a mail's text, for programs that show both: Arabic reads from right to left, and addresses are links.

use jawab_domain::Locale;

/// Renders the text with its paragraphs, lines and addresses.
pub(super) fn render(locale: Locale, text: &str) -> String {
    let paragraphs: String = text.trim_end().split("\n\n").map(|paragraph| format!("<p>{}</p>\n", lines(paragraph))).collect();
    format!(
        "<!doctype html>\n<html lang=\"{locale}\" dir=\"{dir}\"><head><meta charset=\"utf-8\"></head>\n\
         <body dir=\"{dir}\" style=\"font-family: sans-serif; line-height: 1.6\">\n{paragraphs}</body></html>\n",
        dir = locale.dir()
    )
}

fn lines(paragraph: &str) -> String {
    paragraph.split('\n').map(line).collect::<Vec<_>>().join("<br>\n")
}

/// A line. A line that is an address becomes a link.
fn line(line: &str) -> String {
    let escaped = escape(line);
    if is_address(line) { format!("<a href=\"{escaped}\" dir=\"ltr\">{escaped}</a>") } else { escaped }
}

fn is_address(line: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| line.starts_with(scheme)) && !line.contains(char::is_whitespace)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_addresses_become_links() {
        let html = render(Locale::Ar, "السلام <b>عليكم</b>\n\nhttps://jawab.test/ar?a=1&b=\"2\"\nhttp://x y\n");
        assert!(html.contains("dir=\"rtl\"") && html.contains("<p>السلام &lt;b&gt;عليكم&lt;/b&gt;</p>"), "{html}");
        let link = "<a href=\"https://jawab.test/ar?a=1&amp;b=&quot;2&quot;\" dir=\"ltr\">";
        assert!(html.contains(link) && html.contains("<br>\nhttp://x y</p>") && html.matches("<a ").count() == 1, "{html}");
    }
}
