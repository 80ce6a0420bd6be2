# Shared by the scripts beside it: where tools are kept, and how a step is announced.
CACHE="${JAWAB_CACHE:-$HOME/.cache/jawab}"
DEBIAN_TOOLCHAIN=jawab-debian
SUDO=""
[ "$(id -u)" = 0 ] || SUDO="sudo"
export PATH="$HOME/.cargo/bin:$PATH"

fail() { printf '\n  ✗ %s\n' "$*" >&2; exit 1; }
need_command() { command -v "$1" >/dev/null || fail "$1 is missing: $2"; }

# step NAME COMMAND…: says what is done and how long it took.
step() {
  local name=$1 began; shift
  began=$(date +%s%N)
  printf '  → %s …\n' "$name"
  "$@"
  printf '  ✓ %s (%s s)\n' "$name" "$(awk -v a="$began" -v b="$(date +%s%N)" 'BEGIN { printf "%.1f", (b - a) / 1e9 }')"
}

apt_install() {
  command -v apt-get >/dev/null || fail "please install: $*"
  [ -n "${APT_UPDATED:-}" ] || { $SUDO apt-get update -qq; APT_UPDATED=1; }
  DEBIAN_FRONTEND=noninteractive $SUDO apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome || true; }
find_initdb() { command -v initdb || ls -1 /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1 || true; }
