#!/usr/bin/env bash
# Installs the Debian packages named as arguments; run as root (by eng/install.sh). Nothing it installs is started, now or
# at the next boot: the platform runs its own private broker, and a service that was on the machine before is left alone.
set -euo pipefail

policy=/usr/sbin/policy-rc.d
mark='# planning-platform: no service starts while packages are being installed'

# One installation at a time: a second one must not take the first one's policy for the machine's own.
exec 9>/run/lock/planning-platform-install.lock
flock 9

# Left behind by an installation that was killed.
if [ -f "$policy" ] && grep -qF "$mark" "$policy"; then rm -f "$policy"; fi

if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\n%s\nexit 101\n' "$mark" >"$policy"
    chmod 755 "$policy"
fi

new=()
for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' || new+=("$package")
done
[ ${#new[@]} -gt 0 ] || exit 0

had_epmd=$(dpkg-query -W -f='${Status}' erlang-base 2>/dev/null || true)

export DEBIAN_FRONTEND=noninteractive
wait_for_apt=(-o DPkg::Lock::Timeout=120 -o Acquire::Retries=3)
apt-get "${wait_for_apt[@]}" -qq update
apt-get "${wait_for_apt[@]}" -y -qq --no-install-recommends install "${new[@]}"

# The package enables its service for the next boot; ours is private, so the machine's stays off unless it was there before.
if command -v systemctl >/dev/null; then
    for package in "${new[@]}"; do
        [ "$package" != rabbitmq-server ] || systemctl disable --quiet rabbitmq-server.service 2>/dev/null || true
    done
    [ "$had_epmd" = 'install ok installed' ] || systemctl disable --quiet epmd.socket epmd.service 2>/dev/null || true
fi
