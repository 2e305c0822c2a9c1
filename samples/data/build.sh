#!/usr/bin/env bash
# Rebuilds every file of this folder, byte for byte, from four Debian 12 packages.
#
#   ./build.sh            into this folder
#   ./build.sh FOLDER     somewhere else, to compare
#
# Cistron itself must have been built: ./cistron does so on its first start.
#
# SOURCES.md says what the files are; its SHA-256 list is checked at the end.
set -euo pipefail
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
target=${1:-$here}
genome=/usr/share/doc/ragout/examples/E.Coli/references/MG1655-K12.fasta.gz

fail() { echo "build.sh: $*" >&2; exit 1; }

[ -r "$genome" ] && command -v prodigal >/dev/null && [ -d /usr/lib/R/site-library/mlbench ] \
    || fail "packages are missing; type: apt-get install ragout-examples prodigal r-cran-mlbench r-base-core"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

zcat "$genome" > "$work/genome.fa"
prodigal -q -f gff -i "$work/genome.fa" -o "$work/genes.gff" \
    || fail "prodigal could not read the genome of ragout-examples"
Rscript --vanilla -e 'data(DNA, package = "mlbench")' \
    -e 'write.table(DNA, commandArgs(TRUE), sep = "\t", quote = FALSE, row.names = FALSE, col.names = FALSE)' \
    "$work/splice.tsv" || fail "R could not read the data set DNA of mlbench"

mkdir -p "$work/data/splice" "$target/gene_starts" "$target/splice"
python3 "$here/build.py" "$work" "$work/data"

# The labelled windows come from the tool itself, by the recipes of the demo.
cd "$work/data"
gzip -n -9 -k *.tsv *_k12.fa
cistron() { "$here/../../cistron" "$@" --progress none >/dev/null; }
cistron data windows "$here/../../recipes/demo/windows.yaml" 'genome=[ecoli_k12.fa.gz]' annotation=ecoli_genes.tsv.gz output=../windows.csv
cistron data split "$here/../../recipes/demo/split.yaml" input=../windows.csv output=gene_starts

for file in *.tsv *_k12.fa */*.csv; do
    gzip -n -9 < "$file" > "$target/$file.gz"
done
cp examples.fa "$target/"

cd "$target"
grep -E '^[0-9a-f]{64}  ' "$here/SOURCES.md" | sha256sum --check --quiet \
    || fail "these files differ from the list in SOURCES.md; prodigal 2.6.3, mlbench 2.1 and gzip 1.12 give the listed ones"
