#!/usr/bin/env bash
# Installs what is missing, builds everything, and runs every test; or only the test projects named: ./test.sh Messaging Portal
# The last line says N passed, N failed. Uses no fixed port or folder: the platform may run meanwhile.
# The tests of services with a database run on SQLite and on PostgreSQL, and on SQL Server where ConnectionStrings__sqlserver names one.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/eng/say.sh"
hear_interrupts "$here/test.sh" "$@"
. "$here/eng/install.sh"
. "$here/eng/build.sh"

# Compiling code a second time, better, and measuring it in order to do so, pays for services that run for days; those of tests live
# for seconds (measured on a platform that starts and runs for 45 s: 39 s of processor time with, 20 s without).
export DOTNET_TieredPGO=0 DOTNET_TC_CallCounting=0

# A test project that takes longer hangs: it is ended and counts as failed.
longest=1800

projects=()
if [ $# -eq 0 ]; then
    for file in "$here"/tests/*.Tests/*.Tests.csproj; do projects+=("$(basename "$file" .csproj)"); done
else
    for name in "$@"; do
        project="${name%.Tests}.Tests"
        [ -f "$here/tests/$project/$project.csproj" ] ||
            refuse "Tidak ada proyek uji $name di folder tests." "There is no test project $name in the folder tests." 2
        projects+=("$project")
    done
fi

require_sdk
require_writable "$here"
install_missing "${platform_packages[@]}" "${test_packages[@]}"

if [ $# -eq 0 ]; then
    build "membangun semuanya (building everything)" "$here/PlanningPlatform.sln" -c Debug
else
    for project in "${projects[@]}"; do build "membangun (building) $project" "$here/tests/$project" -c Debug; done
fi

mkdir -p "$here/.test-results"
results=$(mktemp -d "$here/.test-results/run.XXXXXX")

# counter <name> <trx file>: one of the totals in the file's Counters element.
counter() { sed -n 's/.*<Counters [^>]*\b'"$1"'="\([0-9]*\)".*/\1/p' "$2"; }

passed=0 failed=0 skipped=0

# Three at a time keep two processors busy throughout. The longest come first, so that none is left alone at the end.
lanes=3
longest_first=(Platform.Tests Complaints.Tests MobileUnits.Tests Messaging.Tests Identity.Tests Notifications.Tests)
waiting=()
declare -A process_of=() started_at=()

# name_of "<project> <engine>": as people read it.
name_of() { if [ "${1#* }" = Sqlite ]; then echo "${1% *}"; else echo "${1% *}, ${1#* }"; fi; }

# start "<project> <engine>": on SQLite, PostgreSql or SqlServer (tests/Testing/TestDatabase.cs), in a process group of its own.
start() {
    local project="${1% *}" engine="${1#* }"
    started_at[$1]=$SECONDS
    set -m
    TEST_DATABASE="$engine" timeout --kill-after=30 "$longest" dotnet test "$here/tests/$project" -c Debug --no-build --nologo \
        --logger "trx;LogFileName=$results/$project-$engine.trx" --logger "console;verbosity=normal" >"$results/$project-$engine.log" 2>&1 </dev/null &
    process_of[$1]=$!
    set +m
}

# collect "<project> <engine>": waits for its end and counts.
collect() {
    local project="${1% *}" engine="${1#* }" name code=0 trx ran ok all bad
    name=$(name_of "$1")
    trx="$results/$project-$engine.trx"
    wait "${process_of[$1]}" || code=$?
    unset "process_of[$1]"
    [ ! -t 1 ] || printf '\r\033[K'
    if [ ! -f "$trx" ]; then
        failed=$((failed + 1))
        cat "$results/$project-$engine.log"
        say "$name tidak berjalan (kode $code)." "$name did not run (exit code $code)."
        return
    fi

    ran=$(counter executed "$trx") ok=$(counter passed "$trx") all=$(counter total "$trx")
    bad=$((ran - ok))
    # The test process may have died after its last good test.
    if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
    passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + all - ran))
    [ "$bad" -eq 0 ] || name_failures "$name" "$results/$project-$engine.log" | tee -a "$results/failures"
    printf '%-32s %4d lulus (passed), %d gagal (failed)  %d s\n' "$name" "$ok" "$bad" $((SECONDS - started_at[$1]))
}

# name_failures <name> <log>: the tests that failed, with what they say of it; the whole log is kept beside it.
name_failures() {
    printf '%s:\n' "$1"
    awk '/^  (Passed|Skipped) |^(info|warn|fail|dbug): |^Results File: |^\[xUnit/ { shown = 0 } /^  Failed / { shown = 60 } shown-- > 0' "$2"
    # The test process died: what it said last.
    grep -q '^  Failed ' "$2" || tail -40 "$2"
}

end_all() {
    for process in "${process_of[@]}"; do kill -TERM -- "-$process" 2>/dev/null || true; done
    wait || true
    exit 130
}

# Those that ask for a TestDatabase, themselves or by RunningService, run on every engine.
for project in "${longest_first[@]}" "${projects[@]}"; do
    if [[ " ${projects[*]} " != *" $project "* || " ${waiting[*]} " == *" $project Sqlite "* ]]; then continue; fi
    waiting+=("$project Sqlite")
    if grep -rqE 'TestDatabase|RunningService<' "$here/tests/$project" --include='*.cs'; then
        waiting+=("$project PostgreSql")
        [ -z "${ConnectionStrings__sqlserver:-}" ] || waiting+=("$project SqlServer")
    fi
done

trap end_all INT TERM HUP
shown=$SECONDS
while [ ${#waiting[@]} -gt 0 ] || [ ${#process_of[@]} -gt 0 ]; do
    for job in "${!process_of[@]}"; do
        kill -0 "${process_of[$job]}" 2>/dev/null || collect "$job"
    done
    while [ ${#waiting[@]} -gt 0 ] && [ ${#process_of[@]} -lt $lanes ]; do
        start "${waiting[0]}"
        waiting=("${waiting[@]:1}")
    done
    if [ ${#process_of[@]} -gt 0 ] && [ $((SECONDS - shown)) -ge "$([ -t 1 ] && echo 1 || echo 10)" ]; then
        shown=$SECONDS
        running=()
        for job in "${!process_of[@]}"; do running+=("$(name_of "$job") $((SECONDS - started_at[$job])) s"); done
        line=$(printf '%s; ' "${running[@]}")
        if [ -t 1 ]; then printf '\r\033[K%s' "${line%; }"; else printf '... %s\n' "${line%; }"; fi
    fi
    sleep 0.2
done
trap - INT TERM HUP
[ -n "${ConnectionStrings__sqlserver:-}" ] || say "Tidak diuji pada SQL Server: isi ConnectionStrings__sqlserver dengan alamat sebuah server." \
    "Not run on SQL Server: set ConnectionStrings__sqlserver to the address of one."

summary="$passed passed, $failed failed"
[ "$skipped" -eq 0 ] || summary="$summary, $skipped skipped"
if [ "$failed" -gt 0 ]; then
    # Once more at the end: who reads the last page of a long log reads what failed.
    [ ! -f "$results/failures" ] || cat "$results/failures"
    say "Hasil lengkap: $results" "Full results: $results"
    printf '%s\n' "$summary"
    exit 1
fi
rm -rf "$results"
printf '%s\n' "$summary"
