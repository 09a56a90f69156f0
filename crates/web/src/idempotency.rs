//! The `Idempotency-Key` header (RFC draft). Only read here: what it does is `kernel::once`'s, in the transaction of what is asked.

use base::Refusal;
use http::HeaderMap;

/// The client's key for what must not be done twice; `None` without one.
///
/// # Errors
/// 422 `idempotency_key` when the header is there but empty or no visible ASCII.
pub fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Refusal> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    match value.to_str() {
        Ok(key) if !key.is_empty() => Ok(Some(key.to_owned())),
        _ => Err(Refusal::field("idempotency_key", "required")),
    }
}
