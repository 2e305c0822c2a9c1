#!/usr/bin/env bash
# Builds the shim against LibTorch 2.6 and runs the engine's tests there, in a Debian 13 inside a folder.
#
#   sudo eng/try-debian13.sh [FOLDER]     default: artifacts/debian13
#
# The first run takes about two minutes and 2 GB; later runs use the same Debian. The repository and the .NET SDK are
# bound into it, read-only; its own mounts vanish with the script. Needs root and debootstrap.
set -euo pipefail
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mkdir -p "${1:-$repository/artifacts/debian13}"
debian=$(cd "${1:-$repository/artifacts/debian13}" && pwd)
packages="g++ cmake make libtorch-dev libgloo-dev libopenblas0-openmp"

say() { echo "debian13: $*" >&2; }
fail() { say "$*"; exit 1; }
# quietly COMMAND...   what it says goes to the log, which is shown when it fails
quietly() { "$@" >>"$debian.log" 2>&1 </dev/null || { tail -n 20 "$debian.log" >&2; fail "failed: $* (log: $debian.log)"; }; }
inside() {
    chroot "$debian" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/tmp LC_ALL=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_WORKLOAD_INTEGRITY_CHECK=1 \
        DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 OMP_NUM_THREADS="${OMP_NUM_THREADS:-1}" "$@"
}
# visible FOLDER   makes a folder of this machine readable inside, at the same place
visible() {
    mkdir -p "$debian$1"
    mount --bind "$1" "$debian$1"
    mount -o remount,bind,ro "$debian$1"
}

[ "$(id -u)" = 0 ] || fail "chroot and mount need root; type: sudo eng/try-debian13.sh"
command -v debootstrap >/dev/null || fail "debootstrap is missing; type: apt-get install debootstrap"
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")") || fail "dotnet is missing; ./test.sh says how to get it"

if [ "${CISTRON_OWN_MOUNTS:-}" != yes ]; then
    CISTRON_OWN_MOUNTS=yes exec unshare --mount --propagation private "$0" "$debian"
fi
: >"$debian.log"

if [ ! -e "$debian/.complete" ]; then
    say "unpacking Debian 13 into $debian …"
    quietly debootstrap --variant=minbase trixie "$debian"
    say "installing $packages …"
    mount --bind /dev "$debian/dev"
    mount -t proc proc "$debian/proc"
    quietly inside apt-get install -y --no-install-recommends $packages
    quietly inside apt-get clean
    touch "$debian/.complete"
else
    mount --bind /dev "$debian/dev"
    mount -t proc proc "$debian/proc"
fi

say "building the engine's tests …"
cd "$repository"
mkdir -p artifacts/native
quietly dotnet build tests/Cistron.Torch.Tests -c Release --nologo --disable-build-servers

visible "$repository"
visible "$dotnet"
say "building the shim on LibTorch 2.6 …"
quietly inside cmake -S "$repository/native" -B /tmp/native/current -DCMAKE_BUILD_TYPE=Release
quietly inside cmake --build /tmp/native/current -j "$(nproc)"
# There it is the shim of the checkout.
mount --bind "$debian/tmp/native" "$debian$repository/artifacts/native"

say "running the engine's tests …"
inside "$dotnet/dotnet" test \
    "$repository/artifacts/bin/Cistron.Torch.Tests/release/Cistron.Torch.Tests.dll" --results-directory /tmp/results
