//! nginx, Caddy and Apache, as Debian packages them, with the configuration that was built.

use crate::{port::Port, program::Program, real_host, site::Site};
use depeche::publish::Host;
use reqwest::{Client, header::HeaderMap, redirect};
use std::{fs, net::SocketAddr, process::Command, sync::LazyLock};
use tokio::runtime::Runtime;

static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Runtime::new().expect("a system that runs tests can start threads"));

/// Where Debian puts Apache's modules.
const APACHE_MODULES: &str = "/usr/lib/apache2/modules";

/// A real server with a site.
pub(crate) struct Server {
    pub(crate) site: Site,
    pub(crate) name: &'static str,
    address: SocketAddr,
    _port: Port,
    _program: Program,
}

/// What a server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// A header, or nothing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl Server {
    /// All servers, at the root of a domain and under a path.
    pub(crate) fn everywhere() -> Vec<Self> {
        let all = |base| [Self::nginx(base), Self::caddy(base), Self::apache(base)];
        ["", "/journal"].into_iter().flat_map(all).collect()
    }

    /// nginx, with the snippet included as its first line says.
    pub(crate) fn nginx(base: &'static str) -> Self {
        let site = Site::build(Host::Nginx, base);
        let port = Port::reserve();
        let program = variable("DEPECHE_NGINX");
        let command = real_host::nginx(&program, site.room.path(), port.address(), site.configuration());
        Self::start("nginx", command, site, port)
    }

    /// Apache, with a folder whose own configuration counts.
    pub(crate) fn apache(base: &'static str) -> Self {
        Self::apache_with(Site::build(Host::Apache, base), "")
    }

    /// Apache that packs by itself.
    pub(crate) fn apache_that_packs() -> Self {
        let packs = ["filter", "deflate"]
            .map(|name| format!("LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so\n"))
            .concat();
        let packs = packs + "AddOutputFilterByType DEFLATE text/html application/json\n";
        Self::apache_with(Site::build_with(Host::Apache, "", false), &packs)
    }

    fn apache_with(site: Site, more: &str) -> Self {
        let base = site.base;
        let port = Port::reserve();
        let (room, out) = (site.room.path().display(), site.report.out.display());
        let modules: String = ["mpm_event", "authz_core", "alias", "dir", "mime", "headers", "rewrite", "setenvif"]
            .map(|name| format!("LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so\n"))
            .concat();
        let alias = if base.is_empty() { String::new() } else { format!("Alias {base} \"{out}\"\n") };
        let root = if base.is_empty() { out.to_string() } else { format!("{room}/public/media") };
        let whole = format!(
            "ServerRoot \"{room}\"\nServerName localhost\nListen {}\nPidFile \"{room}/pid\"\nErrorLog /dev/stderr\n\
             Mutex file:{room}\n{modules}{more}TypesConfig /dev/null\nDocumentRoot \"{root}\"\n{alias}\
             <Directory \"{out}\">\nAllowOverride All\nRequire all granted\n</Directory>\n",
            port.address(),
        );
        let path = site.room.path().join("apache.conf");
        fs::write(&path, whole).expect("a file can be written");
        let mut command = Program::command_leaving(variable("DEPECHE_APACHE"), site.room.path());
        command.arg("-DFOREGROUND").arg("-f").arg(path);
        Self::start("apache", command, site, port)
    }

    /// Caddy, with the whole file.
    pub(crate) fn caddy(base: &'static str) -> Self {
        let site = Site::build(Host::Caddy, base);
        let port = Port::reserve();
        let mut command = real_host::caddy(&variable("DEPECHE_CADDY"), site.room.path(), "", site.configuration());
        command.env("DEPECHE_ADDRESS", port.url());
        Self::start("caddy", command, site, port)
    }

    fn start(name: &'static str, command: Command, site: Site, port: Port) -> Self {
        let address = port.address();
        let log = site.room.path().join("log");
        let ready = || std::net::TcpStream::connect(address).is_ok();
        let program = Program::start(name, command, &log, ready);
        Self { site, name, address, _port: port, _program: program }
    }

    /// Asks for a path of the site, without following where it leads.
    #[track_caller]
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[])
    }

    /// The same with headers.
    #[track_caller]
    pub(crate) fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask(&format!("{}{path}", self.site.base), headers)
    }

    /// Asks for a path of the domain.
    #[track_caller]
    pub(crate) fn ask(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let client = Client::builder().no_proxy().timeout(crate::PATIENCE).redirect(redirect::Policy::none()).build();
        let mut request = client.expect("a client").get(format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = RUNTIME.block_on(async {
            let response = request.send().await?;
            let (status, headers) = (response.status().as_u16(), response.headers().clone());
            Ok::<_, reqwest::Error>(Answer { status, headers, body: response.bytes().await?.to_vec() })
        });
        answer.unwrap_or_else(|error| panic!("{}: {path}: {error}", self.name))
    }

    /// The path of where an answer leads to.
    #[track_caller]
    pub(crate) fn leads_to(&self, answer: &Answer) -> String {
        assert!([301, 302, 307, 308].contains(&answer.status), "{}: {answer:?}", self.name);
        answer.header("location").trim_start_matches(&format!("http://{}", self.address)).to_owned()
    }
}

/// A variable that `cargo xtask test` sets.
pub(crate) fn variable(name: &str) -> String {
    let value = std::env::var(name).ok().filter(|value| !value.is_empty());
    value.unwrap_or_else(|| {
        panic!("{name} is not set: these tests need nginx, Caddy and Apache. Run `cargo xtask test`")
    })
}
