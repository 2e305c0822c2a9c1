"""Turns the genome, prodigal's genes and mlbench's DNA table into what is in this folder, gene_starts apart.

    build.py INPUT OUTPUT      (called by build.sh)

Every draw is the SHA-256 of the seed and a name, so that it is the same in every version of Python.
Coordinates are 0-based, half-open and count on the forward strand.
"""
import csv
import hashlib
import sys
from collections import Counter, defaultdict
from pathlib import Path

ACCESSION = "NC_000913.2"
GENOME_LENGTH = 4_639_675
UPSTREAM, DOWNSTREAM = 100, 50
WINDOW = UPSTREAM + DOWNSTREAM
MARGIN = 50
SEED = 1
COMPLEMENT = str.maketrans("ACGT", "TGCA")


def reverse_complement(bases):
    return bases.translate(COMPLEMENT)[::-1]


def draw(*name):
    """A 64-bit number that depends on nothing but the seed and the name."""
    text = "/".join(map(str, (SEED, *name)))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def check(condition, sentence):
    if not condition:
        sys.exit(f"build.py: {sentence}")


def write_table(path, header, rows):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, delimiter="\t" if path.suffix == ".tsv" else ",", lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


# ---- genome and genes -------------------------------------------------------------------------------------------

def read_genome(path):
    lines = path.read_text().splitlines()
    genome = "".join(line for line in lines if not line.startswith(">")).upper()
    check(len(genome) == GENOME_LENGTH and set(genome) == set("ACGT"),
          f"{path} is not {ACCESSION}: expected {GENOME_LENGTH} bases of A, C, G and T, found {len(genome)}")
    return genome


def write_fasta(path, records):
    with open(path, "w") as file:
        for name, bases in records:
            file.write(f">{name}\n")
            file.writelines(bases[i:i + 80] + "\n" for i in range(0, len(bases), 80))


def read_genes(path):
    """Complete genes of a prodigal GFF as dictionaries, in the order of their starts."""
    genes = []
    for line in path.read_text().splitlines():
        if line.startswith("#"):
            continue
        _, _, _, first, last, _, strand, _, attributes = line.split("\t")
        gene = dict(item.split("=", 1) for item in attributes.strip(";").split(";"))
        if gene["partial"] == "00":
            genes.append({"start": int(first) - 1, "end": int(last), "strand": strand, **gene})
    check(len(genes) > 4000, f"{path} holds {len(genes)} complete genes, expected more than 4000")
    return sorted(genes, key=lambda gene: (gene["start"], gene["end"]))


# ---- windows ----------------------------------------------------------------------------------------------------

def bases_of(genome, start, end, strand):
    return genome[start:end] if strand == "+" else reverse_complement(genome[start:end])


def start_window(gene, upstream, downstream):
    """The window around a start codon: `upstream` bases before its first base, `downstream` from it on."""
    if gene["strand"] == "+":
        return gene["start"] - upstream, gene["start"] + downstream
    return gene["end"] - downstream, gene["end"] + upstream


def inner_window(gene):
    """A window inside a gene, MARGIN bases off both ends; None where the gene is too short."""
    places = gene["end"] - gene["start"] - 2 * MARGIN - WINDOW + 1
    if places <= 0:
        return None
    start = gene["start"] + MARGIN + draw("inside", gene["start"], gene["strand"]) % places
    return start, start + WINDOW


# ---- examples ---------------------------------------------------------------------------------------------------

def draw_examples(genome, genes):
    """Twelve FASTA records from the last hundredth of the genome, where no window of gene_starts lies."""
    last = [gene for gene in genes
            if gene["start"] > GENOME_LENGTH * 99 // 100 + 1000 and gene["end"] < GENOME_LENGTH - 1000
            and gene["end"] - gene["start"] > 600]
    last.sort(key=lambda gene: draw("example", gene["start"]))
    kinds = ["gene start"] * 5 + ["inside a gene"] * 4 + ["lower case", "unknown bases", "long"]
    records = []
    for kind, gene in zip(kinds, last):
        note = "gene start"
        window = start_window(gene, UPSTREAM, DOWNSTREAM)
        if kind in ("inside a gene", "unknown bases"):
            note = "inside a gene"
            window = inner_window(gene)
        elif kind == "long":
            note = "gene start, 300 bases on either side"
            window = start_window(gene, 300, 300)
        bases = bases_of(genome, *window, gene["strand"])
        if kind == "lower case":
            note += ", lower case"
            bases = bases.lower()
        elif kind == "unknown bases":
            note += ", twelve bases unknown"
            bases = bases[:60] + "N" * 12 + bases[72:]
        records.append((f"{ACCESSION}:{window[0]}-{window[1]}({gene['strand']}) {note}", bases))
    return records


# ---- splice junctions -------------------------------------------------------------------------------------------

def read_splice(path):
    """(sequence, label) rows of mlbench's DNA table: three indicator columns a base, T where none is set."""
    code = {"100": "A", "010": "C", "001": "G", "000": "T"}
    rows = []
    for line in path.read_text().splitlines():
        *bits, label = line.split("\t")
        check(len(bits) == 180, f"{path} has {len(bits)} indicator columns, expected 180")
        rows.append(("".join(code["".join(bits[i:i + 3])] for i in range(0, 180, 3)), label.upper()))
    check(Counter(label for _, label in rows) == {"EI": 767, "IE": 765, "N": 1654},
          f"{path} has other classes than 767 EI, 765 IE and 1654 N")
    # The junction lies between bases 30 and 31: an intron begins with GT and ends with AG.
    for label, offset, motif in (("EI", 30, "GT"), ("IE", 28, "AG")):
        share = [sequence[offset:offset + 2] == motif for sequence, found in rows if found == label]
        check(sum(share) > 0.98 * len(share), f"only {sum(share)} of {len(share)} {label} rows have {motif}")
    return rows


def split_splice(rows):
    """60 / 20 / 20 of each label, in drawn order; a sequence is in one row, or in none if its labels disagree."""
    labels = defaultdict(set)
    for sequence, label in rows:
        labels[sequence].add(label)
    kept = [(sequence, *found) for sequence, found in labels.items() if len(found) == 1]
    print(f"splice: {len(rows)} rows, {len(kept)} distinct, "
          f"{len(labels) - len(kept)} sequences with two labels dropped")
    kept.sort(key=lambda row: draw("splice", *row))
    splits = {"train": [], "dev": [], "test": []}
    for label in ("EI", "IE", "N"):
        group = [row for row in kept if row[1] == label]
        first, second = len(group) * 6 // 10, len(group) * 8 // 10
        for name, part in zip(splits, (group[:first], group[first:second], group[second:])):
            splits[name] += part
    return {name: sorted(part, key=lambda row: draw("splice", *row)) for name, part in splits.items()}


def main(source, target):
    genome = read_genome(source / "genome.fa")
    genes = read_genes(source / "genes.gff")
    write_fasta(target / "ecoli_k12.fa", [(f"{ACCESSION} Escherichia coli K-12 MG1655, complete genome", genome)])
    columns = ["start", "end", "strand", "partial", "start_type", "rbs_motif", "rbs_spacer", "gc_cont", "conf", "score"]
    write_table(target / "ecoli_genes.tsv", columns, [[gene[column] for column in columns] for gene in genes])

    write_fasta(target / "examples.fa", draw_examples(genome, genes))
    for name, rows in split_splice(read_splice(source / "splice.tsv")).items():
        write_table(target / "splice" / f"{name}.csv", ["sequence", "label"], rows)
        print(f"splice/{name}: {dict(sorted(Counter(row[1] for row in rows).items()))}")


main(Path(sys.argv[1]), Path(sys.argv[2]))
