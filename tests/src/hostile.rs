//! What attackers, broken programs and tired fingers send.
