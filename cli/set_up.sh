#!/bin/sh
# Everything a fresh machine lacks: Python 3.10, uv, .venv, the locked packages, the sentence encoder, the trained model.
#   sh cli/set_up.sh run    what Wemode runs on
#   sh cli/set_up.sh test   what the tests need besides, Debian's chromium among it where apt may install it
# A second run skips what is there. Every failure is one sentence and an exit code that is not 0.
set -u
cd "$(dirname "$0")/.." || exit 1
what=${1:-run}
log=.cache/set-up.log
mkdir -p .cache && : > "$log"
own_home=$(getent passwd "$(id -u)" 2> /dev/null | cut -d: -f6)
: "${HOME:=$own_home}"
: "${HOME:=/tmp}"
export HOME UV_NATIVE_TLS=true UV_CACHE_DIR="${UV_CACHE_DIR:-$HOME/.cache/uv}" UV_NO_PROGRESS=1 PYTHONDONTWRITEBYTECODE=1

say() { echo "  $*"; }
fail() { echo "Wemode could not be set up: $*" >&2; exit 1; }

# Run quietly; on failure say in one sentence what it most likely was.
quietly() {
    doing=$1; shift
    "$@" >> "$log" 2>&1 && return 0
    if grep -qiE 'no space left|os error 28|disk quota' "$log"; then
        fail "the disk is full while $doing. Free about 3 GB and run the same command again."
    elif grep -qiE 'dns|connect|resolve host|network|timed out|tls|certificate|unreachable|sending request' "$log"; then
        fail "the package index cannot be reached while $doing. Connect this machine to the network, or check its proxy, and run the same command again."
    fi
    fail "something went wrong while $doing. The last lines of $log say what."
}

works() { "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' > /dev/null 2>&1; }

find_python() {
    for candidate in "${WEMODE_PYTHON:-}" python3.10 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.10*/bin/python3.10 \
        "$HOME"/.pyenv/versions/3.10*/bin/python3.10 "$own_home"/.pyenv/versions/3.10*/bin/python3.10 /opt/pyenv/versions/3.10*/bin/python3.10 \
        "$HOME"/.local/share/uv/python/cpython-3.10*/bin/python3.10; do
        [ -n "$candidate" ] && works "$candidate" && { echo "$candidate"; return 0; }
    done
    return 1
}

find_uv() {
    for candidate in uv "$HOME/.local/bin/uv" .cache/tools/bin/uv; do
        "$candidate" --version > /dev/null 2>&1 && { echo "$candidate"; return 0; }
    done
    return 1
}

install_uv() {
    for any in "${1:-}" python3 python; do
        [ -n "$any" ] || continue
        "$any" -m venv .cache/tools >> "$log" 2>&1 || continue
        quietly "installing uv" .cache/tools/bin/python -m pip install --quiet --disable-pip-version-check uv
        return 0
    done
    fail "neither uv nor a Python that can install it is here. Install Python 3.10 and run the same command again."
}

enough_space() {
    free=$(df -Pk . | awk 'NR==2 {print int($4 / 1024)}')
    [ "$free" -ge "$1" ] || fail "only $free MB are free here and about $1 MB are needed. Free some space and run the same command again."
}

checksum() { cat "$@" | cksum | tr ' ' '-'; }

python=$(find_python) || python=
uv=$(find_uv) || { say "Installing uv"; install_uv "$python"; uv=.cache/tools/bin/uv; }
if [ -z "$python" ]; then
    say "Installing Python 3.10"
    "$uv" python install 3.10 >> "$log" 2>&1
    python=$("$uv" python find 3.10 2>> "$log") && works "$python" ||
        fail "Python 3.10 is not on this machine and could not be fetched. Install Python 3.10 (for instance with pyenv) and run the same command again."
fi

if [ ! -x .venv/bin/python ] || ! works .venv/bin/python; then
    enough_space 3000
    say "Making .venv with Python 3.10"
    rm -rf .venv
    quietly "making .venv" "$uv" venv --quiet --python "$python" .venv
    works .venv/bin/python || fail ".venv did not become a Python 3.10. Remove .venv and run the same command again."
fi

lock=requirements/$what.txt
stamp=.venv/.installed
wanted="$(checksum "$lock" pyproject.toml)"
if ! grep -qsx "$what $wanted" "$stamp"; then
    if [ "$what" = run ] && grep -qsx "test $(checksum requirements/test.txt pyproject.toml)" "$stamp"; then
        :   # the tests' packages hold everything that running needs
    else
        enough_space 2000
        say "Installing the packages of $lock"
        quietly "installing packages" "$uv" pip sync --quiet --python .venv/bin/python --require-hashes "$lock"
        quietly "installing Wemode from its checkout" "$uv" pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
        echo "$what $wanted" > "$stamp"
    fi
fi

export UV="$uv"
.venv/bin/python -m rasa_project.encoder.build || exit 1
.venv/bin/wemode train || exit 1

if [ "$what" = test ] && ! command -v chromium > /dev/null 2>&1; then
    if command -v apt-get > /dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        say "Installing chromium for the browser tests"
        { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium; } >> "$log" 2>&1 ||
            say "chromium could not be installed: the browser tests will be left out, and said so."
    else
        say "chromium is not here and may not be installed by this user: the browser tests will be left out, and said so."
    fi
fi
