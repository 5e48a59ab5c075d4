//! The pictures of an edition as its pages show them: HTML in which the browser chooses the file, and those files.
//!
//! What the browser has to know of the layout, `sizes`, stands here and must follow style/.

use super::{
    Cache, Found, PLATES, Placed,
    cache::Made,
    encode::{Role, Variant},
};
use crate::{
    model::page,
    publish::{
        prose::escape,
        write::{Staging, WriteError},
    },
    words::Press,
};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::{collections::HashMap, fmt::Write as _, fs, path::Path};

/// What a path cannot hold as it is: the path percent-encode set of the URL standard, and `%`.
pub(crate) const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'%');

/// The files that everything shows, the largest first.
const LARGEST: [Role; 3] = [Role::Large, Role::Whole, Role::Jpeg];

/// Where a page shows a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Over an article's text.
    Article,
    /// In an article's text.
    Text,
    /// With the article that opens a list.
    Opening,
    /// With the article that opens the front page, which has two columns beside it, or one or none.
    Lead {
        /// Two.
        timed: bool,
    },
    /// With the first article beside that one, which on large screens stands under its picture: in a column, or in a wide one
    /// where the lead has no picture.
    Beside {
        /// A wide one.
        wide: bool,
    },
    /// With one of many articles.
    Row,
}

impl Place {
    /// How wide it is there before it is cut, for which windows (HTML, 4.8.4.2.1). What is wider than the bounds of style/ by a
    /// rem allows for the scroll bar.
    fn sizes(self) -> &'static str {
        match self {
            Self::Article => "(min-width:66rem) 60rem,92vw",
            Self::Text => "(min-width:42rem) 38.75rem,92vw",
            Self::Opening => "(min-width:86rem) 46rem,(min-width:67rem) 53vw,92vw",
            Self::Lead { timed: true } => "(min-width:86rem) 38rem,(min-width:71rem) 44vw,92vw",
            Self::Lead { timed: false } => "(min-width:86rem) 52rem,(min-width:71rem) 60vw,92vw",
            Self::Beside { wide: true } => {
                "(min-width:86rem) 28rem,(min-width:71rem) 33vw,(min-width:30rem) 13rem,10rem"
            }
            Self::Beside { wide: false } => {
                "(min-width:86rem) 18rem,(min-width:71rem) 20vw,(min-width:30rem) 13rem,10rem"
            }
            // Cut to a square, at 30 % of the line and at most 9 rem, then to four by three.
            Self::Row => "(min-width:30rem) 13rem,10rem",
        }
    }

    /// The width below which a picture would be blurred there, pixels: two thirds of the widest room.
    fn least(self) -> u32 {
        match self {
            Self::Article => 640,
            Self::Text => 413,
            _ => 0,
        }
    }

    /// The widest file that is offered there, pixels.
    fn widest(self) -> u32 {
        if self == Self::Row { 640 } else { u32::MAX }
    }

    /// Whether it is loaded before anything else.
    fn is_first(self) -> bool {
        matches!(self, Self::Article | Self::Opening | Self::Lead { .. })
    }
}

/// A picture that was made.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub(super) found: Found,
    pub(super) made: Made,
}

/// The pictures that were made. One that is not among them is shown as the file that it is.
#[derive(Debug, Default)]
pub(crate) struct Gallery {
    cache: Option<Cache>,
    /// By their files in the newsroom's folder.
    shown: HashMap<String, Shown>,
    /// How many of them this build made.
    pub(crate) fresh: usize,
}

impl Gallery {
    pub(super) fn new(cache: Cache, shown: HashMap<String, Shown>, fresh: usize) -> Self {
        Self { cache: Some(cache), shown, fresh }
    }

    /// Whether pages show what was made of a file, and not the file.
    pub(crate) fn replaces(&self, file: &Path) -> bool {
        file.to_str().is_some_and(|file| self.shown.contains_key(file))
    }

    /// Whether anything was made at all.
    pub(crate) fn is_in_use(&self) -> bool {
        !self.shown.is_empty()
    }

    /// Brings the files into the site.
    ///
    /// # Errors
    /// When one cannot be written.
    pub(crate) fn write<E: From<WriteError>>(
        &self,
        staging: &Staging,
        go_on: &dyn Fn() -> Result<(), E>,
    ) -> Result<(), E> {
        let Some(cache) = &self.cache else { return Ok(()) };
        for (src, Shown { found, made }) in &self.shown {
            go_on()?;
            for variant in &made.variants {
                let path = path(src, found, variant);
                if !staging.has(&path) {
                    let file = cache.variant(&found.key, variant);
                    let content = fs::read(&file).map_err(|cause| WriteError::Io { path: file, cause })?;
                    staging.write(&path, &content)?;
                }
            }
        }
        Ok(())
    }

    /// A picture in its place. `base` is the path that the site is published under.
    pub(crate) fn picture(&self, placed: &Placed, base: &str, press: &Press, place: Place) -> page::Picture {
        let Placed { src, found, alt, caption, credit } = placed;
        let shown = self.shown.get(src);
        let address = |variant: &Variant| format!("{base}/{}", path(src, found, variant));
        // What everything shows, at its largest.
        let whole = shown.and_then(|shown| shown.first_of(&LARGEST));
        let picture = file(placed, base, whole);
        let page::Picture { src: whole_src, width, height, .. } = &picture;
        let mut html = String::new();
        let linked = whole.filter(|whole| {
            matches!(whole.role, Role::Large | Role::Whole) && shown.is_some_and(|shown| shown.made.variants.len() > 1)
        });
        let in_article = matches!(place, Place::Article | Place::Text);
        // That a still picture moves nobody can see.
        let mut moving = String::new();
        match linked.filter(|_| in_article) {
            Some(large) => {
                let moves = large.role == Role::Whole;
                let title = if moves { press.see_moving } else { press.see_large };
                let title = escape(&title.with([&press.weight(large.bytes)]));
                let link = escape(whole_src);
                let _ = write!(html, "<a class=\"shot\" href=\"{link}\" title=\"{title}\">");
                if moves {
                    moving = format!("<a href=\"{link}\">{title}</a> ");
                }
            }
            None if in_article => html.push_str("<span class=\"shot\">"),
            None => {}
        }
        match shown.filter(|shown| shown.made.variants.iter().any(|variant| variant.role == Role::Jpeg)) {
            Some(shown) => html.push_str(&chosen(shown, &address, &escape(alt), place)),
            None => html.push_str(&image(whole_src, "", (*width, *height), &escape(alt), place)),
        }
        match linked.filter(|_| in_article) {
            Some(_) => html.push_str("</a>"),
            None if in_article => html.push_str("</span>"),
            None => {}
        }
        if in_article {
            html.push_str(&words_under(&moving, caption.as_deref(), credit.as_deref()));
        }
        page::Picture { html, ..picture }
    }

    /// A picture as the largest file that everything shows, without HTML.
    pub(crate) fn largest(&self, placed: &Placed, base: &str) -> page::Picture {
        self.file(placed, base, &LARGEST)
    }

    /// A picture outside of the site, in feeds and maps: one light file that everything shows, without HTML.
    pub(crate) fn lightest(&self, placed: &Placed, base: &str) -> page::Picture {
        self.file(placed, base, &[Role::Jpeg, Role::Whole])
    }

    /// How many bytes the file has that browsers show which choose nothing.
    pub(crate) fn plain(&self, placed: &Placed) -> u64 {
        let shown = self.shown.get(&placed.src);
        let plain = shown.and_then(|shown| shown.plain().or_else(|| shown.first_of(&LARGEST)));
        plain.map_or(placed.found.bytes, |variant| variant.bytes)
    }

    fn file(&self, placed: &Placed, base: &str, roles: &[Role]) -> page::Picture {
        file(placed, base, self.shown.get(&placed.src).and_then(|shown| shown.first_of(roles)))
    }

    /// The same as [`Self::lightest`] with its HTML.
    pub(crate) fn alone(&self, placed: &Placed, base: &str) -> page::Picture {
        let picture = self.lightest(placed, base);
        let page::Picture { src, width, height, alt, caption, credit, .. } = &picture;
        let html = format!(
            "<figure class=\"picture\"><img src=\"{}\" alt=\"{}\" width=\"{width}\" height=\"{height}\">{}</figure>",
            escape(src),
            escape(alt),
            words_under("", caption.as_deref(), credit.as_deref())
        );
        page::Picture { html, ..picture }
    }
}

impl Shown {
    /// The largest of the first of these roles that there is.
    fn first_of(&self, roles: &[Role]) -> Option<&Variant> {
        roles.iter().find_map(|role| self.made.variants.iter().rfind(|variant| variant.role == *role))
    }

    /// For browsers that choose nothing: enough for a phone.
    fn plain(&self) -> Option<&Variant> {
        let mut of = self.made.variants.iter().filter(|variant| variant.role == Role::Jpeg);
        of.clone().rfind(|variant| variant.width <= 640).or_else(|| of.next())
    }
}

/// A picture as one file: what was made of it, or else the newsroom's.
fn file(placed: &Placed, base: &str, made: Option<&Variant>) -> page::Picture {
    let Placed { src, found, alt, caption, credit } = placed;
    let (src, width, height, bytes) = match made {
        Some(made) => (format!("{base}/{}", path(src, found, made)), made.width, made.height, made.bytes),
        None => (format!("{base}/{}", utf8_percent_encode(src, PATH)), found.width, found.height, found.bytes),
    };
    page::Picture {
        html: String::new(),
        src,
        width,
        height,
        bytes,
        alt: alt.clone(),
        caption: caption.clone(),
        credit: credit.clone(),
    }
}

/// Where a file that was made of a picture lies in the site.
fn path(src: &str, found: &Found, variant: &Variant) -> String {
    const LONGEST: usize = 40;
    let stem = Path::new(src).file_stem().unwrap_or_default().to_string_lossy();
    let mut name = slug::slugify(stem);
    name.truncate(LONGEST);
    let name = format!("{PLATES}/{}-{}", name.trim_end_matches('-'), found.key.short());
    match variant.role {
        Role::Large | Role::Whole => format!("{name}.{}", variant.extension),
        _ => format!("{name}-{}.{}", variant.width, variant.extension),
    }
}

/// A picture of which the browser chooses the file, on a ground of its own colour until it is there.
fn chosen(shown: &Shown, address: &dyn Fn(&Variant) -> String, alt: &str, place: Place) -> String {
    let of = |role| shown.made.variants.iter().filter(move |variant| variant.role == role);
    let list = |role| {
        let narrowest = of(role).next();
        let fitting = of(role).filter(|variant| variant.width <= place.widest() || Some(*variant) == narrowest);
        fitting.map(|variant| format!("{} {}w", address(variant), variant.width)).collect::<Vec<_>>().join(",")
    };
    let mut html = String::new();
    if let Some(colour) = &shown.made.colour {
        let _ = write!(html, "<svg width=\"1\" height=\"1\" color=\"{colour}\" aria-hidden=\"true\"></svg>");
    }
    html.push_str("<picture>");
    let sizes = place.sizes();
    for (role, kind) in [(Role::Avif, "avif"), (Role::Webp, "webp")] {
        let files = list(role);
        if !files.is_empty() {
            let _ = write!(html, "<source type=\"image/{kind}\" srcset=\"{files}\" sizes=\"{sizes}\">");
        }
    }
    let widest =
        shown.made.variants.iter().filter(|variant| variant.role != Role::Large && variant.role != Role::Whole);
    let size = widest.max_by_key(|variant| variant.width).map_or((1, 1), |variant| (variant.width, variant.height));
    let plain = shown.plain().map(address).unwrap_or_default();
    let class = if size.0 < place.least() { " class=\"small\"" } else { "" };
    let more = format!(" srcset=\"{}\" sizes=\"{sizes}\"{class}", list(Role::Jpeg));
    html.push_str(&image(&plain, &more, size, alt, place));
    html.push_str("</picture>");
    html
}

fn image(src: &str, more: &str, (width, height): (u32, u32), alt: &str, place: Place) -> String {
    let turn = if place.is_first() { "fetchpriority=\"high\"" } else { "loading=\"lazy\"" };
    let src = escape(src);
    format!("<img src=\"{src}\"{more} alt=\"{alt}\" width=\"{width}\" height=\"{height}\" {turn} decoding=\"async\">")
}

/// What stands under a picture, `first` as HTML.
fn words_under(first: &str, caption: Option<&str>, credit: Option<&str>) -> String {
    let mut html = String::new();
    if !first.is_empty() || caption.is_some() || credit.is_some() {
        html.push_str("<figcaption>");
        html.push_str(first);
        if let Some(caption) = caption {
            let _ = write!(html, "<span>{caption}</span> ");
        }
        if let Some(credit) = credit {
            let _ = write!(html, "<small class=\"credit\">{}</small>", escape(credit));
        }
        html.push_str("</figcaption>");
    }
    html
}
