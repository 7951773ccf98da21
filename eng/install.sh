# Finds out what is missing and installs it. Sourced by run.sh and test.sh, after eng/say.sh.

# What the running platform needs: the broker (with Erlang and its epmd), ICU for Indonesian formats, time zones, libgd for photos, chromium and a font to print reports.
platform_packages=(rabbitmq-server libicu72 tzdata libgd3 chromium fonts-dejavu-core)
# What the tests need besides: PostgreSQL, a mail server, ss to see who listens, curl and jq for the README. The browser is the printer's.
test_packages=(postgresql python3-aiosmtpd iproute2 curl jq)

# require_sdk: stops with one sentence unless a .NET 10 SDK answers.
require_sdk() {
    local sdks
    if ! sdks=$(dotnet --list-sdks 2>/dev/null) || ! grep -q '^10\.' <<<"$sdks"; then
        refuse "SDK .NET 10 belum terpasang: pasang dotnet-sdk-10.0, lalu jalankan lagi." \
            "The .NET 10 SDK is missing: install dotnet-sdk-10.0, then run this again." 3
    fi
}

# require_writable <folder>: stops with one sentence when nothing can be written there.
require_writable() {
    local probe
    if ! probe=$(mktemp "$1/.writable.XXXXXX" 2>/dev/null); then
        refuse "Folder $1 tidak dapat ditulisi." "The folder $1 cannot be written to." 4
    fi
    rm -f "$probe"
}

# install_missing <package...>: installs those that are missing, or stops with one sentence when that is not allowed.
install_missing() {
    local missing=() as_root=() package log
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0

    if [ "$(id -u)" -ne 0 ]; then
        as_root=(sudo)
        # Asks for a password only where somebody can type it.
        if ! command -v sudo >/dev/null || ! { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; }; then
            refuse "${missing[*]} belum terpasang dan Anda tidak berhak memasangnya: mintalah administrator menjalankan apt-get install ${missing[*]}" \
                "${missing[*]} missing, and you may not install: ask an administrator to run apt-get install ${missing[*]}" 5
        fi
    fi

    log=$(mktemp)
    if ! with_progress "memasang (installing) ${missing[*]}" "$log" \
        "${as_root[@]}" bash "$(dirname "${BASH_SOURCE[0]}")/install-packages.sh" "${missing[@]}"; then
        cat "$log" >&2
        rm -f "$log"
        refuse "Pemasangan ${missing[*]} gagal; kata apt ada di atas." "Installing ${missing[*]} failed; what apt said is above." 6
    fi
    rm -f "$log"
}
