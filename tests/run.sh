#!/usr/bin/env bash
# Builds everything and runs every test. The last line is "N passed, N failed"; the exit code is not 0 when a step or
# a test failed, or when nothing ran. Needs the .NET 10 SDK and PostgreSQL 15 or later, which root gets from the system's
# packages where it is missing. One private server is started for the whole run; SUPERVISION_TEST_POSTGRES, a connection
# string with the right to create databases, names another one.
#
#   bash tests/run.sh                    everything
#   bash tests/run.sh Supervision.Tests  only the projects named; the style check is left out
set -u -o pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

build_limit=900     # seconds for restore, build and format, each
project_limit=2400  # seconds for one test project
stuck_limit=20m     # without any test ending, after which the run says which one it was
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
# The server compiles well rather than soon; processes that tests start live for seconds.
export DOTNET_TC_QuickJit=1
# A user without a home (a container, a build machine) still gets a place for the package cache.
if [ -z "${HOME:-}" ] || [ ! -w "${HOME:-/nonexistent}" ]; then
    HOME=$(mktemp -d); export HOME
fi

results=$(mktemp -d); trap 'stop_postgres; rm -rf "$results"' EXIT
passed=0; failed=0; skipped=0; broken=""; omitted=""

finish() {
    echo
    [ -z "$broken" ] || echo "Went wrong:$broken"
    [ -z "$omitted" ] || echo "Not done:$omitted"
    local line="$passed passed, $failed failed"
    [ "$skipped" -eq 0 ] || line="$line, $skipped skipped"
    local code=0
    [ "$failed" -eq 0 ] && [ -z "$broken" ] && [ "$passed" -gt 0 ] || code=1
    echo "$line"
    exit "$code"
}

# A step that must succeed before anything else makes sense counts as one failure when it does not.
must() {
    local name=$1; shift
    echo; echo "== $name"
    local began=$SECONDS
    if timeout -k 30 "$build_limit" "$@" >"$results/step.log" 2>&1; then
        echo "   done in $((SECONDS - began)) s"
    else
        cat "$results/step.log"
        failed=$((failed + 1)); broken="$broken [$name]"
        return 1
    fi
}

if ! command -v dotnet >/dev/null 2>&1; then
    echo "Missing: 'dotnet' is not on the PATH. Install the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0"
    failed=1; broken=" [.NET 10 SDK]"; finish
fi
if ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
    echo "Missing: the .NET 10 SDK (https://dotnet.microsoft.com/download/dotnet/10.0). Here are only:"
    dotnet --list-sdks 2>/dev/null | sed 's/^/  /'
    failed=1; broken=" [.NET 10 SDK]"; finish
fi

# One count of a TRX file: trx_count FILE passed
trx_count() {
    sed -n "s/.*<Counters[^>]*[ ]$2=\"\([0-9]*\)\".*/\1/p" "$1" | head -n 1
}

run_project() {
    local project=$1 began=$SECONDS code trx
    echo; echo "== $project"
    timeout -k 30 "$project_limit" dotnet test "tests/$project" -c Release --no-build --nologo \
        --blame-hang-timeout "$stuck_limit" --blame-hang-dump-type none \
        --logger "console;verbosity=normal" --logger "trx;LogFileName=$project.trx" --results-directory "$results" \
        >"$results/$project.log" 2>&1
    code=$?
    trx="$results/$project.trx"
    if [ ! -s "$trx" ]; then
        tail -n 60 "$results/$project.log"
        grep -i 'long running test\|hang' "$results/$project.log" | tail -n 20
        echo "   $project gave no result (exit code $code; 124 and 137 mean that it ran over $project_limit s)"
        failed=$((failed + 1)); broken="$broken [$project: no result]"
        return
    fi
    local p f total
    p=$(trx_count "$trx" passed); f=$(trx_count "$trx" failed); total=$(trx_count "$trx" total)
    p=${p:-0}; f=${f:-0}; total=${total:-0}
    passed=$((passed + p)); failed=$((failed + f)); skipped=$((skipped + total - p - f))
    echo "   $p passed, $f failed, $((total - p - f)) skipped in $((SECONDS - began)) s"
    if [ "$f" -gt 0 ]; then
        # Tests that passed are many; what failed is shown whole.
        sed -n '/^ *Failed /,/^ *\(Passed\|Skipped\) /p' "$results/$project.log" | head -n 400
        broken="$broken [$project: $f failed]"
    elif [ "$code" -ne 0 ]; then
        # All passed, and yet something went wrong: what could not be cleared away says so in the middle.
        grep -n -A 15 -i 'cleanup failure\|catastrophic\|unhandled exception\|aborted\|hang' "$results/$project.log" | head -n 80
        tail -n 60 "$results/$project.log"
        failed=$((failed + 1)); broken="$broken [$project: exit code $code]"
    elif [ "$total" -eq 0 ]; then
        failed=$((failed + 1)); broken="$broken [$project: no test ran]"
    fi
}

# That nothing was found counts only where something could have been.
scan_packages() {
    local began=$SECONDS
    echo; echo "== packages with known vulnerabilities"
    bash tests/packages.sh >"$results/packages.log" 2>&1
    case $? in
        0) echo "   $(tail -n 1 "$results/packages.log"), in $((SECONDS - began)) s" ;;
        2) echo "   $(tail -n 1 "$results/packages.log")"
            omitted="$omitted [packages $(tail -n 1 "$results/packages.log")]" ;;
        *) cat "$results/packages.log"
            failed=$((failed + 1)); broken="$broken [packages with known vulnerabilities]" ;;
    esac
}

find_postgres() { command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }

install_postgres() {
    [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
    # The package would start a server of its own; tests bring theirs.
    mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] ||
        echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
    export DEBIAN_FRONTEND=noninteractive
    timeout -k 30 "$build_limit" apt-get install -y --no-install-recommends postgresql >"$results/apt.log" 2>&1 ||
        { timeout -k 30 "$build_limit" apt-get update >"$results/apt.log" 2>&1 &&
            timeout -k 30 "$build_limit" apt-get install -y --no-install-recommends postgresql \
                >>"$results/apt.log" 2>&1; }
}

# The server lives as long as the pipe to it: however this script ends, it stops and its folder is gone.
start_postgres() {
    [ -z "${SUPERVISION_TEST_POSTGRES:-}" ] || { echo "   the one that SUPERVISION_TEST_POSTGRES names"; return; }
    if ! find_postgres && ! install_postgres; then
        [ ! -s "$results/apt.log" ] || tail -n 5 "$results/apt.log"
        echo "   Missing: PostgreSQL 15 or later, and it could not be installed here. Install the package 'postgresql'"
        echo "   (as root: apt-get install postgresql), or set SUPERVISION_TEST_POSTGRES. Tests that need it will fail."
        failed=$((failed + 1)); broken="$broken [PostgreSQL is missing]"
        return
    fi
    coproc POSTGRES { exec bash tests/postgres.sh 2>"$results/postgres.log"; }
    local answer=""
    read -r answer <&"${POSTGRES[0]}" || true
    if [ "${answer#ready }" = "$answer" ]; then
        cat "$results/postgres.log"
        failed=$((failed + 1)); broken="$broken [PostgreSQL does not start]"
        return
    fi
    postgres_in=${POSTGRES[1]}; postgres_pid=$POSTGRES_PID
    export SUPERVISION_TEST_POSTGRES=${answer#ready }
    echo "   ready"
}

stop_postgres() {
    [ -n "${postgres_in:-}" ] || return 0
    exec {postgres_in}>&-
    wait "$postgres_pid" 2>/dev/null
    postgres_in=""
}

must "restore" dotnet restore Supervision.sln || finish
must "build, warnings are errors" dotnet build Supervision.sln -c Release --no-restore --nologo || finish

if [ $# -eq 0 ]; then
    must "style" dotnet format Supervision.sln --no-restore --verify-no-changes || true
    scan_packages
    set -- $(cd tests && ls -d *.Tests)
fi
echo; echo "== PostgreSQL"
start_postgres
for project in "$@"; do
    run_project "$project"
done
finish
