//! The composer of a space: one field, the kinds it may become, and who will see it, said before it is sent.
//! Without scripts all its fields show; with them it opens when one writes.

use base::{Id, Moment, checked};
use maud::{Markup, html};

use crate::form::{self, Errors};
use crate::view::Reader;
use crate::{files, icon, menu, times, words};

/// What the composer of one space offers.
#[derive(Clone, Debug, Default)]
pub struct Composer {
    /// The space.
    pub space: Id,
    /// How many people will see what is posted.
    pub audience: u32,
    /// The kinds allowed here, by their code: `post`, `quick_note`, `question`, `poll`.
    pub kinds: Vec<&'static str>,
    /// What was typed, when the server refused it.
    pub typed: Typed,
    /// Why it was refused.
    pub errors: Errors,
    /// The draft that `typed` comes from, if it does.
    pub draft: Option<Draft>,
}

/// A draft as the form that holds it knows it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Which keeping of it the form shows.
    pub version: Id,
    /// Its text.
    pub body: String,
    /// When it was kept.
    pub at: Moment,
}

/// The fields as they were typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// The kind's code.
    pub kind: String,
    /// The title.
    pub title: String,
    /// The text.
    pub body: String,
    /// The choices of a poll.
    pub options: Vec<String>,
    /// Several may be chosen.
    pub multiple: bool,
    /// When the poll closes, as a form writes it.
    pub closes_at: String,
}

/// The composer.
pub fn composer(r: &Reader, c: &Composer) -> Markup {
    let l = r.lang;
    let kind = if c.typed.kind.is_empty() { c.kinds.first().copied().unwrap_or("post") } else { &c.typed.kind };
    html! {
        form.card.composer #composer method="post" enctype="multipart/form-data" action=(format!("/spaces/{}/items", c.space)) data-send="post" data-draft=(format!("space:{}", c.space)) data-space=(c.space) aria-label=(words::composer_title(l)) {
            (form::key(r, c.space))
            (seen(c.draft.as_ref()))
            (form::summary(l, &c.errors))
            (files::controls(l, "composer-attach"))
            div.more.title-field { input type="text" name="title" value=(c.typed.title) maxlength=(checked::TITLE) placeholder=(words::composer_subject(l)) aria-label=(words::composer_subject(l)) autocomplete="off"; }
            textarea name="body" rows="1" maxlength=(checked::BODY) placeholder=(words::composer_placeholder(l)) aria-label=(words::composer_body(l)) aria-keyshortcuts="n" data-mentions { (c.typed.body) }
            div.preview hidden {}
            p.more.note.quiet { (words::composer_note_limit(l, i64::try_from(checked::QUICK_NOTE).unwrap_or_default())) }
            @if c.kinds.contains(&"poll") { (poll(r, c)) }
            (files::tray(l, &[], None))
            (toolbar(r))
            p.error hidden {}
            div.row {
                @if c.kinds.len() > 1 {
                    fieldset.kinds {
                        legend.sr { (words::composer_kind(l)) }
                        @for code in &c.kinds { (kind_choice(r, code, *code == kind)) }
                    }
                } @else { input type="hidden" name="kind" value=(kind); }
                a.seen href=(format!("/spaces/{}/audience", c.space)) { (icon("eye")) (words::composer_audience(l, i64::from(c.audience))) }
                div.send {
                    button.btn.main type="submit" { (words::composer_send(l)) }
                    (later(r, c.space))
                    (keep(r, &format!("space:{}", c.space)))
                }
            }
            p.more.kept.quiet {
                span data-kept { @if let Some(draft) = &c.draft { (words::draft_kept(l)) " " (times::time(r, draft.at)) } }
                a href="/drafts" { (words::nav_drafts(l)) }
            }
            p.more.charter.quiet { (words::composer_charter(l)) " " a href="/charter" { (words::nav_charter(l)) } }
        }
    }
}

/// Which draft a form shows, so that another device's is not replaced unseen; 0 for none.
pub(crate) fn seen(draft: Option<&Draft>) -> Markup {
    html! { input type="hidden" name="draft" value=(draft.map_or(Id(0), |draft| draft.version)) data-at=[draft.map(|draft| draft.at)]; }
}

/// For browsers without scripts: with them, what one writes is kept by itself.
pub(crate) fn keep(r: &Reader, place: &str) -> Markup {
    html! { button.btn.keep type="submit" formaction=(format!("/drafts/{place}")) formnovalidate { (words::draft_keep(r.lang)) } }
}

/// “Envoyer plus tard”. After the main button in the form's order, so that Enter still publishes.
fn later(r: &Reader, space: Id) -> Markup {
    let l = r.lang;
    let panel = html! {
        p.label { (words::later_title(l)) }
        label.field { span.sr { (words::later_when(l)) } input type="datetime-local" name="send_at" value=(tomorrow(r)); }
        p.hint { (words::later_zone(l, r.zone.name())) }
        button.btn.main type="submit" formaction=(format!("/spaces/{space}/scheduled")) data-empties { (icon("clock")) (words::later_send(l)) }
    };
    html! { div.later { (menu::menu("composer-later", words::later_title(l), "clock", &panel)) } }
}

/// Nine o'clock of the next morning in the reader's zone.
fn tomorrow(r: &Reader) -> String {
    let day = r.zone.civil(Moment(r.now.0.saturating_add(86_400_000)));
    format!("{}T09:00", day.split('T').next().unwrap_or_default())
}

fn kind_choice(r: &Reader, code: &str, checked: bool) -> Markup {
    let (glyph, label) = match code {
        "quick_note" => ("zap", words::kind_quick_note(r.lang)),
        "question" => ("circle-question-mark", words::kind_question(r.lang)),
        "poll" => ("vote", words::kind_poll(r.lang)),
        _ => ("pen-line", words::kind_post(r.lang)),
    };
    html! { label title=(label) { input.sr type="radio" name="kind" value=(code) checked[checked]; span { (icon(glyph)) span { (label) } } } }
}

fn poll(r: &Reader, c: &Composer) -> Markup {
    let l = r.lang;
    html! {
        fieldset.more.poll-fields {
            legend.sr { (words::composer_choices(l)) }
            @for n in 0..c.typed.options.len().max(4) {
                @let value = c.typed.options.get(n).map_or("", String::as_str);
                input type="text" name="option" value=(value) maxlength=(checked::TITLE) aria-label=(words::composer_choice(l, n + 1)) placeholder=(words::composer_choice(l, n + 1)) autocomplete="off";
            }
            button.btn type="button" data-add-option hidden { (icon("plus")) (words::composer_add_choice(l)) }
            div.row {
                (form::checkbox("multiple", words::composer_multiple(l), None, c.typed.multiple))
                label.inline { span { (words::composer_closes(l)) } input type="datetime-local" name="closes_at" value=(c.typed.closes_at); }
            }
        }
    }
}

/// Shown by scripts only: each button writes Markdown around what is selected.
fn toolbar(r: &Reader) -> Markup {
    let l = r.lang;
    let tools = [
        ("bold", words::tool_bold(l)),
        ("italic", words::tool_italic(l)),
        ("list", words::tool_list(l)),
        ("link", words::tool_link(l)),
        ("text-quote", words::tool_quote(l)),
        ("code", words::tool_code(l)),
    ];
    html! {
        div.more.toolbar role="toolbar" aria-label=(words::tool_title(l)) {
            @for (tool, name) in tools { button.tool type="button" data-tool=(tool) aria-label=(name) title=(name) { (icon(tool)) } }
            button.tool.word type="button" data-preview aria-pressed="false" { (icon("eye")) (words::tool_preview(l)) }
        }
    }
}
