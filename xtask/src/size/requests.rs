//! What a page asks for, besides itself, before it can be read.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// Every element of a page that makes the browser wait or load, in words; none if the page can be read as it came.
///
/// Scripts that wait for the page (`defer`, `async`, modules) and blocks of data are fine.
pub(super) fn needed(page: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    let mut in_style = false;
    let mut emitter = DefaultEmitter::default();
    // What is in a script or a style sheet is no element.
    emitter.naively_switch_states(true);
    for Ok(token) in Tokenizer::new_with_emitter(page, emitter) {
        match token {
            Token::StartTag(tag) => {
                in_style = tag.name.as_slice() == b"style";
                found.extend(asks_for(&tag));
            }
            Token::EndTag(_) => in_style = false,
            Token::String(text) if in_style => {
                let css = String::from_utf8_lossy(&text);
                found.extend(css.contains("@font-face").then(|| "a font".to_owned()));
                found.extend(css.contains("@import").then(|| "an imported style sheet".to_owned()));
                let addresses = css.split("url(").skip(1).map(|rest| rest.trim_start_matches(['"', '\'']));
                found.extend(addresses.filter(|url| !url.starts_with("data:")).map(|url| {
                    format!("a file of the style sheet: {}", url.split([')', '"', '\'']).next().unwrap_or_default())
                }));
            }
            _ => {}
        }
    }
    found
}

fn asks_for(tag: &StartTag<()>) -> Option<String> {
    let attribute = |name: &str| {
        tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value).to_ascii_lowercase())
    };
    let has = |name: &str, word: &str| attribute(name).is_some_and(|value| value.split_whitespace().any(|w| w == word));
    let name = String::from_utf8_lossy(&tag.name).into_owned();
    match name.as_str() {
        "link" if has("rel", "stylesheet") => Some("an external style sheet".into()),
        "link" if has("rel", "preload") && attribute("as").is_none_or(|kind| kind != "script" && kind != "fetch") => {
            Some(format!("a preload of {}", attribute("href").unwrap_or_default()))
        }
        "script" => {
            let kind = attribute("type").unwrap_or_default();
            let is_data = kind.contains("json");
            let waits = kind == "module" || attribute("defer").is_some() || attribute("async").is_some();
            let source = attribute("src");
            (!is_data && !waits).then(|| match source {
                Some(source) => format!("a blocking script: {source}"),
                None => "an inline script".into(),
            })
        }
        "img" | "picture" | "video" | "audio" | "iframe" | "embed" | "object" => Some(format!("<{name}>")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::needed;

    #[test]
    fn a_page_that_carries_all_it_needs_asks_for_nothing() {
        let page = br#"<head><style>a{color:red;background:url(data:,x)}</style><link rel="icon" href="/i.svg">
            <script src="/boot.js" type="module"></script><script defer src="/b.js"></script></head>
            <body>url(x) @font-face <script type="application/json">{"a":"<img>"}</script></body>"#;
        assert_eq!(needed(page), [""; 0]);
    }

    #[test]
    fn whatever_delays_the_text_is_named() {
        let page = br#"<link rel="stylesheet" href="/s.css"><link rel="preload" as="font" href="/f.woff2">
            <script src="/x.js"></script><script>1</script><img src="a.jpg">
            <style>@font-face{src:url("f.woff2")}</style>"#;
        let expected = [
            "an external style sheet",
            "a preload of /f.woff2",
            "a blocking script: /x.js",
            "an inline script",
            "<img>",
            "a font",
            "a file of the style sheet: f.woff2",
        ];
        assert_eq!(needed(page), expected);
    }
}
