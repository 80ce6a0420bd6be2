//! The built program, run as its operators do.
