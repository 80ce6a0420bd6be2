#!/usr/bin/env bash
# scripts/bench.sh [N…]: measures the release server under load, on N invented records (10000), beside a bare Axum route. Of several
# sizes each has a table of its own, so that they show what grows with the records.
#
# Everything is measured in one run on one machine, and wrk takes a core of it: the ratios say more than the numbers.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

sizes=("${@:-10000}")
seconds="${JAWAB_BENCH_SECONDS:-10}"
[ -f dist/client_bg.wasm ] || fail "the client is missing: make client"
bench_begin

work=$(mktemp -d "${TMPDIR:-/tmp}/jawab-bench.XXXXXX")
data="" records="" site="" bare="" home="" bare_address="" reference=""
trap 'stop_process "$site"; stop_process "$bare"; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# start NAME PROGRAM COMMAND…: starts a server; $pid and $address are its own.
start() {
  local log="$work/$1.log"; shift
  : >"$log"
  JAWAB_LOG=warn "$@" --data-dir "$data" --listen 127.0.0.1:0 >"$log" 2>&1 &
  pid=$!
  until address=$(grep -om1 'http://[0-9.:]*[0-9]' "$log"); do
    kill -0 $pid 2>/dev/null || { cat "$log" >&2; fail "the server did not start"; }
    sleep 0.02
  done
}
ready() { curl --silent --fail --output /dev/null "$address/readyz"; }
indexed() {
  local now
  now=$(curl --silent "$address/readyz")
  [[ $now == *'"state":"ok"'* && $now =~ \"waiting\":0[,}] ]]
}
# since NANOSECONDS: the seconds that have passed.
since() { awk -v a="$1" -v b="$(date +%s%N)" 'BEGIN { printf "%.2f", (b - a) / 1e9 }'; }
# size FILES…: what they hold, in MiB.
size() { du --summarize --apparent-size --block-size=1 "$@" | awk '{ n += $1 } END { printf "%.1f MiB", n / 1048576 }'; }

# --- Data ------------------------------------------------------------------------------------------------------

# serve_records: the records imported, served and indexed, and the bare route beside them.
serve_records() {
  data="$work/data-$records"
  "$bench" records "$records" --data-dir "$data" >"$work/records.jsonl"
  printf '\n%s records (%s as JSON lines), %s cores, load average before: %s\n' \
    "$records" "$(size "$work/records.jsonl")" "$(nproc)" "$(cut -d' ' -f1-3 /proc/loadavg)"
  printf '\nImport\n'
  JAWAB_LOG=warn "$jawab" import "$work/records.jsonl" --data-dir "$data" | sed 's/^/  /'

  local began
  began=$(date +%s%N)
  start site "$jawab" serve
  site=$pid home=$address
  until indexed; do kill -0 $site || fail "the server ended"; sleep 0.1; done
  printf '  first start until everything is indexed: %s s\n' "$(since "$began")"
  start bare "$bench" bare
  bare=$pid bare_address=$address
}

# --- Load ------------------------------------------------------------------------------------------------------

wrk_on() { wrk -t1 -c16 --latency "$@"; }
# row NAME ADDRESS [WHAT]: one line of the table; WHAT is what scripts/bench.lua asks for instead of the address alone.
row() {
  local name=$1 url=$2 script=()
  [ -z "${3:-}" ] || script=(-s scripts/bench.lua "$url" -- "$3" "$records")
  [ ${#script[@]} -gt 0 ] || script=("$url")
  wrk_on -d2s "${script[@]}" >/dev/null
  wrk_on -d"${seconds}s" "${script[@]}" >"$work/wrk"
  ! grep -E 'Socket errors|Non-2xx' "$work/wrk" >&2 || fail "$name: not every request was answered well"
  awk -v name="$name" -v reference="${reference:-0}" '
    function ms(value) { return value ~ /us$/ ? value / 1000 : value ~ /ms$/ ? value + 0 : value * 1000 }
    $1 == "50%" { p50 = ms($2) }
    $1 == "99%" { p99 = ms($2) }
    $1 == "Requests/sec:" { rate = $2 }
    END { printf "  %-36s %10.0f %10.2f %10.2f %10s\n", name, rate, p50, p99, reference ? sprintf("1/%.0f", reference / rate) : 1 }' "$work/wrk"
  reference=${reference:-$(awk '$1 == "Requests/sec:" { print $2 }' "$work/wrk")}
}

load() {
  reference=""
  printf '\nLoad: wrk, 1 thread, 16 connections, %s s each after 2 s of warm-up\n' "$seconds"
  printf '  %-36s %10s %10s %10s %10s\n' "" "requests/s" "p50 ms" "p99 ms" "to bare"
  row "bare route (13 bytes)" "$bare_address/"
  row "home page, ar" "$home/ar"
  row "question page, fr" "$home/fr/questions/representatives/11/1"
  row "question pages, ar and fr, each another" "$home" questions
  row "list page, filtered, fr" "$home/fr/questions?ministry=equipement-et-eau&standing=overdue"
  row "list pages, ar and fr, each another" "$home" lists
  row "search page, 40 queries, kept" "$home" pages
  row "search pages, each another" "$home" searches
  row "search API, 40 queries" "$home" api
  row "suggestions, 40 beginnings" "$home" suggestions
  printf '  failures of the search engine, after each of which the database may have answered: %s\n' "$(grep -c 'the search engine failed' "$work/site.log" || true)"
}

# --- Sizes -----------------------------------------------------------------------------------------------------

weigh() {
  printf '\nSizes\n'
  node -e '
    const { brotliCompressSync: br } = require("zlib"), fs = require("fs");
    const packed = ["client_bg.wasm", "client.js"].map((name) => br(fs.readFileSync(`dist/${name}`)).length / 1024);
    console.log(`  client, brotli -q 11: ${packed[0].toFixed(1)} KiB wasm + ${packed[1].toFixed(1)} KiB js`);'
  printf '  home page, ar: %s bytes, %s as sent with brotli\n' \
    "$(curl --silent "$home/ar" | wc -c)" "$(curl --silent --header 'Accept-Encoding: br' "$home/ar" | wc -c)"
  awk '/^VmRSS|^VmHWM/ { printf "  server, %s %.1f MiB\n", $1, $2 / 1024 }' "/proc/$site/status"
  printf '  database %s, search index %s\n' "$(size "$data"/jawab.sqlite*)" "$(size "$data/search")"
}

start_again() {
  local began
  stop_process "$site"
  site=""
  began=$(date +%s%N)
  start again "$jawab" serve
  site=$pid
  until ready; do sleep 0.01; done
  printf '  second start until ready: %s s\n' "$(since "$began")"
  stop_process "$site"
  stop_process "$bare"
  site="" bare=""
}

for records in "${sizes[@]}"; do
  serve_records
  load
  weigh
  start_again
  rm -rf "$data"
done
