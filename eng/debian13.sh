#!/usr/bin/env bash
# Cistron on LibTorch 2.6: builds the shim in a Debian 13 inside a folder, artifacts/debian13, and runs there
#
#   sudo eng/debian13.sh                          the engine's tests
#   sudo -E eng/debian13.sh bench bert            cases of ./bench.sh, with its options, beside the PyTorch of Debian 13
#
# The first run takes some minutes and 3 GB; later runs use the same Debian. The repository, the .NET SDK and the folder that
# CISTRON_DATA names are bound into it, read-only but for what a bench writes; its own mounts vanish with the script. Needs root
# and debootstrap.
set -euo pipefail
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
debian=$repository/artifacts/debian13
mkdir -p "$debian"
packages="g++ cmake make libtorch-dev libgloo-dev libopenblas0-openmp libtcmalloc-minimal4 python3-torch python3-numpy util-linux"

say() { echo "debian13: $*" >&2; }
fail() { say "$*"; exit 1; }
# quietly COMMAND...   what it says goes to the log, which is shown when it fails
quietly() { "$@" >>"$debian.log" 2>&1 </dev/null || { tail -n 20 "$debian.log" >&2; fail "failed: $* (log: $debian.log)"; }; }
# inside COMMAND...    runs it in that Debian
inside() {
    chroot "$debian" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/tmp LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}
# ours COMMAND...      runs it in that Debian in the repository, with the environment of ./cistron
ours() {
    inside PATH="$dotnet:/usr/sbin:/usr/bin:/sbin:/bin" DOTNET_SKIP_WORKLOAD_INTEGRITY_CHECK=1 bash -c \
        'cd "$1" && shift && source eng/environment.sh && exec env "$@"' ours "$repository" "$@"
}
# visible FOLDER   makes a folder of this machine readable inside, at the same place
visible() {
    mkdir -p "$debian$1"
    mount --bind "$1" "$debian$1"
    mount -o remount,bind,ro "$debian$1"
}
# writable FOLDER  the same, and what is written there is written here
writable() {
    mkdir -p "$1"
    mount --bind "$1" "$debian$1"
}

[ "$(id -u)" = 0 ] || fail "chroot and mount need root; type: sudo eng/debian13.sh"
command -v debootstrap >/dev/null || fail "debootstrap is missing; type: apt-get install debootstrap"
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")") || fail "dotnet is missing; ./test.sh says how to get it"

if [ "${CISTRON_OWN_MOUNTS:-}" != yes ]; then
    CISTRON_OWN_MOUNTS=yes exec unshare --mount --propagation private "$0" "$@"
fi
case "${1:-tests}" in
    tests) project=tests/Cistron.Torch.Tests ;;
    bench) project=bench/Cistron.Bench; shift ;;
    *) fail "'$1' is not known; type: sudo eng/debian13.sh, or: sudo eng/debian13.sh bench CASE" ;;
esac
: >"$debian.log"

if [ ! -e "$debian/.unpacked" ]; then
    say "unpacking Debian 13 into $debian …"
    quietly debootstrap --variant=minbase trixie "$debian"
    touch "$debian/.unpacked"
fi
mount --bind /dev "$debian/dev"
mount -t proc proc "$debian/proc"
if [ "$(cat "$debian/.installed" 2>/dev/null)" != "$packages" ]; then
    say "installing $packages …"
    quietly inside apt-get update
    quietly inside apt-get install -y --no-install-recommends $packages
    quietly inside apt-get clean
    echo "$packages" >"$debian/.installed"
fi

say "building $project …"
cd "$repository"
mkdir -p artifacts/native
quietly dotnet build "$project" -c Release --nologo --disable-build-servers

visible "$repository"
visible "$dotnet"
say "building the shim on LibTorch 2.6 …"
quietly inside cmake -S "$repository/native" -B /tmp/native/current -DCMAKE_BUILD_TYPE=Release
quietly inside cmake --build /tmp/native/current -j "$(nproc)"
# There it is the shim of the checkout.
mount --bind "$debian/tmp/native" "$debian$repository/artifacts/native"

if [ "$project" = bench/Cistron.Bench ]; then
    writable "$repository/artifacts/bench"
    writable "$repository/bench/results"
    [ -z "${CISTRON_DATA:-}" ] || visible "$CISTRON_DATA"
    ours ${CISTRON_DATA:+"CISTRON_DATA=$CISTRON_DATA"} dotnet artifacts/bin/Cistron.Bench/release/cistron-bench.dll "$@"
    # What root wrote belongs to whom the checkout belongs to.
    chown -R --reference="$repository" artifacts/bench bench/results
else
    say "running the engine's tests …"
    ours OMP_NUM_THREADS=1 dotnet test artifacts/bin/Cistron.Torch.Tests/release/Cistron.Torch.Tests.dll --results-directory /tmp/results
fi
