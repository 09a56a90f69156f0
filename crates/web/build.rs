//! Compiles the sentences of refusals.

fn main() {
    locale::compile("locales");
}
