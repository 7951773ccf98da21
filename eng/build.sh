# Builds. Sourced by run.sh and test.sh, after eng/say.sh. $here is the repository's folder.

# build <label> <arguments of dotnet build...>: one build at a time in this folder; a warning counts as a failure. What the
# build said is printed only when it failed.
build() {
    local label="$1" log
    shift
    log=$(mktemp)
    mkdir -p "$here/AppHost/obj"
    if ! with_progress "$label" "$log" flock "$here/AppHost/obj/build.lock" dotnet build -nodeReuse:false -nologo -verbosity:minimal "$@" ||
        grep -qE '(: | )warning [A-Z]+[0-9]+' "$log"; then
        cat "$log" >&2
        rm -f "$log"
        refuse "Pembangunan gagal; keterangannya ada di atas." "The build failed, or warned; what it said is above." 9
    fi
    rm -f "$log"
}

# fingerprint: changes when any file that goes into the running platform changes, comes or goes, or another SDK builds it.
fingerprint() {
    {
        (cd "$here" && dotnet --version)
        find "$here/AppHost" "$here/ServiceDefaults" "$here/services" "$here/gateway" \
            \( -name bin -o -name obj -o -name .data \) -prune -o -type f -printf '%P %s %T@\n'
        find "$here" -maxdepth 1 -type f \( -name 'Directory.*' -o -name '*.txt' -o -name global.json -o -name .editorconfig \) -printf '%P %s %T@\n'
    } | LC_ALL=C sort | sha256sum
}
