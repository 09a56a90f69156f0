//! Two small makers of SQL text, for what the portable subset lacks.

/// Declares an enum that is stored, sent and parsed by fixed lower-case names.
#[macro_export]
macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every variant, in declared order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The stored and sent name.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            /// Reads a name; `None` when it isn't one.
            pub fn parse(text: &str) -> Option<$name> {
                match text { $($text => Some($name::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.name()) }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.serialize_str(self.name()) }
        }

        impl From<$name> for store::Value {
            fn from(v: $name) -> store::Value { store::Value::from(v.name()) }
        }
    };
}

/// `($from,$from+1,…)` with `n` places rounded up to a power of two, so that few different statements are prepared.
/// Pair it with [`padded`], which repeats the last value.
pub fn list(from: usize, n: usize) -> String {
    let places: Vec<String> = (from..from + n.max(1).next_power_of_two()).map(|i| format!("${i}")).collect();
    format!("({})", places.join(","))
}

/// The ids as parameters for [`list`], after `first`.
pub fn padded(first: Vec<store::Value>, ids: &[base::Id]) -> Vec<store::Value> {
    let mut values = first;
    let last = ids.last().map_or(0, |id| id.0);
    let wanted = ids.len().max(1).next_power_of_two();
    values.extend(ids.iter().map(|id| id.0).chain(std::iter::repeat(last)).take(wanted).map(store::Value::from));
    values
}
