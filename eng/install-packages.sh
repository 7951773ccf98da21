#!/usr/bin/env bash
# Installs the Debian packages named as arguments; run as root (by eng/install.sh). Nothing that it installs is started, now or
# at the next boot: the platform runs a private broker, and a service that the machine had before is left alone.
set -euo pipefail

policy=/usr/sbin/policy-rc.d
mark='# PlanningPlatform: no service starts while packages are being installed'

is_installed() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q '^install ok installed'; }

# One installation at a time: a second one must not take the first one's policy for the machine's own.
mkdir -p /run/lock
exec 9>/run/lock/planning-platform-install.lock
flock 9

# Left behind by an installation that was killed.
if [ -f "$policy" ] && grep -qF "$mark" "$policy"; then rm -f "$policy"; fi

new=()
for package in "$@"; do is_installed "$package" || new+=("$package"); done
[ ${#new[@]} -gt 0 ] || exit 0
had_erlang=no
! is_installed erlang-base || had_erlang=yes

export DEBIAN_FRONTEND=noninteractive
patience=(-o DPkg::Lock::Timeout=120 -o Acquire::Retries=3)
# Some other source of the machine's may be out of order; whether ours is, the installation itself shows.
apt-get "${patience[@]}" -qq update || true

# From here on an interruption waits: a half-installed package is worse than ten seconds.
trap '' INT TERM HUP
if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\n%s\nexit 101\n' "$mark" >"$policy"
    chmod 755 "$policy"
fi
# PostgreSQL's package would make and start a cluster of its own; ours lies in the data folder.
if [[ " ${new[*]} " == *' postgresql '* ]] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
fi
apt-get "${patience[@]}" -y -qq --no-install-recommends -o Dpkg::Options::=--force-confold install "${new[@]}"

# The packages enable their services for the next boot.
if command -v systemctl >/dev/null && [[ " ${new[*]} " == *' rabbitmq-server '* ]]; then
    systemctl disable --quiet rabbitmq-server.service 2>/dev/null || true
    [ "$had_erlang" = yes ] || systemctl disable --quiet epmd.socket epmd.service 2>/dev/null || true
fi
