#!/usr/bin/env bash
# Installs what is missing, builds what has changed, and runs the platform until Ctrl-C. See ./run.sh --help.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/eng/say.sh"
hear_interrupts "$here/run.sh" "$@"
. "$here/eng/install.sh"
. "$here/eng/build.sh"

# Before anything that takes time: the switches that AppHost knows are those of its own text.
usage="$here/AppHost/Native/usage.txt"
value_of='' database="${Database__Provider:-}"
for argument in "$@"; do
    if [ "$value_of" = --database ]; then database="$argument"; fi
    if [ -n "$value_of" ]; then value_of=''; continue; fi
    case "$argument" in
        --help | -h) cat "$usage"; exit 0 ;;
        --data | --port | --database | --replicas) value_of="$argument" ;;
        --database=*) database="${argument#*=}" ;;
        *) grep -q -- "^  ${argument%%=*} " "$usage" ||
            refuse "Pilihan $argument tidak dikenal; lihat ./run.sh --help." "There is no switch $argument; see ./run.sh --help." 2 ;;
    esac
done

require_sdk
require_writable "$here"

packages=("${platform_packages[@]}")
# With a broker of somebody else's there is none to run here.
[ -z "${ConnectionStrings__messaging:-}" ] || packages=(libicu72 tzdata libgd3 chromium fonts-dejavu-core)
# A cluster of our own; databases of somebody else's are named one by one, and this one stands for all.
if [[ "$database" = postgres || "$database" = PostgreSql ]] && ! env | grep -q '^ConnectionStrings__identity-db='; then packages+=(postgresql); fi
install_missing "${packages[@]}"

# Release, so that a running platform is never overwritten by the tests' build (Debug).
built="$here/AppHost/obj/built-Release"
now=$(fingerprint)
if [ "$(cat "$built" 2>/dev/null)" != "$now" ]; then
    rm -f "$built"
    build "membangun (building)" "$here/AppHost" -c Release
    fingerprint >"$built"
fi

dotnet run --project "$here/AppHost" -c Release --no-build -- "$@" &
platform=$!
# dotnet run keeps an interruption to itself and passes a TERM on; AppHost takes either for a wish to stop, twice for one.
interrupted=''
trap 'interrupted=yes; kill -TERM "$platform" 2>/dev/null || true' INT TERM HUP
while :; do
    interrupted=''
    code=0
    wait "$platform" || code=$?
    [ -n "$interrupted" ] || exit "$code"
done
