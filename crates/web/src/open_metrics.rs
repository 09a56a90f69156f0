//! Figures in the text form of OpenMetrics 1.0. Invariant: each family is declared once, before its samples, and the text ends with `# EOF`.

use std::fmt::{Display, Write as _};

use axum::response::{IntoResponse, Response};
use base::Spread;
use http::header::CONTENT_TYPE;

/// What a family's figures are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Only grows; its samples are called `…_total`.
    Counter,
    /// Goes up and down.
    Gauge,
    /// Counts by size.
    Histogram,
    /// Says what is running; its sample is called `…_info` and is 1.
    Info,
}

/// A text under way.
#[derive(Debug, Default)]
pub struct OpenMetrics(String);

/// A family that was declared, for its samples.
pub struct Family<'a> {
    text: &'a mut String,
    name: &'static str,
    kind: Kind,
}

impl OpenMetrics {
    /// Declares a family. A name that measures something ends with its unit (`seconds`, `bytes`), as the form wants.
    pub fn family(&mut self, name: &'static str, kind: Kind, help: &str) -> Family<'_> {
        let kind_name = match kind {
            Kind::Counter => "counter",
            Kind::Gauge => "gauge",
            Kind::Histogram => "histogram",
            Kind::Info => "info",
        };
        let text = &mut self.0;
        let _ = writeln!(text, "# TYPE {name} {kind_name}");
        if let Some(unit) = ["seconds", "bytes"].into_iter().find(|unit| name.ends_with(&format!("_{unit}"))) {
            let _ = writeln!(text, "# UNIT {name} {unit}");
        }
        let _ = writeln!(text, "# HELP {name} {}", escaped(help));
        Family { text, name, kind }
    }
}

impl Family<'_> {
    /// A figure.
    pub fn sample(&mut self, labels: &[(&str, &str)], value: impl Display) -> &mut Self {
        let ending = match self.kind {
            Kind::Counter => "_total",
            Kind::Info => "_info",
            Kind::Gauge | Kind::Histogram => "",
        };
        self.line(ending, labels, value);
        self
    }

    /// The figures of a histogram.
    pub fn spread(&mut self, labels: &[(&str, &str)], spread: &Spread) -> &mut Self {
        for (bound, count) in &spread.buckets {
            self.line("_bucket", &[labels, &[("le", &canonical(*bound))]].concat(), count);
        }
        self.line("_bucket", &[labels, &[("le", "+Inf")]].concat(), spread.count);
        self.line("_count", labels, spread.count);
        self.line("_sum", labels, spread.sum);
        self
    }

    fn line(&mut self, ending: &str, labels: &[(&str, &str)], value: impl Display) {
        let pairs: Vec<String> = labels.iter().map(|(name, value)| format!("{name}=\"{}\"", escaped(value))).collect();
        let labels = if pairs.is_empty() { String::new() } else { format!("{{{}}}", pairs.join(",")) };
        let _ = writeln!(self.text, "{}{ending}{labels} {value}", self.name);
    }
}

impl IntoResponse for OpenMetrics {
    fn into_response(self) -> Response {
        ([(CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], self.0 + "# EOF\n").into_response()
    }
}

/// Bounds are floats to whoever reads, `1.0` and not `1`.
fn canonical(bound: f64) -> String {
    format!("{bound:?}")
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use base::Histogram;

    use super::*;

    #[test]
    fn families_and_samples() {
        let mut text = OpenMetrics::default();
        text.family("p_build", Kind::Info, "What runs.").sample(&[("version", "1 \"a\\b\"\n")], 1);
        text.family("p_asked", Kind::Counter, "Asked.").sample(&[], 3);
        let histogram = Histogram::new([0.5, 1.0]);
        histogram.add(0.75);
        text.family("p_seconds", Kind::Histogram, "Took.").spread(&[("k", "v")], &histogram.look());
        let expected = "# TYPE p_build info\n# HELP p_build What runs.\np_build_info{version=\"1 \\\"a\\\\b\\\"\\n\"} 1\n\
            # TYPE p_asked counter\n# HELP p_asked Asked.\np_asked_total 3\n\
            # TYPE p_seconds histogram\n# UNIT p_seconds seconds\n# HELP p_seconds Took.\n\
            p_seconds_bucket{k=\"v\",le=\"0.5\"} 0\np_seconds_bucket{k=\"v\",le=\"1.0\"} 1\np_seconds_bucket{k=\"v\",le=\"+Inf\"} 1\n\
            p_seconds_count{k=\"v\"} 1\np_seconds_sum{k=\"v\"} 0.75\n";
        assert_eq!(text.0, expected);
    }
}
