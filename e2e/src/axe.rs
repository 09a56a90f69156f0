//! axe-core, run inside the page as published, with the rules it enables by default and the size of targets (WCAG 2.2, 2.5.8), which it does not.

use std::fmt;

use serde_json::Value;

/// The library, unmodified; its licence stands beside it.
pub(crate) const SOURCE: &str = include_str!("../vendor/axe-core-4.14.1.min.js");

/// Ends with `[[rule, impact, help, [element…]]…]`.
pub(crate) const RUN: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] }).then(
        (found) => done(found.violations.map((v) => [v.id, v.impact, v.help, v.nodes.map((n) => n.target.join(' ') + ' — ' + n.failureSummary)])),
        (error) => done(String(error)),
    );";

/// One rule of accessibility that the page breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The rule's name in axe.
    pub rule: String,
    /// `minor`, `moderate`, `serious` or `critical`.
    pub impact: String,
    /// What the rule asks.
    pub help: String,
    /// The elements concerned, each with what to mend.
    pub elements: Vec<String>,
}

impl Violation {
    /// Reads the answer of [`RUN`]; panics with axe's own words when it failed.
    pub(crate) fn list(answer: &Value) -> Vec<Violation> {
        let Some(list) = answer.as_array() else { panic!("axe failed: {answer}") };
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let read = |v: &Value| Violation {
            rule: text(&v[0]),
            impact: text(&v[1]),
            help: text(&v[2]),
            elements: v[3].as_array().into_iter().flatten().map(text).collect(),
        };
        list.iter().map(read).collect()
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.rule, self.impact, self.help)?;
        self.elements.iter().try_for_each(|element| write!(f, "\n    {}", element.replace('\n', "\n      ")))
    }
}
