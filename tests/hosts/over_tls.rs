//! Caddy over TLS, with a certificate of its own making: plain HTTP leads to it, and the grade is the best.

use crate::{observatory::Scan, port::Port, program::Program, real_host, server::variable, site::Site};
use depeche::publish::Host;
use std::net::TcpStream;
use ureq::{Agent, tls::TlsConfig};

#[test]
fn plain_http_leads_to_tls_and_the_observatory_gives_its_best_grade() {
    let site = Site::build(Host::Caddy, "");
    let (plain, secure) = (Port::reserve(), Port::reserve());
    let options = format!(
        "local_certs\nskip_install_trust\nhttp_port {}\nhttps_port {}\n",
        plain.address().port(),
        secure.address().port()
    );
    let mut command = real_host::caddy(&variable("DEPECHE_CADDY"), site.room.path(), &options, site.configuration());
    command.env("DEPECHE_ADDRESS", "https://localhost");
    // Nobody vouches for its certificate but itself.
    let tls = TlsConfig::builder().disable_verification(true).build();
    let agent: Agent =
        Agent::config_builder().tls_config(tls).proxy(None).max_redirects(0).http_status_as_error(false).build().into();
    let address = format!("https://localhost:{}/", secure.address().port());
    // It listens before it has made its certificate.
    let ready = || TcpStream::connect(plain.address()).is_ok() && agent.get(&address).call().is_ok();
    let _caddy = Program::start("caddy", command, &site.room.path().join("log"), ready);

    let first = format!("http://localhost:{}/", plain.address().port());
    let led = agent.get(&first).call().expect("an answer");
    let second = led.headers().get("location").and_then(|value| value.to_str().ok()).expect("a way on").to_owned();
    assert_eq!(led.status().as_u16() / 100, 3);
    assert!(second.starts_with("https://localhost"), "{second}");

    let mut page = agent.get(&address).call().expect("an answer");
    let html = page.body_mut().read_to_string().expect("a page");
    let headers = page.headers().iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    let grade = Scan { headers: &headers, html: &html, route: &[&first, &second] }.grade();
    assert_eq!((grade.letter, grade.score), ("A+", 120), "{grade:?}");
}
