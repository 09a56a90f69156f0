//! What the network shows of itself, as its settings say. Invariant: addresses change with what they lead to, so that browsers may keep it.

use base::Result;
use kernel::settings;
use shell::view::Brand;
use store::Query;

/// Name, logo and accent: one query.
///
/// # Errors
/// A broken database.
pub fn brand(q: &impl Query) -> Result<Brand> {
    let identity = settings::identity(q)?;
    Ok(Brand {
        name: identity.name.unwrap_or_else(|| "Palabre".into()),
        // The style is made of the house's tokens too, which may change with the version.
        accent: identity.accent.map(|hex| format!("/identity/accent.css?v={}-{}", hex.trim_start_matches('#'), env!("CARGO_PKG_VERSION"))),
        logo: identity.logo.map(|version| format!("/identity/logo?v={version}")),
    })
}
