//! `cargo xtask size`: what a reader downloads, against the budgets.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::build;
use crate::project::{Mode, Project};

mod requests;

/// The article that is measured: some 600 words, no picture.
const ARTICLE: &str = "article/fleuve-niger";

/// Build the release and compare what readers download with the budgets.
///
/// Sizes are in bytes: as they are, by gzip 9 and by brotli 11. The budgets are for brotli. Exits with 1 when one is
/// broken.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Print a Markdown table, for the README
    #[arg(long)]
    markdown: bool,
    /// Measure dist/ and target/app as they are, without building them anew
    #[arg(long)]
    no_build: bool,
}

struct Row {
    what: &'static str,
    files: Vec<PathBuf>,
    /// Bytes by brotli 11.
    budget: Option<usize>,
}

#[derive(Default)]
struct Size {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Measures and prints.
///
/// # Errors
/// When the release does not build and when a file that is to be measured is missing.
pub(crate) fn run(project: &Project, args: &Args) -> Result<ExitCode> {
    if !args.no_build {
        build::release(project)?;
        build::site(project)?;
    }
    let article = project.dist().join(ARTICLE);
    let rows = rows(project, &article);
    let mut broken = Vec::new();
    if args.markdown {
        println!("| what | raw | gzip 9 | brotli 11 | budget |\n| --- | ---: | ---: | ---: | ---: |");
    } else {
        println!("{:44} {:>9} {:>9} {:>9} {:>9}", "bytes", "raw", "gzip 9", "brotli 11", "budget");
    }
    for row in rows {
        let size = row.size()?;
        let budget = row.budget.map(thousands).unwrap_or_default();
        let (raw, gzip, brotli) = (thousands(size.raw), thousands(size.gzip), thousands(size.brotli));
        if args.markdown {
            println!("| {} | {raw} | {gzip} | {brotli} | {budget} |", row.what);
        } else {
            println!("{:44} {raw:>9} {gzip:>9} {brotli:>9} {budget:>9}", row.what);
        }
        if row.budget.is_some_and(|budget| size.brotli > budget) {
            broken.push(format!("{}: {brotli} bytes are more than {budget}", row.what));
        }
    }
    let page = read(&article.join("index.html"))?;
    broken.extend(
        requests::needed(&page).into_iter().map(|what| format!("{ARTICLE}/ needs more than one request: {what}")),
    );
    for what in &broken {
        eprintln!("over budget: {what}");
    }
    if broken.is_empty() {
        eprintln!("all budgets are kept; the article is read after one request");
    }
    Ok(if broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn rows(project: &Project, article: &Path) -> Vec<Row> {
    let bundle = project.bundle(Mode::Release);
    let row = |what, files: &[PathBuf], budget| Row { what, files: files.to_vec(), budget };
    // With the words of the site, which the publisher writes before it.
    let (wasm, glue) = (bundle.join("app_bg.wasm"), published(project, article, "data-glue=\""));
    vec![
        row("article page, all that is needed to read it", &[article.join("index.html")], Some(10_000)),
        row("the heaviest article page, with all its furniture", &[heaviest(project)], Some(14_000)),
        row("the article’s data, for navigation", &[article.join("index.json")], Some(4_000)),
        row("app: WebAssembly and its JavaScript", &[wasm.clone(), glue.clone()], Some(150_000)),
        row("- WebAssembly", &[wasm], None),
        row("- JavaScript, with the site’s words", &[glue], None),
        row("boot script, with the reader’s choices", &[published(project, article, "src=\"")], None),
        row("style sheet of all pages", &[bundle.join("style.css")], None),
        row("style sheet, what the front page has besides", &[bundle.join("front.css")], None),
        row("style sheet, what lists have besides", &[bundle.join("lists.css")], None),
        row("front page", &[project.dist().join("index.html")], None),
        row("the front page’s data", &[project.dist().join("index.json")], None),
    ]
}

/// The page that is the largest of all articles: what stands in it more than once weighs little more once it is packed.
fn heaviest(project: &Project) -> PathBuf {
    let pages = fs::read_dir(project.dist().join("article")).into_iter().flatten().filter_map(Result::ok);
    let pages = pages.map(|page| page.path().join("index.html"));
    let packed = |page: &PathBuf| brotli(&fs::read(page).unwrap_or_default()).unwrap_or_default();
    pages.max_by_key(packed).unwrap_or_default()
}

/// A script that an article names behind a mark: its words are added when a site is published, and older ones lie beside it.
fn published(project: &Project, article: &Path, mark: &str) -> PathBuf {
    let page = fs::read_to_string(article.join("index.html")).unwrap_or_default();
    let head = page.split_once("id=\"boot\"").map_or("", |(_, rest)| rest);
    let name = head.split_once(mark).and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default();
    let file = name.rsplit('/').next().unwrap_or_default();
    project.dist().join("app").join(file)
}

impl Row {
    fn size(&self) -> Result<Size> {
        let mut sum = Size::default();
        for path in &self.files {
            let content = read(path)?;
            sum.raw += content.len();
            sum.gzip += gzip(&content)?;
            sum.brotli += brotli(&content)?;
        }
        Ok(sum)
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}; `cargo xtask build` writes it", path.display()))
}

fn gzip(content: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?.len())
}

fn brotli(content: &[u8]) -> Result<usize> {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    brotli::BrotliCompress(&mut &content[..], &mut packed, &parameters)?;
    Ok(packed.len())
}

/// `12345` as `12,345`.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn long_numbers_are_readable() {
        assert_eq!(thousands(7), "7");
        assert_eq!(thousands(123), "123");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }
}
