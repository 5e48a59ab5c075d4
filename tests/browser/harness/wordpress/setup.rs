//! From the files of a package to a site in French: the installation as an editor does it.

use super::WordPress;
use crate::harness::{http, variable};
use std::{fs, process::Command};

/// Files of ours among those of WordPress.
const FILES: [(&str, &str); 4] = [
    ("wp-config.php", include_str!("wp-config.php")),
    ("router.php", include_str!("router.php")),
    ("editor.php", include_str!("editor.php")),
    ("wp-content/mu-plugins/switches.php", include_str!("switches.php")),
];

/// What the installation's form asks.
const ANSWERS: [(&str, &str); 7] = [
    ("weblog_title", "La Dépêche du fleuve"),
    ("user_name", "redaction"),
    ("admin_password", "pont-kennedy"),
    ("admin_password2", "pont-kennedy"),
    ("pw_weak", "1"),
    ("admin_email", "redaction@exemple.org"),
    ("language", "fr_FR"),
];

impl WordPress {
    #[track_caller]
    pub(super) fn is_set_up(&self) {
        let package = variable("DEPECHE_WORDPRESS").unwrap_or_else(|reason| panic!("{reason} with --wordpress"));
        let copied = Command::new("cp").arg("-r").arg(&package).arg(self.files()).status();
        assert!(copied.is_ok_and(|status| status.success()), "{package} cannot be copied");
        fs::create_dir_all(self.files().join("wp-content/mu-plugins")).expect("a folder");
        for (name, content) in FILES {
            fs::write(self.files().join(name), content).expect("a file");
        }
        self.starts_again();
        let answer = http::post_form(&format!("{}/wp-admin/install.php?step=2", self.url()), &ANSWERS);
        assert!(answer.status == 200 && answer.body.contains("wp-login.php"), "the installation: {answer:?}");
        self.editor("settles", &[Self::FORBIDDEN]);
    }
}
