#!/usr/bin/env bash
# Checks the dependencies against the RustSec advisory database: `scripts/advisories.sh PATH-OF-CARGO-DENY`.
# The database is fetched, or taken as it was fetched before. Without either, nothing is checked, which is said loudly and is no
# failure: a build must not depend on a network. A dependency with an advisory is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh
deny=$1
database=${CARGO_HOME:-$HOME/.cargo}/advisory-dbs

if timeout 120 "$deny" fetch db >/dev/null 2>&1; then
  step "Advisories, as of today" "$deny" --offline check --hide-inclusion-graph advisories
elif compgen -G "$database/*/crates" >/dev/null; then
  printf '  ! The advisory database cannot be fetched: the one of %s is used\n' \
    "$(date -r "$(compgen -G "$database/*" | head -n 1)" +%F)"
  step "Advisories, as fetched before" "$deny" --offline check --hide-inclusion-graph advisories
else
  printf '  ! ADVISORIES WERE NOT CHECKED: https://github.com/rustsec/advisory-db cannot be fetched, and there is no copy in\n    %s. Run `make deny` where there is a network.\n' "$database"
fi
