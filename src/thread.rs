//! How comments become a thread that reads well: their order, who answers whom, and their HTML.
//!
//! The publisher writes threads with it, the app adds to them. Takes only HTML that a cleaner has made harmless.

#[cfg(feature = "ssr")]
use crate::words::Language;
use crate::{backend::Foreign, model::page::Moment, words::Words};
use std::fmt::Write as _;

/// How many comments a page of a thread shows; the replies to its last one come on top.
pub const PER_PAGE: usize = 50;

/// How deep replies are indented, as deep as WordPress's threads; what is deeper stands there too, under whom it answers.
pub const LEVELS: usize = 5;

/// A comment that is ready to show.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The server's number for it.
    pub id: u64,
    /// The comment it answers; it need not be there.
    pub parent: Option<u64>,
    /// Who wrote it; may be empty.
    pub author: String,
    /// The writer's site, `https:` or `http:`.
    pub website: Option<String>,
    /// When.
    pub when: Moment,
    /// What it says, as HTML that a cleaner has made harmless.
    pub html: String,
    /// Whether it was deleted and stands only for its replies.
    pub deleted: bool,
}

/// A comment with its replies, oldest first.
#[derive(Debug, PartialEq)]
pub struct Branch<'c> {
    /// The comment.
    pub comment: &'c Shown,
    /// What answers it.
    pub replies: Vec<Branch<'c>>,
}

impl Branch<'_> {
    /// Adds the numbers of the comment and of all its replies.
    #[cfg(feature = "ssr")]
    pub fn numbers(&self, all: &mut Vec<u64>) {
        all.push(self.comment.id);
        self.replies.iter().for_each(|reply| reply.numbers(all));
    }

    fn size(&self) -> usize {
        1 + self.replies.iter().map(Branch::size).sum::<usize>()
    }
}

/// Comments by who answers whom, in the order that they come in.
///
/// A comment whose parent is not there stands by itself, and so does the first of some that answer each other in a circle.
pub fn branches(comments: &[Shown]) -> Vec<Branch<'_>> {
    // Sorted once: a search in a thousand comments for each of them would be felt.
    let mut places: Vec<(u64, usize)> = comments.iter().enumerate().map(|(at, comment)| (comment.id, at)).collect();
    places.sort_unstable();
    let find = |id: u64| places.binary_search_by_key(&id, |(id, _)| *id).ok().map(|found| places[found].1);
    let mut parents: Vec<Option<usize>> = comments
        .iter()
        .map(|comment| comment.parent.and_then(find).filter(|at| comments[*at].id != comment.id))
        .collect();
    for start in 0..comments.len() {
        let (mut at, mut steps) = (start, 0);
        while let Some(up) = parents[at] {
            (at, steps) = (up, steps + 1);
            if steps > comments.len() {
                parents[start] = None;
                break;
            }
        }
    }
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); comments.len()];
    let mut roots = Vec::new();
    for (at, parent) in parents.iter().enumerate() {
        match parent {
            Some(parent) => children[*parent].push(at),
            None => roots.push(at),
        }
    }
    fn grow<'c>(at: usize, comments: &'c [Shown], children: &[Vec<usize>], depth: usize) -> Branch<'c> {
        let comment = &comments[at];
        if depth == LEVELS {
            // As deep as it goes: everything below stands side by side.
            let mut below = Vec::new();
            let mut next: Vec<usize> = children[at].clone();
            next.reverse();
            while let Some(child) = next.pop() {
                below.push(Branch { comment: &comments[child], replies: Vec::new() });
                next.extend(children[child].iter().rev());
            }
            return Branch { comment, replies: below };
        }
        let replies = children[at].iter().map(|child| grow(*child, comments, children, depth + 1)).collect();
        Branch { comment, replies }
    }
    roots.into_iter().map(|root| grow(root, comments, &children, 1)).collect()
}

/// The pages of a thread: each of [`PER_PAGE`] comments, with all replies to its last one.
pub fn pages<'b, 'c>(branches: &'b [Branch<'c>]) -> Vec<&'b [Branch<'c>]> {
    let mut pages = Vec::new();
    let (mut first, mut count) = (0, 0);
    for (at, branch) in branches.iter().enumerate() {
        count += branch.size();
        if count >= PER_PAGE {
            pages.push(&branches[first..=at]);
            (first, count) = (at + 1, 0);
        }
    }
    if first < branches.len() {
        pages.push(&branches[first..]);
    }
    pages
}

/// The HTML of some branches, as the items of a list. `open` says whether they can be answered.
pub fn html(words: &Words, branches: &[Branch<'_>], open: bool) -> String {
    let mut html = String::new();
    branches.iter().for_each(|branch| item(words, &mut html, branch, open));
    html
}

/// A thread without comments, to which the app can add.
pub const EMPTY: &str = "<ol class=\"thread\"></ol>";

/// The attribute of the ways to a thread's other pages that says which comments stand there: their numbers from the lowest
/// on, each as the step from the one before.
pub const ELSEWHERE: &str = "data-elsewhere";

/// The numbers of the comments that [`ELSEWHERE`] says.
pub fn elsewhere(steps: &str) -> impl Iterator<Item = u64> {
    steps.split(' ').scan(0, |id: &mut u64, step| {
        *id = id.checked_add(step.parse().ok()?)?;
        Some(*id)
    })
}

/// Writes what [`elsewhere`] reads.
#[cfg(feature = "ssr")]
fn steps(ids: &mut [u64]) -> String {
    ids.sort_unstable();
    let steps = ids.iter().scan(0, |before, id| Some((id - std::mem::replace(before, *id)).to_string()));
    steps.collect::<Vec<_>>().join(" ")
}

/// A page of a thread, by its number of how many: the comments, and the ways to the other pages, where the comments `others`
/// stand.
#[cfg(feature = "ssr")]
pub fn page(
    language: &Language,
    slug: &str,
    base: &str,
    items: &str,
    (number, pages): (u32, u32),
    others: &mut [u64],
) -> String {
    use crate::route::{PageNumber, Route};
    let Language { words, press, .. } = language;
    let link = |number, rel, word| {
        let page = PageNumber::new(number).unwrap_or(PageNumber::FIRST);
        let href = Route::Comments { slug: slug.into(), page }.href(base);
        format!("<a rel=\"{rel}\" href=\"{href}\">{word}</a> ")
    };
    let earlier = if number > 1 { link(number - 1, "prev", press.earlier_comments) } else { String::new() };
    let later = if number < pages { link(number + 1, "next", press.later_comments) } else { String::new() };
    let ways = match pages {
        0 | 1 => String::new(),
        _ => format!(
            "<nav class=\"pagination\" aria-label=\"{}\" {ELSEWHERE}=\"{}\">{earlier}<span>{}</span> {later}</nav>",
            words.pages(),
            steps(others),
            words.place(number, pages)
        ),
    };
    format!("<ol class=\"thread\">{items}</ol>{ways}")
}

/// What stands over a page of a thread behind the first: whose comments these are.
pub fn heading(words: &Words, slug: &str, base: &str, title: &str, number: u32) -> String {
    format!(
        "<h1 tabindex=\"-1\" class=\"page-title\">{}</h1><p><a href=\"{}\" dir=\"auto\">{}</a></p>",
        words.page_of(words.comments(), number),
        crate::route::Route::article(slug).href(base),
        escaped(title),
    )
}

fn item(words: &Words, html: &mut String, branch: &Branch<'_>, open: bool) {
    let Shown { id, author, website, when, html: said, deleted, .. } = branch.comment;
    let _ = write!(html, "<li id=\"comment-{id}\" class=\"comment\" tabindex=\"-1\">");
    if *deleted {
        let _ = write!(html, "<p class=\"meta\">{}</p>", words.comment_was_deleted());
    } else {
        let name = escaped(if author.is_empty() { words.anonymous() } else { author });
        let name = match website {
            Some(address) => format!("<a href=\"{}\" rel=\"{}\">{name}</a>", escaped(address), Foreign::REL),
            None => name,
        };
        let (iso, text) = (escaped(&when.iso), escaped(&when.text));
        let _ = write!(
            html,
            // Of a section, because a list item that a comment begins without a list would end the comment's own one if only
            // a div stood between them (HTML, 13.2.6.4.7, a start tag whose tag name is "li").
            "<p class=\"meta\"><b dir=\"auto\">{name}</b> <a href=\"#comment-{id}\" rel=\"external\">\
             <time datetime=\"{iso}\">{text}</time></a></p><section class=\"said\" dir=\"auto\">{said}</section>"
        );
        if open {
            let label = escaped(&words.reply_to(author));
            let _ = write!(
                html,
                "<p class=\"acts\"><button type=\"button\" data-reply=\"{id}\" aria-label=\"{label}\">{}</button></p>",
                words.reply()
            );
        }
    }
    html.push_str("<ol class=\"replies\">");
    branch.replies.iter().for_each(|reply| item(words, html, reply, open));
    html.push_str("</ol></li>");
}

/// A text as HTML shows it, between tags or inside an attribute in double quotes.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let instead = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\0' => "\u{fffd}",
            _ => continue,
        };
        // All five are characters of one byte.
        html.push_str(&text[from..at]);
        html.push_str(instead);
        from = at + 1;
    }
    html.push_str(&text[from..]);
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comments(parents: &[(u64, Option<u64>)]) -> Vec<Shown> {
        let shown = |(id, parent): &(u64, Option<u64>)| Shown {
            id: *id,
            parent: *parent,
            author: format!("Nom {id}"),
            website: None,
            when: Moment { iso: "2026-11-22T12:00:00Z".into(), text: "22 novembre 2026".into() },
            html: "<p>Bonjour</p>".into(),
            deleted: false,
        };
        parents.iter().map(shown).collect()
    }

    /// `1(2(3)) 4`
    fn drawn(branches: &[Branch<'_>]) -> String {
        let draw = |branch: &Branch<'_>| match drawn(&branch.replies) {
            replies if replies.is_empty() => branch.comment.id.to_string(),
            replies => format!("{}({replies})", branch.comment.id),
        };
        branches.iter().map(draw).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn replies_stand_under_what_they_answer_in_the_order_they_came() {
        let all = comments(&[(1, None), (2, Some(1)), (3, None), (4, Some(2)), (5, Some(1))]);
        assert_eq!(drawn(&branches(&all)), "1(2(4) 5) 3");
    }

    #[test]
    fn the_numbers_of_other_pages_are_read_as_they_were_written() {
        for ids in [&mut vec![], &mut vec![7], &mut vec![900, 3, 1, 2, 1_000_000_007]] {
            let steps = steps(ids);
            assert_eq!(elsewhere(&steps).collect::<Vec<_>>(), *ids, "{steps}");
        }
        assert_eq!(elsewhere("1 x 3").collect::<Vec<_>>(), [1]);
        assert_eq!(elsewhere("1 18446744073709551615").collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn orphans_and_circles_stand_by_themselves_and_nothing_is_lost() {
        assert_eq!(drawn(&branches(&comments(&[(1, Some(99)), (2, Some(1))]))), "1(2)");
        assert_eq!(drawn(&branches(&comments(&[(1, Some(1))]))), "1");
        let circle = comments(&[(1, Some(3)), (2, Some(1)), (3, Some(2)), (4, Some(3))]);
        assert_eq!(drawn(&branches(&circle)), "1(2(3(4)))");
    }

    #[test]
    fn what_is_deeper_than_five_levels_stands_on_the_fifth_reply() {
        let all =
            comments(&[(1, None), (2, Some(1)), (3, Some(2)), (4, Some(3)), (5, Some(4)), (6, Some(5)), (7, Some(6))]);
        assert_eq!(drawn(&branches(&all)), "1(2(3(4(5(6 7)))))");
    }

    #[test]
    fn a_page_ends_with_the_replies_to_its_last_comment() {
        let mut ids: Vec<(u64, Option<u64>)> = (1..=50).map(|id| (id, None)).collect();
        ids.extend((51..=60).map(|id| (id, Some(50))));
        ids.extend((61..=70).map(|id| (id, None)));
        let all = comments(&ids);
        let branches = branches(&all);
        let sizes: Vec<usize> = pages(&branches).iter().map(|page| page.iter().map(Branch::size).sum()).collect();
        assert_eq!(sizes, [60, 10]);
        assert!(pages(&[]).is_empty());
    }

    #[test]
    fn names_and_addresses_show_as_text() {
        let mut all = comments(&[(1, None)]);
        all[0].author = "<script>\"&'".into();
        all[0].website = Some("https://a.org/?\"><script>".into());
        let html = html(&Language::FRENCH.words, &branches(&all), true);
        assert!(!html.contains("<script>"), "{html}");
        assert!(html.contains("&lt;script&gt;&quot;&amp;'"), "{html}");
    }
}
