# Pieces that run.sh and test.sh share: what people are told, and how work that takes time is shown. Sourced, not run.

# say <Indonesian> [<English>]: one sentence, its English under it.
say() {
    printf '%s\n' "$1"
    [ $# -lt 2 ] || printf '  %s\n' "$2"
}

# refuse <Indonesian> <English> [exit code]: the one sentence that explains why it goes no further.
refuse() {
    say "$1" "$2" >&2
    exit "${3:-1}"
}

# with_progress <label> <log file> <command...>: runs the command with its output in the log file, and shows that time passes
# once two seconds have gone by. Returns the command's exit code. An interruption ends the command first.
with_progress() {
    local label="$1" log="$2" started="$SECONDS" shown=0 every=10 code=0 elapsed job
    shift 2
    [ ! -t 1 ] || every=1
    # A process group of its own, so that an interruption can end all of it.
    set -m
    "$@" >"$log" 2>&1 </dev/null &
    job=$!
    set +m
    trap 'kill -TERM -- -'"$job"' 2>/dev/null || true; wait '"$job"' || true; exit 130' INT TERM HUP
    while kill -0 "$job" 2>/dev/null; do
        elapsed=$((SECONDS - started))
        if [ "$elapsed" -ge 2 ] && { [ "$shown" -eq 0 ] || [ $((elapsed - shown)) -ge "$every" ]; }; then
            shown=$elapsed
            if [ -t 1 ]; then printf '\r%s ... %s s ' "$label" "$elapsed"; else printf '%s ... %s s\n' "$label" "$elapsed"; fi
        fi
        sleep 0.1
    done
    wait "$job" || code=$?
    trap - INT TERM HUP
    [ ! -t 1 ] || [ "$shown" -eq 0 ] || printf '\n'
    return "$code"
}

# hear_interrupts <script> <arguments...>: a script started in the background by another is made to ignore SIGINT, and bash
# cannot undo that; starting over with the default action can.
hear_interrupts() {
    if [ -n "${PLANNING_HEARS_INTERRUPTS:-}" ]; then
        unset PLANNING_HEARS_INTERRUPTS
        return
    fi
    PLANNING_HEARS_INTERRUPTS=yes exec env --default-signal=INT,QUIT bash "$@"
}
