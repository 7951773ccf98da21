# Pieces that run.sh and test.sh share: what people are told, and how long work is shown to be going on.
# Sourced, not run.

# say <Indonesian> [<English>]: one sentence, its English under it.
say() {
    printf '%s\n' "$1"
    [ $# -lt 2 ] || printf '  %s\n' "$2"
}

# refuse <Indonesian> <English> [exit code]: the one sentence a stop is explained with.
refuse() {
    say "$1" "$2" >&2
    exit "${3:-1}"
}

# with_progress <label> <log file> <command...>: runs the command with its output in the log file and shows that time
# passes once two seconds have gone by. The log is printed only when the command fails. Returns the command's exit code.
with_progress() {
    local label="$1" log="$2" started="$SECONDS" shown=0 elapsed every=5 code=0
    shift 2
    [ -t 1 ] && every=1
    # A job of its own, so that Ctrl-C reaches it through the terminal's process group and through the trap below alike.
    "$@" >"$log" 2>&1 </dev/null &
    local job=$!
    trap 'kill -INT '"$job"' 2>/dev/null; wait '"$job"' 2>/dev/null; exit 130' INT
    trap 'kill -TERM '"$job"' 2>/dev/null; wait '"$job"' 2>/dev/null; exit 143' TERM
    while kill -0 "$job" 2>/dev/null; do
        elapsed=$((SECONDS - started))
        if [ "$elapsed" -ge 2 ] && [ $((elapsed - shown)) -ge "$every" ]; then
            shown=$elapsed
            if [ -t 1 ]; then printf '\r%s ... %s s ' "$label" "$elapsed"; else printf '%s ... %s s\n' "$label" "$elapsed"; fi
        fi
        sleep 0.2
    done
    wait "$job" || code=$?
    trap - INT TERM
    [ ! -t 1 ] || [ "$shown" -eq 0 ] || printf '\n'
    [ "$code" -eq 0 ] || cat "$log" >&2
    return "$code"
}
