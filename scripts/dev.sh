#!/usr/bin/env bash
# Serves the demonstration from the debug server, and builds and starts it anew whenever a source is saved. The browser client
# is built anew only where a change can reach it. A build that fails leaves the server that runs.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

target="${CARGO_TARGET_DIR:-target}"
stamp=$(mktemp)
server=
trap 'stop_process "$server"; rm -f "$stamp"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# saved_since_last_build PATH…: the first source saved since the last build began, if there is one.
saved_since_last_build() {
  find "$@" -newer "$stamp" -type f \( -name '*.rs' -o -name '*.ftl' -o -name '*.toml' -o -name '*.css' -o -name '*.js' -o -name '*.svg' \
    -o -name '*.html' -o -name '*.json' -o -name '*.jsonl' -o -name '*.tsv' -o -name '*.sql' \) -print -quit
}

# What the client is made of: islands, and the style sheet and pictures that are put beside it.
client_sources=(app/client app/ui/assets app/ui/src/islands app/ui/src/islands.rs Trunk.toml)
all_sources=(app server/src server/Cargo.toml locales migrations Cargo.toml Cargo.lock Trunk.toml)

build_and_serve() {
  touch "$stamp"
  step "Debug server" cargo build --quiet --locked --workspace --bin jawab || return 0
  stop_process "$server"
  JAWAB_ASSETS_DIR=dist "$target/debug/jawab" serve --demo --data-dir data &
  server=$!
}

build_and_serve
while sleep 0.5; do
  [ -n "$(saved_since_last_build "${all_sources[@]}")" ] || continue
  if [ -n "$(saved_since_last_build "${client_sources[@]}")" ]; then
    step "Browser client" scripts/client.sh || true
  fi
  build_and_serve
done
