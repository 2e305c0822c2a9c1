# Sourced by ./cistron and ./test.sh: what must be set before the process starts, because OpenMP, the loader and the
# .NET runtime read it only once.

_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# OpenBLAS built on pthreads keeps a second pool of spinning threads beside OpenMP's, and the two fight over the cores.
# Debian's OpenMP build shares the one pool.
if [ -z "${CISTRON_LIBTORCH:-}" ]; then
    for _folder in /usr/lib/*/openblas-openmp; do
        [ ! -e "$_folder/libblas.so.3" ] || export LD_LIBRARY_PATH="$_folder${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
    done
fi

# An OpenBLAS older than the processor takes it for a Prescott of 2004, and products in fp32 take several times as long.
if [ -z "${OPENBLAS_CORETYPE:-}" ] && [ -n "${_folder:-}" ] \
    && [[ $(LD_PRELOAD="$_folder/libopenblas.so.0" OPENBLAS_VERBOSE=2 /bin/true 2>&1) == *Prescott* ]]; then
    case " $(grep -m 1 '^flags' /proc/cpuinfo || true) " in
        *" avx512vl "*) export OPENBLAS_CORETYPE=SkylakeX ;;
        *" avx2 "*) export OPENBLAS_CORETYPE=Haswell ;;
    esac
fi

# glibc's heap frays: small blocks that stay keep the large ones around them apart, and a step takes up to twice the memory that
# it holds at any moment. Google's TCMalloc keeps the two apart. What is preloaded already stays alone.
if [ -z "${LD_PRELOAD:-}" ]; then
    for _library in "/usr/lib/$(uname -m)-linux-gnu/libtcmalloc_minimal.so.4" /usr/lib64/libtcmalloc_minimal.so.4; do
        [ ! -e "$_library" ] || export LD_PRELOAD=$_library
    done
fi

# One thread a core that this process may use; a second thread on a core's other half only slows matrix products.
if [ -z "${OMP_NUM_THREADS:-}" ]; then
    _allowed=$(nproc)
    _cores=$(lscpu -p=SOCKET,CORE 2>/dev/null | grep -v '^#' | sort -u | wc -l || true)
    export OMP_NUM_THREADS=$((_cores > 0 && _cores < _allowed ? _cores : _allowed))
fi

# OpenMP's threads wait for work by spinning. For long, as by default, they starve each other as soon as anything else
# runs: steps more than ten times slower were seen. A short while costs a few percent on a quiet machine.
export GOMP_SPINCOUNT=${GOMP_SPINCOUNT:-10000}

# oneDNN keeps a program for each shape of a product that it ever made. Packed rows are of another length in each batch, and a
# thousand programs take hundreds of megabytes; those of one step are few.
export ONEDNN_PRIMITIVE_CACHE_CAPACITY=${ONEDNN_PRIMITIVE_CACHE_CAPACITY:-64}

# .NET clears its youngest objects away when they fill the processor's last cache, which on servers is hundreds of megabytes: in
# programs that stream, that is memory without use. 32 MiB, in hexadecimal as the runtime reads it.
export DOTNET_GCgen0size=${DOTNET_GCgen0size:-0x2000000}

# Invariant: the test runner must start where the ICU libraries are not installed.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1

# The folder that the link means now, not the link: another LibTorch may be chosen while this process runs.
if [ -z "${CISTRON_NATIVE:-}" ]; then
    export CISTRON_NATIVE=$(readlink -f "$_root/artifacts/native/current")/libcistron_native.so
fi

unset _root _folder _library _allowed _cores
