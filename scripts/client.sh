#!/usr/bin/env bash
# Builds the browser client into dist/, with its style sheet and fonts. Does nothing where all of it is as it was.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

toolchain=$(client_toolchain)
[ -z "$toolchain" ] || export RUSTUP_TOOLCHAIN="$toolchain"

# Cargo knows best whether the compiled part changed; the stamp covers what is copied beside it.
cargo build --quiet --locked --package client --target $WASM --profile wasm-release
built="${CARGO_TARGET_DIR:-target}/$WASM/wasm-release/client.wasm"
stamp=$(cat "$built" Trunk.toml scripts/client*.sh app/client/index.html app/client/boot.js app/ui/assets/* | sha256sum)
[ "$stamp" != "$(cat dist/.stamp 2>/dev/null)" ] || exit 0

log=$(mktemp)
trap 'rm -f "$log"' EXIT
trunk build >"$log" 2>&1 || { cat "$log" >&2; fail "the browser client could not be built"; }
printf '%s\n' "$stamp" >dist/.stamp
node -e '
  const { brotliCompressSync: br } = require("zlib"), fs = require("fs");
  for (const name of ["client_bg.wasm", "client.js"]) {
    const file = fs.readFileSync(`dist/${name}`);
    console.log(`    ${name}: ${(file.length / 1024).toFixed(0)} KiB, ${(br(file).length / 1024).toFixed(1)} KiB with brotli`);
  }'
