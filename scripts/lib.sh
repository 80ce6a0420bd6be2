# Shared by the scripts beside it: where tools are kept, and how a step is announced.
CACHE="${JAWAB_CACHE:-$HOME/.cache/jawab}"
NODE_DIR="$CACHE/node"
DEBIAN_TOOLCHAIN=jawab-debian
WASM=wasm32-unknown-unknown
SUDO=""
[ "$(id -u)" = 0 ] || SUDO="sudo"
export PATH="$NODE_DIR/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
# Trunk 0.21 cannot read NO_COLOR=1, and must use the tools that bootstrap.sh has put there.
unset NO_COLOR
export TRUNK_OFFLINE=true TRUNK_SKIP_VERSION_CHECK=true

fail() { printf '\n  ✗ %s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }
need_command() { has "$1" || fail "$1 is missing: $2"; }

# step NAME COMMAND…: says what is done and how long it took.
step() {
  local name=$1 began; shift
  began=$(date +%s%N)
  printf '  → %s …\n' "$name"
  "$@" || return
  printf '  ✓ %s (%s s)\n' "$name" "$(awk -v a="$began" -v b="$(date +%s%N)" 'BEGIN { printf "%.1f", (b - a) / 1e9 }')"
}

# ensure NAME HAVE MAKE: a step that is left out, silently, where HAVE says that nothing is to be done.
ensure() {
  local name=$1 have=$2 make=$3
  if $have; then return; fi
  step "$name" "$make"
  $have || fail "$name: still not there"
}

apt_install() {
  has apt-get || fail "please install: $*"
  [ -z "$SUDO" ] || has sudo || fail "please install, as root: apt-get install $*"
  [ -n "${APT_UPDATED:-}" ] || { $SUDO apt-get update -qq; APT_UPDATED=1; }
  $SUDO env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# What a measurement begins with: wrk, curl, the release program as $jawab, and what measures it as $bench. The settings of
# another server are none of its own: above all, not its database.
bench_begin() {
  local name
  for name in $(compgen -e JAWAB_); do [ "$name" = JAWAB_CACHE ] || unset "$name"; done
  ensure "wrk" have_wrk make_wrk
  ensure "curl" have_curl make_curl
  step "Release build" cargo build --release --locked --quiet --package jawab --package jawab-bench
  jawab="${CARGO_TARGET_DIR:-target}/release/jawab"
  bench="$jawab-bench"
}
have_wrk() { has wrk; }
make_wrk() { apt_install wrk; }
have_curl() { has curl; }
make_curl() { apt_install curl; }
# stop_process PID: ends a process that was started, if one was.
stop_process() { [ -z "$1" ] || { kill "$1" 2>/dev/null && wait "$1"; } || true; }

find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome || true; }
find_initdb() { ls -1 /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1 | grep . || command -v initdb || true; }

# The toolchain that builds the browser client: the usual one, unless bootstrap.sh found that it cannot.
client_toolchain() { cat "$CACHE/client-toolchain" 2>/dev/null || true; }
