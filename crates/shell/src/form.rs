//! Fields of forms. Invariant: every field has a label, says its limit before it is passed, and shows its error beside itself with what was typed.

use std::fmt::Display;

use base::{Id, Language};
use maud::{Markup, html};

use crate::dom;
use crate::view::Reader;
use crate::{button, icon, words};

/// The errors of one form: a field's name and the sentence to show.
#[derive(Clone, Debug, Default)]
pub struct Errors(pub Vec<(String, String)>);

impl Errors {
    /// The errors that `web` found words for.
    pub fn of_problem(problem: &web::Problem) -> Errors {
        Errors(problem.errors.iter().map(|e| (e.field.clone(), e.message.clone())).collect())
    }

    /// The sentence for that field.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, sentence)| sentence.as_str())
    }
}

/// All errors at the head of the form, each leading to its field; nothing when there are none.
pub fn summary(l: Language, errors: &Errors) -> Markup {
    html! {
        @if !errors.0.is_empty() {
            div.notice.clay role="alert" tabindex="-1" {
                p { (icon("circle-alert")) (words::form_errors(l, i64::try_from(errors.0.len()).unwrap_or(i64::MAX))) }
                ul { @for (field, sentence) in &errors.0 { li { @if field.is_empty() { (sentence) } @else { a href=(format!("#{}", dom::field(field, ""))) { (sentence) } } } } }
            }
        }
    }
}

/// What is shown once, to be copied: a field that selects well, with a button beside it.
pub fn to_copy(l: Language, label: &str, text: &str) -> Markup {
    html! {
        div.field.to-copy {
            label.label for="field-link" { (label) }
            div { input #field-link type="text" name="link" value=(text) readonly; (button::copy(l, text)) }
        }
    }
}

/// One field of one or several lines.
pub struct Field<'a> {
    name: &'a str,
    label: &'a str,
    input: &'static str,
    rows: u8,
    value: &'a str,
    hint: Option<&'a str>,
    limit: Option<usize>,
    required: bool,
    said: bool,
    autocomplete: Option<&'static str>,
    error: Option<&'a str>,
}

impl<'a> Field<'a> {
    /// A field of one line, required.
    pub fn new(name: &'a str, label: &'a str) -> Field<'a> {
        Field {
            name,
            label,
            input: "text",
            rows: 0,
            value: "",
            hint: None,
            limit: None,
            required: true,
            said: true,
            autocomplete: None,
            error: None,
        }
    }

    /// The type of input: `email`, `password`, `date`, `datetime-local`, `url`, `search`.
    pub fn input(self, input: &'static str) -> Field<'a> {
        Field { input, ..self }
    }

    /// Several lines.
    pub fn rows(self, rows: u8) -> Field<'a> {
        Field { rows, ..self }
    }

    /// What stands in it.
    pub fn value(self, value: &'a str) -> Field<'a> {
        Field { value, ..self }
    }

    /// A sentence of help under the label.
    pub fn hint(self, hint: &'a str) -> Field<'a> {
        Field { hint: Some(hint), ..self }
    }

    /// The most characters it takes; said under the label.
    pub fn limit(self, limit: usize) -> Field<'a> {
        Field { limit: Some(limit), ..self }
    }

    /// May stay empty; said in the label.
    pub fn optional(self) -> Field<'a> {
        Field { required: false, ..self }
    }

    /// May stay empty, which needs no saying: one of a list's choices, or a filter.
    pub fn free(self) -> Field<'a> {
        Field { required: false, said: false, ..self }
    }

    /// What a browser may fill in, e.g. `username`, `new-password`.
    pub fn autocomplete(self, what: &'static str) -> Field<'a> {
        Field { autocomplete: Some(what), ..self }
    }

    /// What is wrong with it.
    pub fn errors(self, errors: &'a Errors) -> Field<'a> {
        Field { error: errors.of(self.name), ..self }
    }

    /// The field.
    pub fn show(&self, l: Language) -> Markup {
        let id = dom::field(self.name, "");
        let about = self.about();
        let invalid = self.error.map(|_| "true");
        // A password is never cut: a shorter one than was typed would be kept.
        let max = self.limit.filter(|_| self.input != "password");
        html! {
            div.field {
                (self.head(l, &id))
                @if self.rows > 0 {
                    textarea #(id) name=(self.name) rows=(self.rows) required[self.required] maxlength=[max] aria-describedby=[about] aria-invalid=[invalid] { (self.value) }
                } @else {
                    input #(id) type=(self.input) name=(self.name) value=(self.value) required[self.required] maxlength=[max] autocomplete=[self.autocomplete]
                        aria-describedby=[about] aria-invalid=[invalid];
                }
                (self.foot())
            }
        }
    }

    /// The same as a list to choose from: `(value, label)` each.
    pub fn select<V: Display>(&self, l: Language, options: &[(V, String)]) -> Markup {
        let id = dom::field(self.name, "");
        html! {
            div.field {
                (self.head(l, &id))
                select #(id) name=(self.name) required[self.required] aria-describedby=[self.about()] aria-invalid=[self.error.map(|_| "true")] {
                    @for (value, label) in options { option value=(value) selected[value.to_string() == self.value] { (label) } }
                }
                (self.foot())
            }
        }
    }

    fn head(&self, l: Language, id: &str) -> Markup {
        html! {
            label.label for=(id) { (self.label) @if !self.required && self.said { " " span.quiet { (words::field_optional(l)) } } }
            @if self.hint.is_some() || self.limit.is_some() {
                p.hint #(dom::field(self.name, "-hint")) {
                    @if let Some(hint) = self.hint { (hint) " " }
                    @if let Some(limit) = self.limit { (words::field_limit(l, i64::try_from(limit).unwrap_or(i64::MAX))) }
                }
            }
        }
    }

    fn foot(&self) -> Markup {
        html! { p.error #(dom::field(self.name, "-error")) hidden[self.error.is_none()] { @if let Some(error) = self.error { (icon("circle-alert")) (error) } } }
    }

    fn about(&self) -> Option<String> {
        let hint = (self.hint.is_some() || self.limit.is_some()).then(|| dom::field(self.name, "-hint"));
        let error = self.error.map(|_| dom::field(self.name, "-error"));
        let both: Vec<String> = [hint, error].into_iter().flatten().collect();
        (!both.is_empty()).then(|| both.join(" "))
    }
}

/// One of several, each with a sentence: `(value, label, hint)`.
pub fn choices(name: &str, legend: &str, options: &[(&str, &str, &str)], chosen: &str) -> Markup {
    html! {
        fieldset.field.choices {
            legend.label { (legend) }
            @for (value, label, hint) in options {
                label.option {
                    input type="radio" name=(name) value=(value) checked[*value == chosen];
                    span { b { (label) } @if !hint.is_empty() { small { (hint) } } }
                }
            }
        }
    }
}

/// Yes or no.
pub fn checkbox(name: &str, label: &str, hint: Option<&str>, checked: bool) -> Markup {
    html! {
        label.option { input type="checkbox" name=(name) value="1" checked[checked]; span { (label) @if let Some(hint) = hint { small { (hint) } } } }
    }
}

/// The hidden key that makes a second sending of the same form be the first one again. Scripts put their own; without scripts, one per page shown.
pub fn key(r: &Reader, about: Id) -> Markup {
    html! { input type="hidden" name="key" value=(format!("{:x}-{:x}", r.now.0, about.0)); }
}
