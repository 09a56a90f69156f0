//! The browser journeys, one module each. `harness` proves the tools themselves.

mod harness;
