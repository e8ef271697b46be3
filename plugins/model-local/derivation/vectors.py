"""Derives the word vectors of the local embedding model and packs all of its data; README.md beside it says from what.

usage: vectors.py words    TOKENIZER_JSON LEXICONS
       vectors.py pack     TOKENIZER_JSON LEXICONS MINILM_VECTORS RESOURCES
"""
import gzip
import json
import re
import sys

import numpy

DIMENSION = 128
COMMONEST = 1e-4
TOKENIZER, LEXICONS = sys.argv[2:4]
RANK = {word: rank for word, rank in json.load(open(TOKENIZER, encoding="utf-8"))["model"]["vocab"].items()}


def lexicon(name):
    for line in open(f"{LEXICONS}/{name}.txt", encoding="utf-8"):
        word, glosses = line.rstrip("\n").split("\t")
        mark = glosses[:1] if name == "ja" else ""
        yield word, mark, glosses[len(mark):].split("|")


def parts(gloss):
    return re.findall("[a-z0-9]+", gloss)


def everyday(mark, gloss):
    return mark != "-" or len(parts(gloss)) == 1 and parts(gloss)[0] in RANK


def wanted():
    """The whole words among the word pieces, and what the lexicons translate to."""
    words = {word for word in RANK if re.fullmatch("[a-z]{2,}", word)}
    for name in ("de", "es", "ja", "emoji"):
        for _, mark, glosses in lexicon(name):
            for gloss in glosses:
                if everyday(mark, gloss):
                    words.update(parts(gloss))
    return sorted(words)


def weight(word):
    """Smooth inverse frequency (Arora et al. 2017), the frequency by Zipf's law from the number of the word piece."""
    rank = max(RANK.get(word, 30000), 1000) - 990
    return COMMONEST / (COMMONEST + 1 / (12 * rank))


def pack(minilm, resources):
    words = open(f"{LEXICONS}/words.txt", encoding="utf-8").read().split()
    vectors = numpy.fromfile(minilm, dtype="<f4").reshape(len(words), -1).astype("f8")
    vectors /= numpy.linalg.norm(vectors, axis=1, keepdims=True)
    vectors -= vectors.mean(0)
    _, values, axes = numpy.linalg.svd(vectors, full_matrices=False)
    vectors = vectors @ axes[:DIMENSION].T / values[:DIMENSION] ** 0.5
    vectors *= numpy.array([weight(word) for word in words])[:, None] / numpy.abs(vectors).mean()
    # Two numbers of four bits a byte after a scale for each word: the error vanishes in the mean over a text.
    scales = numpy.abs(vectors).max(1) / 7
    steps = numpy.rint(vectors / scales[:, None]).astype("i1")
    with open(f"{resources}/vectors.bin", "wb") as file:
        for scale, row in zip(scales, steps):
            file.write(numpy.array([scale], dtype=">f4").tobytes())
            file.write(((row[0::2] & 15) | ((row[1::2] & 15) << 4)).astype("u1").tobytes())
    write(resources, "english", words)
    known = set(words)
    for name in ("de", "es", "ja", "emoji"):
        lines = []
        for word, mark, glosses in lexicon(name):
            kept = [gloss for gloss in glosses if len(parts(gloss)) <= 3 and any(part in known for part in parts(gloss))]
            if kept and (mark != "-" or len(word) > 1):
                lines.append(f"{word}\t{mark}{'|'.join(kept[:1] if mark == '-' else kept)}")
        write(resources, name, lines)


def write(resources, name, lines):
    data = b"".join(line.encode("utf-8") + b"\n" for line in lines)
    with open(f"{resources}/{name}.txt.gz", "wb") as file:
        file.write(gzip.compress(data, 9, mtime=0))


if sys.argv[1] == "words":
    with open(f"{LEXICONS}/words.txt", "w", encoding="utf-8") as file:
        file.write("".join(word + "\n" for word in wanted()))
else:
    pack(sys.argv[4], sys.argv[5])
