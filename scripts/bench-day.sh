#!/usr/bin/env bash
# scripts/bench-day.sh [N]: a day with many readers and one writer, on N invented records (120000): what 64 connections get of
# the pages that count everything, while a published question changes every second and is indexed; and how long staff wait for
# their pages meanwhile.
#
# wrk takes a core of the machine, and so does whatever else runs there: compare runs on the same machine.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

records="${1:-120000}"
seconds=15
bench_begin

work=$(mktemp -d "${TMPDIR:-/tmp}/jawab-day.XXXXXX")
data="$work/data"
site="" clerk=""
trap 'stop_process "$clerk"; stop_process "$site"; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

"$bench" records "$records" --data-dir "$data" >"$work/records.jsonl"
JAWAB_LOG=warn "$jawab" import "$work/records.jsonl" --data-dir "$data" >"$work/import.log" 2>&1 || fail "$(cat "$work/import.log")"
JAWAB_LOG=warn "$jawab" serve --data-dir "$data" --listen 127.0.0.1:0 >"$work/site.log" 2>&1 &
site=$!
until address=$(grep -om1 'http://[0-9.:]*[0-9]' "$work/site.log"); do
  kill -0 $site 2>/dev/null || fail "$(cat "$work/site.log")"
  sleep 0.05
done
until [[ $(curl --silent "$address/readyz") =~ \"waiting\":0[,}] ]]; do kill -0 $site || fail "the server ended"; sleep 1; done

printf '\n%s records, %s cores, load average before: %s\n' "$records" "$(nproc)" "$(cut -d' ' -f1-3 /proc/loadavg)"
JAWAB_LOG=warn "$bench" changes --data-dir "$data" >"$work/changes" &
clerk=$!
printf 'wrk, 1 thread, 64 connections, %s s each, one published change a second beside them; the aim: 2000 answers/s, p99 250 ms\n' "$seconds"
printf '  %-14s %10s %10s %10s %10s\n' "" "answers/s" "p50 ms" "p99 ms" "not 2xx"
for page in /fr /fr/overdue /fr/members; do
  wrk -t1 -c64 -d"${seconds}s" --latency "$address$page" >"$work/wrk"
  awk -v name="$page" '
    function ms(value) { return value ~ /us$/ ? value / 1000 : value ~ /ms$/ ? value + 0 : value * 1000 }
    $1 == "50%" { p50 = ms($2) }
    $1 == "99%" { p99 = ms($2) }
    $1 == "Non-2xx" { wrong = $NF }
    $1 == "Requests/sec:" { rate = $2 }
    END { printf "  %-14s %10.0f %10.2f %10.2f %10d\n", name, rate, p50, p99, wrong }' "$work/wrk"
done

# ask NAME AIM ARGUMENTS…: what curl takes for it, twenty times, in milliseconds, beside what it may take, and how many times what the
# first of all takes in the same run.
reference=""
ask() {
  local name=$1 aim=$2 n p50; shift 2
  for n in $(seq 20); do curl --silent --output /dev/null --write-out '%{time_total} %{http_code}\n' "$@"; done | LC_ALL=C sort -n >"$work/times"
  ! grep -v ' 200$' "$work/times" >&2 || fail "$name: not every request was answered well"
  p50=$(awk '{ t[NR] = $1 * 1000 } END { print (t[10] + t[11]) / 2 }' "$work/times")
  reference=${reference:-$p50}
  awk -v name="$name" -v aim="$aim" -v p50="$p50" -v reference="$reference" '
    { most = $1 * 1000 }
    END { printf "  %-34s %10.1f %10.1f %10s %10.1f%s\n", name, p50, most, aim, p50 / reference, (p50 > aim ? "  ABOVE THE AIM" : "") }' "$work/times"
}
declare -A session
while read -r who cookie; do session[$who]=$cookie; done < <(JAWAB_LOG=warn "$bench" sessions --data-dir "$data")
printf 'Pages of staff, one after the other, the changes beside them\n  %-34s %10s %10s %10s %10s\n' "" "p50 ms" "most ms" "aim" "to /fr"
ask "reader /fr" 100 "$address/fr"
while read -r who aim page; do
  ask "$who $page" "$aim" --header "Cookie: ${session[$who]}" "$address$page"
done <<'PAGES'
clerk 100 /fr/staff/chamber
clerk 100 /fr/staff/questions
clerk 100 /fr/staff/questions?q=eau
clerk 100 /fr/staff/desk
agent 100 /fr/staff/board
PAGES
holiday="$address/fr/staff/reference/holidays/new"
once=$(curl --silent --fail --header "Cookie: ${session[administrator]}" "$holiday" | grep -om1 'name="once" value="[^"]*"' | cut -d'"' -f4)
ask "administrator holiday, previewed" 500 --header "Cookie: ${session[administrator]}" --header "Origin: $address" --data "once=$once" \
  --data 'do=check&on-day=10&on-month=3&on-year=2026&name-fr=Essai&name-ar=تجربة&source-fr=Décret&source-ar=مرسوم' "$holiday"
kill "$clerk" && wait "$clerk" || true
clerk=""
printf '  published changes meanwhile: %s\n' "$(cat "$work/changes")"
awk '/^VmRSS|^VmHWM/ { printf "  server, %s %.1f MiB\n", $1, $2 / 1024 }' "/proc/$site/status"
