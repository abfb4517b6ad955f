#!/bin/sh
# Install the Debian packages that are missing: system.sh run | test
#   run   what making editions needs                test   also what checking them needs
# Where everything is here already, nothing is called; off Debian, what to install is printed.
set -eu

missing=
need() { # PACKAGE COMMAND...: the package is missing when the command fails
    package=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}
library() { "$PYTHON" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1"; }
# A bare machine has no fc-list to ask, but dpkg knows the package; off Debian it is the other way round.
faces() { [ "$(dpkg-query -W -f '${db:Status-Status}' fonts-noto-cjk)" = installed ] || fc-list | grep -q 'Noto Serif CJK'; }

PYTHON=${PYTHON:-python3}
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    echo "dingben needs Python 3.11 or newer, and '$PYTHON' is not: try make PYTHON=python3.12" >&2
    exit 1
}

need python3-venv "$PYTHON" -c 'import ensurepip, venv'
need libpango-1.0-0 library libpango-1.0.so.0
need libpangoft2-1.0-0 library libpangoft2-1.0.so.0
need libharfbuzz-subset0 library libharfbuzz-subset.so.0
need fonts-noto-cjk faces
if [ "${1:-run}" = test ]; then
    need default-jre-headless java -version # epubcheck
    need poppler-utils pdftotext -v
    need npm npm --version # fetches the OOXML validator
fi
[ -n "$missing" ] || exit 0

if [ "$(uname -s)" != Linux ] || ! command -v apt-get >/dev/null; then
    echo "Please install what Debian calls:$missing" >&2
    echo "(after that, \`dingben doctor\` says what is still missing). Going on without." >&2
    exit 0
fi
if [ "$(id -u)" = 0 ]; then
    sudo=
elif command -v sudo >/dev/null; then
    sudo=sudo
else
    echo "Please run as root: apt-get install --no-install-recommends$missing" >&2
    exit 1
fi
echo "installing$missing"
$sudo apt-get update -q
# shellcheck disable=SC2086 # the list is to be split
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
