//! The browser journeys, one module each. `harness` proves the tools themselves; `hands` is what people do again and again.

mod accessible;
mod administration;
mod backup;
mod cut_and_return;
mod documents;
mod door;
mod drafts;
mod first_run;
mod hands;
mod harness;
mod keyboard_only;
mod my_data;
mod no_javascript;
mod phone;
mod provider;
mod rights_end;
mod two_live;
mod weight;
mod xss;
