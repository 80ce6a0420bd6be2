//! The body of a form: how much it may hold, and its fields.

/// Most bytes of a form without files: what axum takes unless told otherwise.
pub(crate) const MAX_FORM_BYTES: usize = 2 * 1024 * 1024;
/// Most fields of a form: several times what the largest has.
pub(crate) const MAX_FIELDS: usize = 2_000;

/// The fields of a form as sent; none if it is garbled, or has more than any form. A large one takes a while: see
/// [`jawab_service::compute_pool`].
pub(crate) fn pairs(body: &[u8]) -> Option<Vec<(String, String)>> {
    fields(body).filter(|fields| fields.iter().all(is_text))
}

/// The same, of which not all may be text.
pub(super) fn fields(body: &[u8]) -> Option<Vec<(String, String)>> {
    // Counted before they are read: a field may be one byte, and takes many more once it is read.
    let count = body.split(|byte| *byte == b'&').filter(|field| !field.is_empty()).count();
    if count > MAX_FIELDS {
        return None;
    }
    serde_urlencoded::from_bytes(body).ok()
}

/// Whether a field holds no NUL, which no text does.
pub(super) fn is_text((name, value): &(String, String)) -> bool {
    !name.contains('\0') && !value.contains('\0')
}

/// How many bytes the fields of a form have.
pub(crate) fn bytes(fields: &[(String, String)]) -> usize {
    fields.iter().map(|(name, value)| name.len() + value.len()).sum()
}
