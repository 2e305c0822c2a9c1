#!/usr/bin/env bash
# Measures Cistron beside its peers, in turns, and writes bench/results/MACHINE/. It takes long on purpose.
#
#   ./bench.sh                          everything
#   ./bench.sh fasta                    the cases whose name contains "fasta"
#   ./bench.sh split --repetitions 3 --largest 1e6
#
# Peers that are not on the machine are left out: on Debian, apt-get install seqtk samtools cd-hit mmseqs2 python3-numpy
# python3-torch python3-sentencepiece gives them. All run with the threads and the OpenBLAS that eng/environment.sh chooses.
# Inputs are made once in artifacts/bench and may be deleted.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
eng/bootstrap.sh </dev/null >&2
source eng/environment.sh
dotnet build bench/Cistron.Bench -c Release -v quiet --nologo >&2
exec dotnet artifacts/bin/Cistron.Bench/release/cistron-bench.dll "$@"
