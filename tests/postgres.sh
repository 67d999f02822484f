#!/usr/bin/env bash
# A private PostgreSQL server for tests: made, started, and gone without a trace when its input ends, however the
# program at the other end ended. Says "ready CONNECTION-STRING", or on the error output why it cannot and what to
# install. Takes lines: "stop" and "kill" (answered "stopped"), "start" (answered "started").
set -u
folder=$(mktemp -d /tmp/supervision-postgres-XXXXXX)
trap 'rm -rf "$folder"' EXIT

bin=$(dirname "$(command -v initdb 2>/dev/null || ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1)")
if [ ! -x "$bin/initdb" ]; then
    echo "Missing: PostgreSQL 15 or later. Install Debian's package 'postgresql' (apt-get install postgresql), or set" \
        "SUPERVISION_TEST_POSTGRES to the connection string of a server on which tests may create databases." >&2
    exit 1
fi

# The server refuses to run as root.
run() { "$@"; }
if [ "$(id -u)" -eq 0 ]; then
    if ! id postgres >/dev/null 2>&1; then
        echo "Missing: the user 'postgres', as whom a server runs when tests run as root." >&2
        exit 1
    fi
    chown postgres "$folder"
    run() { runuser -u postgres -- "$@"; }
fi
cd "$folder" || exit 1

log="$folder/log"
if ! run "$bin/initdb" -D "$folder/data" -A trust -U postgres -E UTF8 --locale=C.UTF-8 >"$folder/initdb" 2>&1; then
    cat "$folder/initdb" >&2
    exit 1
fi
start() {
    run "$bin/pg_ctl" -D "$folder/data" -l "$log" -w -t 60 start </dev/null >/dev/null 2>&1 -o \
        "-p $port -h 127.0.0.1 -k $folder -c max_connections=300 -c max_wal_size=4GB -c shared_buffers=256MB"
}
stop() { run "$bin/pg_ctl" -D "$folder/data" -m "$1" -w -t 60 stop </dev/null >/dev/null 2>&1; }

# A port that someone else takes first shows as a failed start. Below 32768: above, the system gives ports to callers.
started=no
for _ in 1 2 3 4 5 6 7 8; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    if start; then started=yes; break; fi
done
if [ "$started" = no ]; then
    echo "PostgreSQL does not start:" >&2
    tail -n 20 "$log" >&2
    exit 1
fi

trap 'stop immediate; rm -rf "$folder"' EXIT
trap '' INT TERM HUP # Whoever ends the tests ends the input too; what is below still runs.
echo "ready Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
while read -r line; do
    case $line in
        stop) stop fast; echo stopped ;;
        kill) stop immediate; echo stopped ;;
        start) if start; then echo started; else tail -n 5 "$log" >&2; echo failed; fi ;;
    esac
done
