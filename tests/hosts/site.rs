//! A small newsroom, built for a host.

use depeche::publish::{
    self, Host, Options, Report,
    bundle::{App, Bundle},
};
use serde_json::json;
use std::{fs, path::Path, sync::atomic::AtomicBool};
use tempfile::TempDir;

/// A built site and the room around it.
pub(crate) struct Site {
    pub(crate) room: TempDir,
    pub(crate) report: Report,
    pub(crate) app: App,
    /// The path that it is published under.
    pub(crate) base: &'static str,
}

impl Site {
    pub(crate) fn build(host: Host, base: &'static str) -> Self {
        Self::build_with(host, base, true)
    }

    /// With packed copies, or without.
    pub(crate) fn build_with(host: Host, base: &'static str, precompress: bool) -> Self {
        let room = tempfile::tempdir().expect("a temporary folder");
        let write = |path: &str, content: &[u8]| {
            let path = room.path().join(path);
            fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder can be made");
            fs::write(path, content).expect("a file can be written");
        };
        let site = json!({ "title": "Le Journal", "base_url": "https://example.org", "time_zone": "Africa/Niamey" });
        let text = "Le fleuve passe sous le pont. ".repeat(40);
        let article = json!({
            "title": "Un pont", "countries": ["NE"], "authors": ["La rédaction"],
            "published": "2024-01-16T09:00:00+01:00", "image": { "src": "media/pont.png", "alt": "Un pont" }, "body": [{ "type": "paragraph", "text": text }],
        });
        write("public/site.json", site.to_string().as_bytes());
        write("public/articles/pont.json", article.to_string().as_bytes());
        write(
            "public/media/carte.svg",
            "<svg xmlns='http://www.w3.org/2000/svg'><!-- la carte -->".repeat(20).as_bytes(),
        );
        let picture = image::RgbImage::from_pixel(8, 4, image::Rgb([150, 90, 40]));
        let mut file = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut file, image::ImageFormat::Png).expect("a picture can be written");
        write("public/media/pont.png", &file.into_inner());
        write("public/media/donnees.csv.gz", b"\x1f\x8b what an editor has packed");
        write("public/site.webmanifest", "{ \"name\": \"Le Journal\" }".repeat(40).as_bytes());
        write("public/.well-known/security.txt", b"Contact: mailto:redaction@example.org\n");
        // What the app is made of does not matter here.
        for name in Bundle::FILES {
            write(&format!("app/{name}"), "/* as much as pays to be packed */".repeat(50).as_bytes());
        }
        let bundle = Bundle::from_folder(&room.path().join("app")).expect("it is whole");
        let report = publish::build(&Options {
            content: &room.path().join("public"),
            out: &room.path().join("un site"),
            base_url: Some(&format!("https://journal.example{base}/")),
            bundle: &bundle,
            host,
            precompress,
            now: "2026-11-22T12:00:00Z".parse().expect("a time"),
            preview: false,
            cache: &room.path().join("cache"),
            picturing: &|_, _| (),
            progress: &|_, _| (),
            interrupted: &AtomicBool::new(false),
        });
        Self { report: report.unwrap_or_else(|error| panic!("{error}")), room, app: bundle.in_language("fr"), base }
    }

    /// A file of the site.
    #[track_caller]
    pub(crate) fn file(&self, path: &str) -> Vec<u8> {
        fs::read(self.report.out.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The paths of the pictures' files in the site.
    pub(crate) fn pictures(&self) -> Vec<String> {
        let files = fs::read_dir(self.report.out.join("plates")).expect("the article has a picture");
        files.map(|file| format!("/plates/{}", file.expect("a file").file_name().to_string_lossy())).collect()
    }

    /// The configuration of its host, which lies beside it.
    pub(crate) fn configuration(&self) -> &Path {
        self.report.configuration.first().expect("this host has one")
    }
}
