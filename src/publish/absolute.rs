//! Articles' HTML, read outside the site: its links and pictures with their whole addresses.
//!
//! It reads what `publish::body` writes: attributes stand in double quotation marks, and no text has any.

/// The attributes that hold an address.
const ADDRESSES: [&str; 3] = ["href", "src", "poster"];

/// The HTML with every address whole. `origin` is the site's scheme and host, `page` the whole address of its page.
pub(super) fn absolute(html: &str, origin: &str, page: &str) -> String {
    let mut whole = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some((before, name, value, behind)) = next_attribute(rest) {
        whole.push_str(before);
        if ADDRESSES.contains(&name) {
            push_address(&mut whole, value, origin, page);
        } else if name == "srcset" {
            // Candidates are parted by commas with a space behind; one inside an address has none.
            for (index, candidate) in value.split(", ").enumerate() {
                whole.push_str(if index > 0 { ", " } else { "" });
                push_address(&mut whole, candidate.trim_start(), origin, page);
            }
        } else {
            whole.push_str(value);
        }
        rest = behind;
    }
    whole.push_str(rest);
    whole
}

/// What stands before the value of the next attribute, its name, the value, and what stands behind.
fn next_attribute(html: &str) -> Option<(&str, &str, &str, &str)> {
    let at = html.find("=\"")?;
    let (before, value) = html.split_at(at + 2);
    let name = before[..at].rsplit([' ', '\n']).next()?;
    let end = value.find('"')?;
    Some((before, name, &value[..end], &value[end..]))
}

fn push_address(html: &mut String, address: &str, origin: &str, page: &str) {
    match address.as_bytes() {
        [b'/', b'/', ..] => {}
        [b'/', ..] => html.push_str(origin),
        [b'#', ..] => html.push_str(page),
        _ => {}
    }
    html.push_str(address);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_of_a_text_is_whole() {
        let html = "<p><a href=\"/journal/pays/\">a = b</a> <a href=\"#texte-x\" rel=\"external\">c</a> \
                    <a href=\"https://b.org/?a=\" title=\"href=\">d</a><a href=\"mailto:a@b.org\">e</a></p>\
                    <img alt=\"/x\" src=\"/journal/a.jpg\" srcset=\"/journal/a,1.jpg 1x, /journal/b.jpg 2x\">";
        let whole = "<p><a href=\"https://a.org/journal/pays/\">a = b</a> \
                     <a href=\"https://a.org/journal/article/y/#texte-x\" rel=\"external\">c</a> \
                     <a href=\"https://b.org/?a=\" title=\"href=\">d</a><a href=\"mailto:a@b.org\">e</a></p>\
                     <img alt=\"/x\" src=\"https://a.org/journal/a.jpg\" \
                     srcset=\"https://a.org/journal/a,1.jpg 1x, https://a.org/journal/b.jpg 2x\">";
        assert_eq!(absolute(html, "https://a.org", "https://a.org/journal/article/y/"), whole);
    }
}
