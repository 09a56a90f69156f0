//! Makes the words of the shell from its locale files.

fn main() {
    locale::compile("locales");
}
