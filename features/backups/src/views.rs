//! The markup of this room: how it stands, what is kept, the key shown once, and the commands that put a backup back.

use base::{Language, Moment};
use maud::{Markup, html};
use shell::button::{self, Weight};
use shell::confirm::{Question, confirm};
use shell::empty::empty;
use shell::facts::facts;
use shell::form::{Errors, Field, choices, summary};
use shell::page::plain;
use shell::times;
use shell::view::Reader;

use crate::desk::{State, Trouble, Work};
use crate::progress::{Stage, Step};
use crate::shelf::{KEPT, Name, Note};
use crate::words;

/// When something was last done, and by whom; nobody when a command did it.
pub struct Done {
    /// When.
    pub at: Moment,
    /// Their name today.
    pub by: Option<String>,
}

/// The last time of each.
pub struct Facts {
    /// That a backup was made.
    pub last: Option<Done>,
    /// That one was proven.
    pub proven: Option<Done>,
}

/// What the page shows.
pub struct Backups {
    /// What is under way, or how it ended.
    pub state: State,
    /// The last times.
    pub facts: Facts,
    /// What is kept, newest first,
    pub kept: Vec<(Name, Note)>,
    /// and who had each made.
    pub by: Vec<String>,
    /// The folder of what is kept.
    pub folder: String,
    /// Whether the reader may have one made.
    pub owner: bool,
}

/// The page.
pub fn page(r: &Reader, b: &Backups) -> Markup {
    let l = r.lang;
    let done = |done: &Option<Done>, none: &'static str| match done {
        None => html! { (none) },
        Some(Done { at, by: Some(name) }) => html! { (times::time(r, *at)) ", " (words::done_by(l, name)) },
        Some(Done { at, by: None }) => html! { (times::time(r, *at)) ", " (words::done_by_command(l)) },
    };
    let stands = [
        (words::last_made(l), done(&b.facts.last, words::never_made(l))),
        (words::last_proven(l), done(&b.facts.proven, words::never_proven(l))),
    ];
    html! {
        p { (words::backups_purpose(l)) }
        section.apart #backup-state data-refresh {
            (state(r, b.state))
            div.card { (facts(&stands)) }
            @if !b.owner { p.notice { (words::owners_only(l)) } } @else if !matches!(b.state, State::UnderWay(..)) { (make(l)) }
        }
        section.apart #backups-kept data-refresh {
            h2 { (words::kept(l)) }
            @if b.kept.is_empty() {
                div.card { (empty("archive", words::none_kept(l), words::none_kept_hint(l), None)) }
            } @else {
                ul.card.list { @for ((name, note), by) in b.kept.iter().zip(&b.by) { (entry(r, name, note, by, b.owner)) } }
                p.hint { (words::kept_hint(l, count(KEPT as u64))) " " (words::folder(l)) " " code { (b.folder) } }
            }
        }
        (restoring(l, b.kept.first().map(|(name, note)| (name.file(), note.sealed))))
    }
}

fn state(r: &Reader, state: State) -> Markup {
    let l = r.lang;
    match state {
        State::Idle => html! {},
        State::UnderWay(work, step) => {
            let what = if work == Work::Saving { words::saving(l) } else { words::proving(l) };
            let hundredths = hundredths(step);
            html! {
                div.notice #backup-under-way data-under-way {
                    p { b { (what) } " " (stage(l, step.stage)) " " span.num { (words::percent(l, hundredths)) } }
                    progress max="100" value=(hundredths) aria-label=(what) {}
                    p.quiet { (words::under_way_hint(l)) }
                    noscript { p { a href="/administration/backups" { (words::look_again(l)) } } }
                }
            }
        }
        State::Ended(work, Ok(())) => {
            let what = if work == Work::Saving { words::saved(l) } else { words::proven(l) };
            html! { div.notice role="status" { p { (shell::icon("circle-check-big")) " " (what) } } }
        }
        State::Ended(work, Err(trouble)) => {
            let what = if work == Work::Saving { words::not_saved(l) } else { words::not_proven(l) };
            html! { div.notice.clay role="alert" { p { (shell::icon("circle-alert")) " " b { (what) } " " (why(l, trouble)) } } }
        }
    }
}

fn hundredths(step: Step) -> u64 {
    (u128::from(step.done) * 100 / u128::from(step.total.max(1))).min(100) as u64
}

fn stage(l: Language, stage: Stage) -> &'static str {
    match stage {
        Stage::Rows => words::stage_rows(l),
        Stage::Files => words::stage_files(l),
        Stage::Sealing => words::stage_sealing(l),
        Stage::Opening => words::stage_opening(l),
        Stage::Hashing => words::stage_hashing(l),
        Stage::Restoring => words::stage_restoring(l),
        Stage::Comparing => words::stage_comparing(l),
    }
}

fn why(l: Language, trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Full => words::trouble_full(l),
        Trouble::Disk => words::trouble_disk(l),
        Trouble::Database => words::trouble_database(l),
        Trouble::Key => words::trouble_key(l),
        Trouble::Damaged => words::trouble_damaged(l),
        Trouble::Newer => words::trouble_newer(l),
        Trouble::Stopped => words::trouble_stopped(l),
        Trouble::Other => words::trouble_other(l),
    }
}

fn make(l: Language) -> Markup {
    let options = [("sealed", words::with_key(l), words::with_key_hint(l)), ("plain", words::without_key(l), words::without_key_hint(l))];
    html! {
        form.card.form method="post" action="/administration/backups" {
            h2 { (words::make_title(l)) }
            (choices("protection", words::protection(l), &options, "sealed"))
            div.row { (button::submit(Weight::Main, Some("archive"), words::make(l))) }
        }
    }
}

fn entry(r: &Reader, name: &Name, note: &Note, by: &str, owner: bool) -> Markup {
    let l = r.lang;
    let at = format!("/administration/backups/{name}");
    let date = times::words(l, &r.zone, r.now, note.made_at);
    let [people, spaces, items] = note.counts.map(count);
    html! {
        li.entry.written {
            div.grow {
                p.line { b { (times::time(r, note.made_at)) } (mark(r, note)) @if !note.sealed { span.kind.sun { (words::no_key(l)) } } }
                p.quiet { (words::done_by(l, by)) " · " (web::size(l, note.bytes)) }
                p.quiet { (words::holds(l, words::people(l, people), words::spaces(l, spaces), words::items(l, items), words::files(l, count(note.files)))) }
                @if note.gone > 0 { p.error { (words::gone(l, count(note.gone))) } }
                @if note.proven.is_some_and(|proof| !proof.whole) { p.error { (words::damaged_advice(l)) } }
            }
            div.row {
                a.btn href=(format!("{at}/verify")) aria-label=(words::verify_which(l, &date)) { (shell::icon("check")) (words::verify(l)) }
                @if owner && note.sealed { a.btn href=(format!("{at}/file")) download aria-label=(words::fetch_which(l, &date)) { (shell::icon("download")) (words::fetch(l)) } }
                @if owner { a.btn href=(format!("{at}/remove")) aria-label=(words::remove_which(l, &date)) { (shell::icon("trash-2")) (words::remove(l)) } }
            }
        }
    }
}

fn count(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn mark(r: &Reader, note: &Note) -> Markup {
    let l = r.lang;
    match note.proven {
        None => html! { span.kind.off { (words::unproven(l)) } },
        Some(proof) if proof.whole => {
            html! { span.kind.leaf { (shell::icon("circle-check-big")) (words::proven_on(l, times::words(l, &r.zone, r.now, proof.at))) } }
        }
        Some(_) => html! { span.kind.clay { (shell::icon("circle-x")) (words::damaged(l)) } },
    }
}

/// How a backup is put back, with the file's own name in the commands.
fn restoring(l: Language, newest: Option<(String, bool)>) -> Markup {
    let (file, sealed) = newest.unwrap_or_else(|| ("palabre-2026-01-31-120000.palabre".into(), true));
    let key = if sealed { format!(" --key-file {}", words::key_file(l)) } else { String::new() };
    html! {
        section.card.form {
            h2 { (words::restore_title(l)) }
            p { (words::restore_purpose(l)) }
            ol.steps {
                li { p { (words::restore_copy(l)) } }
                @if sealed { li { p { (words::restore_key(l, words::key_file(l))) } } }
                li {
                    p { (words::restore_run(l)) }
                    pre.command { "palabre restore " (file) (key) " --data palabre-data" }
                    p.quiet { (words::restore_postgres(l)) " " code { "--database postgres://…" } }
                }
                li { p { (words::restore_start(l)) } pre.command { "palabre --data palabre-data" } p.quiet { (words::restore_counts(l)) } }
            }
            p.quiet { (words::by_command(l)) " " code { "palabre backup " (words::some_file(l)) } }
        }
    }
}

/// The key, once, with what it opens: on paper in a drawer it stands alone.
pub fn key(r: &Reader, key: &str, file: &str, network: &str) -> Markup {
    let l = r.lang;
    let main = html! {
        section.card.form {
            p { (words::key_purpose(l)) }
            p.shown-once.secret { (key) }
            p.quiet { (words::key_of(l, file, network, times::full(l, &r.zone, r.now))) }
            div.row.no-print {
                (button::link(Weight::Main, None, words::key_noted(l), "/administration/backups"))
                (button::copy(l, key))
                button.btn type="button" data-print hidden { (shell::icon("printer")) (words::print_key(l)) }
            }
        }
    };
    plain(words::key_title(l), None, &main)
}

/// What proving a backup does, and its key if it has one.
pub fn proof(r: &Reader, name: &Name, note: &Note, errors: &Errors) -> Markup {
    let l = r.lang;
    let main = html! {
        form.card.form method="post" action=(format!("/administration/backups/{name}/verify")) {
            p { (words::verify_purpose(l, times::words(l, &r.zone, r.now, note.made_at))) }
            (summary(l, errors))
            @if note.sealed { (Field::new("backup_key", words::key_label(l)).hint(words::key_hint(l)).autocomplete("off").errors(errors).show(l)) }
            div.row {
                (button::submit(Weight::Main, Some("check"), words::verify(l)))
                (button::link(Weight::Plain, None, words::back(l), "/administration/backups"))
            }
        }
    };
    plain(words::verify_title(l), None, &main)
}

/// The question before a backup is removed.
pub fn removal(r: &Reader, name: &Name, note: &Note) -> Markup {
    let l = r.lang;
    let (action, consequence) =
        (format!("/administration/backups/{name}/remove"), words::remove_consequence(l, times::words(l, &r.zone, r.now, note.made_at)));
    let question = Question {
        title: words::remove_title(l),
        consequence: &consequence,
        action: &action,
        verb: words::remove(l),
        fields: &[],
        back: "/administration/backups",
    };
    shell::columns(&html! {}, &confirm(l, &question), None)
}
