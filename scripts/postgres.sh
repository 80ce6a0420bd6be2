#!/usr/bin/env bash
# scripts/postgres.sh COMMAND…: runs it with JAWAB_TEST_POSTGRES_URL naming a throw-away PostgreSQL cluster,
# which is gone afterwards whatever happened. JAWAB_TEST_POSTGRES_RESTART names a program that ends it at once, as a crash
# would, and starts it again. Where there is room in memory, the cluster and what the command writes to TMPDIR are there: tests make
# a thousand databases.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

initdb=$(find_initdb)
[ -n "$initdb" ] || fail "PostgreSQL is missing: scripts/bootstrap.sh test"
bin=$(dirname "$initdb")
in_memory() { [ -d /dev/shm ] && [ -w /dev/shm ] && [ "$(df --output=avail -k /dev/shm | tail -n 1)" -ge $((4 * 1024 * 1024)) ]; }
if [ -n "${TMPDIR:-}" ]; then room=$TMPDIR; elif in_memory; then room=/dev/shm; else room=/tmp; fi
work=$(mktemp -d "$room/jawab-postgres.XXXXXX")
mkdir "$work/tmp"

# PostgreSQL refuses to run as root.
as_owner() { if [ "$(id -u)" = 0 ]; then (cd "$work" && runuser -u postgres -- "$@"); else "$@"; fi; }
[ "$(id -u)" != 0 ] || chown postgres "$work"

stop() {
  as_owner "$bin/pg_ctl" stop --pgdata="$work/data" --mode=immediate --silent >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

as_owner "$bin/initdb" --pgdata="$work/data" --username=jawab --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
start() {
  as_owner "$bin/pg_ctl" start --pgdata="$work/data" --log="$work/log" --wait --silent >/dev/null \
    -o "-c listen_addresses=127.0.0.1 -c port=$1 -c unix_socket_directories='$work' -c fsync=off -c full_page_writes=off -c max_connections=200"
}
for _ in 1 2 3 4 5; do
  port=$((20000 + RANDOM))
  if start "$port"; then break; fi
  port=
done
[ -n "$port" ] || { cat "$work/log" >&2; fail "PostgreSQL did not start"; }

# What was acknowledged outlasts that: commits are written before they are acknowledged, if not synced.
cat >"$work/restart" <<END
#!/usr/bin/env bash
cd "$work" && exec $([ "$(id -u)" != 0 ] || echo "runuser -u postgres --") "$bin/pg_ctl" restart --pgdata="$work/data" --log="$work/log" --mode=immediate --wait --silent >/dev/null
END
chmod 755 "$work/restart"

status=0
TMPDIR="$work/tmp" \
JAWAB_TEST_POSTGRES_RESTART="$work/restart" \
JAWAB_TEST_POSTGRES_URL="postgres://jawab@127.0.0.1:$port/postgres" "$@" || status=$?
exit $status
