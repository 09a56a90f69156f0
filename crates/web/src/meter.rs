//! How often each route was asked, how it answered and how long that took, for monitoring.
//! Invariant: counted by the route's pattern, never by the address: nobody's id or search is in a label, and their number is that of our routes.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use base::{Histogram, Spread};
use http::{Method, StatusCode};

const METHODS: [Method; 7] = [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS];
/// Seconds until the head of an answer.
const BOUNDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

/// What was counted of one route and method.
#[derive(Clone, Debug)]
pub struct Route {
    /// `GET`, or `other` for a method of no route.
    pub method: &'static str,
    /// The route's pattern, such as `/items/{id}`; empty for an address that is none.
    pub route: String,
    /// How many answers of each class, from 1xx to 5xx.
    pub classes: [u64; 5],
    /// Seconds until the head of the answer.
    pub seconds: Spread,
}

struct Series {
    classes: [u64; 5],
    seconds: Histogram<10>,
}

type Routes = BTreeMap<String, [Option<Box<Series>>; METHODS.len() + 1]>;

static ROUTES: Mutex<Routes> = Mutex::new(BTreeMap::new());

pub(crate) fn count(method: &Method, route: &str, status: StatusCode, took: Duration) {
    let place = METHODS.iter().position(|known| known == method).unwrap_or(METHODS.len());
    let mut routes = ROUTES.lock().unwrap_or_else(PoisonError::into_inner);
    if !routes.contains_key(route) {
        routes.insert(route.to_owned(), Default::default());
    }
    let Some(methods) = routes.get_mut(route) else { return };
    let series = methods[place].get_or_insert_with(|| Box::new(Series { classes: [0; 5], seconds: Histogram::new(BOUNDS) }));
    if let Some(class) = series.classes.get_mut(usize::from(status.as_u16() / 100).wrapping_sub(1)) {
        *class += 1;
    }
    series.seconds.add(took.as_secs_f64());
}

/// What this process answered so far, by route and method.
pub fn routes() -> Vec<Route> {
    let names = METHODS.iter().map(name).chain(["other"]);
    let routes = ROUTES.lock().unwrap_or_else(PoisonError::into_inner);
    let of = |(route, methods): (&String, &[Option<Box<Series>>; METHODS.len() + 1])| {
        let counted = names.clone().zip(methods).filter_map(|(method, series)| series.as_deref().map(|series| (method, series)));
        let shown = |(method, series): (&'static str, &Series)| Route {
            method,
            route: route.clone(),
            classes: series.classes,
            seconds: series.seconds.look(),
        };
        counted.map(shown).collect::<Vec<_>>()
    };
    routes.iter().flat_map(of).collect()
}

fn name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        _ => "OPTIONS",
    }
}
