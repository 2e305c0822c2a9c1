#!/usr/bin/env bash
# Makes this checkout ready to run: finds or installs what is missing, builds the LibTorch shim and Cistron, each once.
#
#   eng/bootstrap.sh          for ./cistron
#   eng/bootstrap.sh tests    for ./test.sh: the test projects too
#
# CISTRON_LIBTORCH   a pip, conda or official LibTorch (include/ and lib/ inside) instead of Debian's libtorch-dev
# CISTRON_NATIVE     a shim that is built already: none is built, and no LibTorch is looked for
#
# It speaks on standard error only, and only when there is something to do. Logs are in artifacts/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

case ${1:-} in
    "")    target=src/Cistron.Cli program=artifacts/bin/Cistron.Cli/release/cistron.dll sources="src" ;;
    tests) target=Cistron.slnx    program=artifacts/bin/Cistron.Cli/release/cistron.dll sources="src tests bench/Cistron.Bench" ;;
    *)     echo "usage: eng/bootstrap.sh [tests]" >&2; exit 2 ;;
esac
compiler=${CXX:-g++}

say() { echo "cistron: $*" >&2; }
fail() { say "$*"; exit 1; }
have() { command -v "$1" >/dev/null; }
short_hash() { sha256sum | cut -c1-16; }

# run_step TEXT LOG COMMAND...   runs the command into the log; a terminal sees the seconds pass
run_step() {
    local text=$1 log=$2 started=$SECONDS clock=
    shift 2
    if [ -t 2 ]; then
        while sleep 1 && kill -0 $$ 2>/dev/null; do
            printf '\rcistron: %s … %d s' "$text" $((SECONDS - started)) >&2
        done &
        clock=$!
        trap 'kill '"$clock"' 2>/dev/null || true' EXIT
    fi
    if [ -z "$clock" ]; then say "$text …"; fi
    local status=0
    "$@" >>"$log" 2>&1 </dev/null || status=$?
    if [ -n "$clock" ]; then
        kill "$clock" 2>/dev/null || true
        trap - EXIT
        printf '\r\e[Kcistron: %s … %d s\n' "$text" $((SECONDS - started)) >&2
    fi
    return $status
}

# ---- what the machine must have ---------------------------------------------------------------------------------

multiarch() { "$compiler" -print-multiarch 2>/dev/null || uname -m | sed 's/$/-linux-gnu/'; }

torch_include() { echo "${CISTRON_LIBTORCH:-/usr}/include"; }
torch_library() {
    if [ -n "${CISTRON_LIBTORCH:-}" ]; then echo "$CISTRON_LIBTORCH/lib/libtorch_cpu.so"
    else echo "/usr/lib/$(multiarch)/libtorch_cpu.so"; fi
}
has_torch() { [ -e "$(torch_include)/ATen/ATen.h" ] && [ -e "$(torch_library)" ]; }

required_packages() {
    [ -n "${CXX:-}" ] || have g++ || echo g++
    have cmake || echo cmake
    have make || echo make
    [ -n "${CISTRON_LIBTORCH:-}" ] || has_torch || echo libtorch-dev
}
# Without these Cistron runs, but in more memory, without distributed training and with threads that fight over the cores.
wanted_packages() {
    [ -e "/usr/lib/$(multiarch)/libtcmalloc_minimal.so.4" ] || echo libtcmalloc-minimal4
    [ -z "${CISTRON_LIBTORCH:-}" ] || return 0
    [ -e /usr/include/gloo ] || echo libgloo-dev
    [ -e "/usr/lib/$(multiarch)/openblas-openmp" ] || echo libopenblas0-openmp
}

install_packages() {
    local packages log=artifacts/install.log as_root=
    packages=$(required_packages; wanted_packages)
    [ -n "$packages" ] || return 0
    packages=$(echo $packages)
    if [ "$(id -u)" != 0 ]; then as_root="sudo -n"; fi
    if have apt-get && { [ -z "$as_root" ] || sudo -n true 2>/dev/null; }; then
        : >"$log"
        run_step "asking for the package lists" "$log" $as_root apt-get update || true
        run_step "installing $packages (once; log in $log)" "$log" \
            $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages || true
    fi
    packages=$(required_packages)
    [ -z "$packages" ] || fail "missing on this machine: $(echo $packages); on Debian or Ubuntu type" \
        "'sudo apt-get install --no-install-recommends g++ cmake make libtorch-dev libgloo-dev libopenblas0-openmp libtcmalloc-minimal4'," \
        "elsewhere install a compiler and CMake and name a LibTorch folder in CISTRON_LIBTORCH"
}

check_compiler() {
    local version
    version=$("$compiler" -dumpversion 2>/dev/null) || version=
    [ "${version%%.*}" -ge 10 ] 2>/dev/null \
        || fail "the C++ compiler $compiler is version ${version:-unknown}, but 10 or newer is needed; name another in CXX"
}

check_sdk() {
    local found
    # Run here, where global.json says which SDK will do.
    dotnet --version >/dev/null 2>&1 && return
    found=$(dotnet --list-sdks 2>/dev/null | sed 's/ .*//' | tail -n 1) || true
    fail "the .NET SDK 10 is missing (found: ${found:-none}); install it from https://dot.net and start again"
}

# ---- the shim ---------------------------------------------------------------------------------------------------

torch_key() { { pwd; echo "${CISTRON_LIBTORCH:-}"; stat -Lc '%s %Y' "$(torch_library)"; \
                cat "$(torch_include)/torch/csrc/api/include/torch/version.h"; } | short_hash; }
shim_key() { { torch_key; find native -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum; } | short_hash; }

shim_is_built() {
    [ -n "${CISTRON_NATIVE:-}" ] || { has_torch && [ -e "artifacts/native/$(shim_key)/libcistron_native.so" ]; }
}

compile_shim() {
    cmake -S native -B "$1" -DCMAKE_BUILD_TYPE=Release "-DCISTRON_LIBTORCH=${CISTRON_LIBTORCH:-}" \
        && cmake --build "$1" -j "$(nproc)"
}

build_shim() {
    local key build log=artifacts/native.log
    key=$(shim_key)
    build=artifacts/native/build/$(torch_key)
    : >"$log"
    run_step "building the LibTorch shim" "$log" compile_shim "$build" \
        || { grep -E 'error:|CMake Error' "$log" | head -20 >&2; fail "the shim could not be built; the whole log is $log"; }
    mkdir -p "artifacts/native/$key"
    cp "$build/libcistron_native.so" "artifacts/native/$key/.new"
    mv "artifacts/native/$key/.new" "artifacts/native/$key/libcistron_native.so"
}

choose_shim() {
    [ -z "${CISTRON_NATIVE:-}" ] || return 0
    local key link=artifacts/native/.current.$$
    key=$(shim_key)
    [ "$(readlink artifacts/native/current)" != "$key" ] || return 0
    ln -s "$key" "$link"
    mv -T "$link" artifacts/native/current
}

# ---- Cistron ----------------------------------------------------------------------------------------------------

stamp=artifacts/.built-${target##*/}
sources_key() { find $sources Directory.* global.json -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | short_hash; }
cistron_is_built() { [ -e "$program" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$(sources_key)" ]; }

build_cistron() {
    local key log=artifacts/build.log
    key=$(sources_key)
    : >"$log"
    run_step "building Cistron" "$log" dotnet build "$target" -c Release --nologo --disable-build-servers \
        || { grep -E '(: |^)error ' "$log" | sed -e "s|$PWD/||" -e 's| \[[^[]*$||' | sort -u | head -20 >&2
             fail "Cistron could not be built; the whole log is $log"; }
    echo "$key" >"$stamp"
}

# -----------------------------------------------------------------------------------------------------------------

# Invariant: the SDK must start where the ICU libraries are not installed.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1

if [ -n "${CISTRON_LIBTORCH:-}" ] && [ -z "${CISTRON_NATIVE:-}" ]; then
    has_torch || fail "CISTRON_LIBTORCH=$CISTRON_LIBTORCH has no include/ATen and lib/libtorch_cpu.so;" \
                      "name the folder that holds include/ and lib/ (of pip: …/site-packages/torch)"
fi

if ! have dotnet || ! shim_is_built || ! cistron_is_built; then
    check_sdk
    mkdir -p artifacts
    exec 9>artifacts/.bootstrap.lock
    flock -n 9 || { say "waiting for another start to finish its build …"; flock 9; }
    if ! shim_is_built; then
        install_packages
        check_compiler
        build_shim
    fi
    cistron_is_built || build_cistron
fi
choose_shim
