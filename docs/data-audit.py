#!/usr/bin/env python3
"""Audits the public sets of docs/data-audit.md and writes that page's tables.

    CISTRON_DATA=FOLDER python3 docs/data-audit.py            all sets
    CISTRON_DATA=FOLDER python3 docs/data-audit.py gue/tf/4   some of them; the tables are left as they are

CISTRON_DATA holds the files as docs/data-audit.md lists them. Audits go to runs/data-audit/NAME; one that is there is not
made again. Nothing but Python's standard library is needed.
"""
import csv
import gzip
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DATA = os.environ.get("CISTRON_DATA", "")
OUT = os.path.join(ROOT, "runs", "data-audit")
PAGE = os.path.join(ROOT, "docs", "data-audit.md")


def data(path):
    return os.path.join(DATA, path)


def write_table(name, rows):
    """A table of (sequence, label, split, id) for sets that come as FASTA with parts, or with labels in headers."""
    path = os.path.join(OUT, f"{name.replace('/', '-')}.csv")
    os.makedirs(OUT, exist_ok=True)
    with open(path, "w", newline="") as text:
        table = csv.writer(text, lineterminator="\n")
        table.writerow(["sequence", "label", "split", "id"])
        table.writerows(rows)
    return path


def fasta(path):
    header, lines = None, []
    with gzip.open(data(path), "rt") as text:
        for line in text:
            if line.startswith(">"):
                if header:
                    yield header, "".join(lines)
                header, lines = line[1:].rstrip("\n"), []
            else:
                lines.append(line.strip())
    yield header, "".join(lines)


def transcripts(species):
    rows = [(bases, kind, part, header.split()[0])
            for kind in ("pc", "nc") for part in ("train", "valid")
            for header, bases in fasta(f"lncrna/{species}_{kind}.{part}.fa.gz")]
    return {"train": write_table(f"lncrna/{species}", rows), "split_column": "split"}


def genes_16s(level):
    with gzip.open(data("metagenomics/taxonomy.txt.gz"), "rt") as text:
        labels = {line.split()[0].lstrip(">"): line.split()[level] for line in text}
    rows = [(bases, labels[header.split()[0]], "train", header.split()[0]) for header, bases in fasta("metagenomics/16s_1000.fa.gz")]
    # All 16S genes are related; 0.97 is the usual border between species.
    return {"train": write_table(f"16s/{level}", rows), "min_identity": "0.97"}


def gue(name):
    return {"folder": data(f"gue/{name}")}


def gue_without_train(name):
    keys = {"train": data(f"gue/{name}/dev.csv.gz"), "test": data(f"gue/{name}/test.csv.gz")}
    if name.startswith("EMP/"):
        others = [f"EMP/{other}" for other in ("H3", "H4", "H3K14ac", "H3K4me3") if f"EMP/{other}" != name]
        keys["corpus"] = "[" + ", ".join(data(f"gue/{other}/{part}.csv.gz") for other in others for part in ("dev", "test")) + "]"
    return keys


def promoters(promoter, other):
    return {"classes": f"{{promoter: {data(f'promoters/{promoter}.fa.gz')}, other: {data(f'promoters/{other}.fa.gz')}}}"}


def rna(file, **keys):
    return {"train": data(f"rna/{file}.csv.gz"), **keys}


# Name on the page: the keys of its audit, made when they are needed.
SETS = {
    **{f"gue/{name}": lambda name=name: gue(name) for name in (
        "tf/0", "tf/2", "tf/4", "mouse/0", "mouse/2", "mouse/4", "prom/prom_core_tata", "prom/prom_300_tata")},
    **{f"gue/{name}": lambda name=name: gue_without_train(name) for name in (
        "EMP/H3", "EMP/H4", "EMP/H3K14ac", "EMP/H3K4me3", "splice/reconstructed")},
    "promoters/ecoli": lambda: promoters("ecoli_promoter", "ecoli_nonpromoter"),
    "promoters/bsubtilis": lambda: promoters("bsubtilis_promoter", "bsubtilis_nonpromoter"),
    "promoters/mouse_tata": lambda: promoters("mouse_tata_promoter", "mouse_nonpromoter"),
    "promoters/arabidopsis_tata": lambda: promoters("arabidopsis_tata_promoter", "arabidopsis_nonpromoter"),
    "promoters/uci_106": lambda: {"train": data("promoters/uci_promoters_106.csv")},
    "promoters/ecoli_gene_starts": lambda: {
        "train": data("promoters/ecoli_gene_starts.csv.gz"), "split_column": "split",
        "corpus": f"[{data('genomes/ecoli_k12_mg1655.fa.gz')}]"},
    "samples/gene_starts": lambda: {"folder": os.path.join(ROOT, "samples/data/gene_starts")},
    "splice/uci": lambda: {"train": data("splice/splice_junctions.csv")},
    "samples/splice": lambda: {"folder": os.path.join(ROOT, "samples/data/splice")},
    "rna/ncrna_nrc13": lambda: rna("ncrna_nrc13", label_column="class", split_column="split", alphabet="rna"),
    "rna/archiveii_family": lambda: rna("ss_archiveii", label_column="family", alphabet="rna"),
    "rna/m6a": lambda: rna("m6a_41nt_human_brain", split_column="split", alphabet="rna"),
    "rna/mrl": lambda: rna("mrl_egfp_m1pseudo2_20k", label_column="rl", split_column="split", alphabet="rna"),
    "rna/crispr_on": lambda: rna("crispr_on_hl60", sequence_column="sgrna", split_column="split", strands="forward"),
    "rna/crispr_off": lambda: rna(
        "crispr_off_k562", sequence_column="target", split_column="split", task="regression", strands="forward"),
    "lncrna/human": lambda: transcripts("human"),
    "lncrna/mouse": lambda: transcripts("mouse"),
    "16s/class": lambda: genes_16s(1),
    "16s/order": lambda: genes_16s(2),
    "16s/genus": lambda: genes_16s(4),
}


def audit(name):
    folder = os.path.join(OUT, name.replace("/", "-"))
    if not os.path.exists(os.path.join(folder, "audit.json")):
        keys = {**SETS[name](), "output": folder, "floor": "true"}
        print(name, flush=True)
        subprocess.run([os.path.join(ROOT, "cistron"), "data", "audit", "--progress", "none", *(f"{k}={v}" for k, v in keys.items())],
                       check=True, stdout=subprocess.DEVNULL)
    with open(os.path.join(folder, "audit.json")) as text:
        return json.load(text)


def count(number):
    return f"{number:,}"


def of(part, whole):
    return f"{part:,} ({100 * part / whole:.1f} %)" if part else "0"


def number(value):
    return "–" if value is None else f"{value:.3f}"


def interval(estimate):
    if estimate is None or estimate["value"] is None:
        return "–"
    return f"{estimate['value']:.3f} ({estimate['lower']:.3f}–{estimate['upper']:.3f})"


def parts(found):
    return " / ".join(count(part["rows"]) for part in found["balance"]["parts"])


def within(found):
    return of(sum(one["same_strand"] + one["other_strand"] for one in found["duplicates"]["within"]), found["rows"])


def across(rows, key):
    """Of dev and test rows together, those that stand in train."""
    trained = [one for one in rows if one["of"] == "train"]
    return of(sum(key(one) for one in trained), sum(one["rows"] for one in trained)) if trained else "not divided"


def copies_row(name, found):
    classes = len(found["balance"]["parts"][0]["classes"])
    features = [one for one in found["shortcuts"]["features"] if one["estimate"]["value"] is not None]
    metric = "" if found["shortcuts"]["metric"] == "roc_auc" else " (Spearman)"
    return [
        f"`{name}`", parts(found), count(classes) if classes else "value", within(found),
        across(found["duplicates"]["across"], lambda one: one["same_strand"] + one["other_strand"]),
        across(found["near_duplicates"]["across"], lambda one: one["near"]), of(found["near_duplicates"]["related_rows"], found["rows"]),
        across(found["twins"]["across"], lambda one: one["twins"]), of(found["conflicts"]["rows"], found["rows"]),
        f"{features[0]['feature']} {number(features[0]['estimate']['value'])}{metric}"]


def floor_row(name, found):
    scores = {score["split"]: score for score in found["floor"]["scores"]}
    metric = found["floor"]["metric"]
    second = next(key for key in scores["random"]["metrics"] if key != metric)
    titles = {"mcc": "MCC", "spearman": "Spearman"}
    first = [interval(scores[split]["metrics"][metric]) if split in scores else "–" for split in ("given", "random", "similarity")]
    fall = unseen = "–"
    if "similarity" in scores:
        unseen = f"{100 * scores['similarity']['unseen_share']:.0f} %"
        fall = f"{scores['random']['metrics'][metric]['value'] - scores['similarity']['metrics'][metric]['value']:+.3f}"
    return [f"`{name}`", titles[metric], *first, fall, unseen,
            *(number(scores[split]["metrics"][second]["value"]) if split in scores else "–" for split in ("given", "random", "similarity"))]


def table(head, align, rows):
    lines = [head, align, *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def put(text, name, content):
    start, end = f"<!-- {name}: written by docs/data-audit.py -->\n", f"\n<!-- end of {name} -->"
    before, rest = text.split(start)
    return before + start + content + end + rest.split(end)[1]


def write_page(results):
    copies = table(
        ["set", "rows", "classes", "equal within a part", "equal to train", "relative in train", "have a relative", "shuffled twin in train",
         "in label conflicts", "best trivial feature"],
        ["---", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---"],
        [copies_row(name, found) for name, found in results.items()])
    floors = table(
        ["set", "metric", "split as it is", "random", "by similarity", "fall", "unseen classes", "AUC as it is", "AUC random", "AUC by similarity"],
        ["---", "---", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:"],
        [floor_row(name, found) for name, found in results.items()])
    with open(PAGE) as page:
        text = page.read()
    text = put(put(text, "copies", copies), "floors", floors)
    with open(PAGE, "w") as page:
        page.write(text)


def main(names):
    if not os.path.isdir(DATA):
        sys.exit("docs/data-audit.py: CISTRON_DATA must name the folder of the public sets; docs/data-audit.md lists them")
    unknown = [name for name in names if name not in SETS]
    if unknown:
        sys.exit(f"docs/data-audit.py: there is no set '{unknown[0]}'; the sets are {', '.join(SETS)}")
    results = {name: audit(name) for name in names or SETS}
    if not names:
        write_page(results)


if __name__ == "__main__":
    main(sys.argv[1:])
