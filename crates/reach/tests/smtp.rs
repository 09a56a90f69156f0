//! Mails handed to a small server that speaks RFC 5321 on this machine.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::JoinHandle;

use reach::{Mail, Mailer, Undelivered};

/// Serves one conversation, answering RCPT with `verdict`; gives back every line heard.
fn server(verdict: &'static str) -> (u16, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("bound").port();
    (port, std::thread::spawn(move || converse(&listener.accept().expect("a caller").0, verdict)))
}

fn converse(stream: &TcpStream, verdict: &str) -> Vec<String> {
    let mut out = stream;
    let mut say = |line: &str| out.write_all(format!("{line}\r\n").as_bytes()).expect("a listener");
    say("220 essai ESMTP");
    let mut heard: Vec<String> = Vec::new();
    let mut in_data = false;
    for line in BufReader::new(stream).lines() {
        let Ok(line) = line else { break };
        heard.push(line.clone());
        let word = line.split([' ', ':']).next().unwrap_or("").to_uppercase();
        match word.as_str() {
            _ if in_data => {
                if line == "." {
                    in_data = false;
                    say("250 gardé");
                }
            }
            "EHLO" => say("250-essai\r\n250 AUTH PLAIN"),
            "AUTH" => say("235 bienvenue"),
            "RCPT" => say(verdict),
            "DATA" => {
                in_data = true;
                say("354 à vous");
            }
            "QUIT" => {
                say("221 au revoir");
                break;
            }
            _ => say("250 bien"),
        }
    }
    heard
}

fn mail() -> Mail {
    Mail {
        key: "essai-1".into(),
        from_name: "Palabre".into(),
        to: "awa@exemple.fr".into(),
        subject: "Été".into(),
        text: "Bonjour\n.\nQUIT\nà bientôt".into(),
        ..Mail::default()
    }
}

#[test]
fn a_mail_is_handed_over() {
    let (port, heard) = server("250 bien");
    let mailer = Mailer::new(&format!("smtp://moi:s%40cret@127.0.0.1:{port}?from=palabre@exemple.fr")).expect("a relay");
    mailer.send(&mail()).expect("taken");
    let heard = heard.join().expect("served");
    assert!(heard.iter().any(|l| l.starts_with("MAIL FROM:<palabre@exemple.fr>")), "{heard:?}");
    assert!(heard.contains(&"RCPT TO:<awa@exemple.fr>".to_owned()), "{heard:?}");
    assert!(heard.contains(&"AUTH PLAIN AG1vaQBzQGNyZXQ=".to_owned()), "{heard:?}");
    assert!(heard.contains(&"Auto-Submitted: auto-generated".to_owned()), "{heard:?}");
    assert_eq!(heard.iter().filter(|l| *l == ".").count(), 1, "only the end is a lone dot: {heard:?}");
}

#[test]
fn refusals_for_good_and_for_now_are_told_apart() {
    let send = |verdict| {
        let (port, _) = server(verdict);
        Mailer::new(&format!("smtp://localhost:{port}")).expect("a relay").send(&mail())
    };
    assert!(matches!(send("550 inconnue"), Err(Undelivered::Never(why)) if why.contains("inconnue")));
    assert!(matches!(send("451 plus tard"), Err(Undelivered::NotNow(_))));
    let nobody = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("bound").port();
    let sent = Mailer::new(&format!("smtp://127.0.0.1:{nobody}")).expect("a relay").send(&mail());
    assert!(matches!(sent, Err(Undelivered::NotNow(_))));
}

#[test]
fn without_encryption_nothing_is_said_to_another_machine() {
    // 0.0.0.0 leads to this machine but is no loopback address: it stands for a server elsewhere.
    let (port, heard) = server("250 bien");
    let sent = Mailer::new(&format!("smtp://moi:secret@0.0.0.0:{port}?from=a@b.fr")).expect("a relay").send(&mail());
    assert!(sent.is_err());
    let heard = heard.join().expect("served");
    assert!(heard.iter().all(|l| l.starts_with("EHLO") || l.starts_with("QUIT")), "{heard:?}");
}
