#!/usr/bin/env bash
# Measures Cistron beside its peers, in turns, and writes bench/results/MACHINE/. It takes long on purpose.
#
#   ./bench.sh                          everything
#   ./bench.sh fasta                    the cases whose name contains "fasta"
#   ./bench.sh split --repetitions 3 --largest 1e6      --smallest likewise; what was measured at other sizes stays
#   ./bench.sh bert                     BERT on transcripts: bert-mlm and bert-cse (a step of pre-training on 3-mers, and on kernels
#                                       of 9 bases), bert-finetune (a step of fine-tuning); and bert-length
#   ./bench.sh bert-mlm --largest 1e8 --repetitions 3    with BERT base, which is left out unless asked for
#   ./bench.sh bert-length              a step of pre-training on 8,192 tokens, from 64 rows of 128 to one row of all of them
#   ./bench.sh transcripts              FASTA to class probabilities; 10,000 sequences with --largest 1e4
#   ./bench.sh embed                    FASTA to vectors; 10,000 sequences with --largest 1e4
#   ./bench.sh labels                   fine-tuning from tables of a thousand to 100,000 rows; a million with --largest 1e6
#   ./bench.sh plan                     what --plan works out beside what is measured; --largest is the longest row
#   ./bench.sh genome                   pre-training from the FASTA of a genome; 3 billion bases with --largest 3e9
#   ./bench.sh kmers                    encoding by overlapping k-mers and by k-mers side by side
#   ./bench.sh checkpoint --largest 1e8 writing a checkpoint and resuming from it, BERT base and its 3 GB in artifacts/bench included
#   ./bench.sh startup                  from the start of the process to its end: a version, ten predictions
#   ./bench.sh tsne                     a map of vectors beside scikit-learn
#   ./bench.sh bert --results FOLDER    writes there, and leaves bench/results as it is
#
# CISTRON_DATA, where it names a folder with lncrna/*.train.fa.gz, gives the transcripts; else they are made up, of like lengths.
#
# Peers that are not on the machine are left out: on Debian, apt-get install seqtk samtools cd-hit mmseqs2 python3-numpy
# python3-torch python3-sentencepiece python3-sklearn gives them. All run with the threads and the OpenBLAS that eng/environment.sh chooses.
# Inputs are made once in artifacts/bench and may be deleted.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
eng/bootstrap.sh </dev/null >&2
source eng/environment.sh
dotnet build bench/Cistron.Bench -c Release -v quiet --nologo >&2
exec dotnet artifacts/bin/Cistron.Bench/release/cistron-bench.dll "$@"
