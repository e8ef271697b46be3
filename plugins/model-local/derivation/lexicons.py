"""Derives the lexicons of the local embedding model; README.md beside it says from what and why.

usage: lexicons.py DICTIONARIES TOKENIZER_JSON OUT
"""
import collections
import glob
import gzip
import json
import os
import re
import sys
import unicodedata

DICTIONARIES, TOKENIZER, OUT = sys.argv[1:4]
GLOSSES = 2
JAPANESE = "[\u3041-\u30ff\u4e00-\u9fff\u3005\u30fc]+"
HIRAGANA = re.compile("^[\u3041-\u309f\u30fc]+$")
COMMON_MARKS = {"ichi1", "news1", "spec1", "gai1"}
# Fields and registers of which advertising has no word: a sense marked so hides the everyday one.
SPECIAL = re.compile(
    r"\((arch|obs|obsc|X|vulg|id|sumo|comp|math|chem|physics|Buddh|ling|bot|astron|geol|MA|baseb|mahj|med|mil|anat|biol|zool"
    r"|law|gramm|shogi)\)")
ENGLISH = re.compile(r"^[a-z0-9' .&\-]+$")
RANK = {word: rank for word, rank in json.load(open(TOKENIZER, encoding="utf-8"))["model"]["vocab"].items()}


def freedict(pair):
    """The articles of a dictionary in dictd's format."""
    folder = f"{DICTIONARIES}/dict-freedict-{pair}/usr/share/dictd"
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

    def number(text):
        value = 0
        for character in text:
            value = value * 64 + digits.index(character)
        return value

    with gzip.open(glob.glob(f"{folder}/*.dict.dz")[0]) as file:
        data = file.read()
    seen = set()
    for line in open(glob.glob(f"{folder}/*.index")[0], encoding="utf-8"):
        word, offset, length = line.rstrip("\n").split("\t")[:3]
        article = data[number(offset):number(offset) + number(length)].decode("utf-8")
        if not word.startswith("00-") and article not in seen:
            seen.add(article)
            yield article.split("\n")


def wikdict(pair):
    """Headword to translations, the first sense first."""
    translations = collections.OrderedDict()
    for lines in freedict(pair):
        head = re.split(r"\s+(?=/|<)", lines[0])[0].strip()
        of_head = translations.setdefault(head, [])
        said = lines[1:2] + [line for line in lines[2:] if re.match(r"^\d+\.\s+\S", line)]
        for line in said:
            line = re.sub(r"^\s*\d+\.\s*", "", re.sub(r"\s\d+\.\s*$", "", line))
            for translation in re.split(r",\s*", line):
                translation = re.sub(r"\(.*?\)", "", translation).strip()
                if translation and translation not in of_head:
                    of_head.append(translation)
    return translations


def jmdict_german():
    """(Japanese headword, whether common, German glosses)"""
    for lines in freedict("jpn-deu"):
        common = bool(COMMON_MARKS & set(re.findall(r"\[(\w+)\]", lines[0])))
        heads = re.findall(JAPANESE, re.sub(r"/[^/]*/|\[.*?\]|\(.*?\)", "", lines[0]))
        glosses = []
        for line in lines[1:]:
            line = re.sub(r"Note:.*|\{.*?\}|\[.*?\]|\([^()]*\)", "", line.strip())
            for gloss in re.split(r"[,;]\s*", re.sub(r"^\d+\.\s*", "", line).strip()):
                gloss = re.sub(r"^(sich|etw|jmdn|jmdm|ein|eine|einen|der|die|das)\.? ", "", gloss.strip(" .!?")).strip()
                if re.match(r"^[A-Za-zÄÖÜäöüßéèà\-]+$", gloss) and gloss not in glosses:
                    glosses.append(gloss)
        if heads and glosses:
            yield heads[0], common, glosses[:12]


def english(gloss):
    gloss = re.sub(r"\b(esp|e\.g|i\.e|etc)\..*", "", re.sub(r"\([^()]*\)", "", gloss)).strip(" .!?")
    gloss = re.sub(r"^(to be|to|a|an|the|be) ", "", gloss)
    gloss = re.sub(r"^(sb|sth|someone|something|one's) | (sb|sth|someone|something|one's|oneself)$", "", gloss)
    gloss = gloss.lower().strip()
    return gloss if ENGLISH.match(gloss) else ""


Article = collections.namedtuple("Article", "common archaic in_kana inflected reading glosses")


def edict():
    """Headword to articles, the common ones first."""
    words = collections.OrderedDict()
    for line in open(f"{DICTIONARIES}/edict/usr/share/edict/edict", encoding="euc-jp", errors="replace"):
        match = re.match(r"^(\S+) (?:\[(\S+)\] )?/(.*)/$", line.rstrip("\n"))
        if not match or match[1].startswith("\u3000"):
            continue
        glosses, sense, hidden = [], 0, False
        for part in match[3].split("/"):
            marked = re.search(r"\((\d+)\)", part)
            sense = int(marked[1]) - 1 if marked else sense
            hidden = bool(SPECIAL.search(part)) if part.startswith("(") else hidden or bool(SPECIAL.search(part))
            gloss = english(part)
            if gloss and part != "(P)" and not hidden and len(gloss.split()) <= 4:
                glosses.append((gloss, sense))
        if glosses:
            words.setdefault(match[1], []).append(Article(
                "/(P)" in match[3],
                bool(re.search(r"\((arch|obs|ok|oK|iK|obsc|X|vulg)\)", match[3].split("/")[0])),
                "(uk)" in match[3],
                bool(re.search(r"\((?:[^)]*,)?(v1|v5\w*|vk|vs-i|vz|adj-i)", match[3])),
                match[2] or "",
                glosses))
    for articles in words.values():
        articles.sort(key=lambda article: (not article.common, article.archaic))
    return words


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a):
        former, row = row, [i + 1]
        for j, y in enumerate(b):
            row.append(min(former[j + 1] + 1, row[j] + 1, former[j] + (x != y)))
    return row[-1]


def alike(a, b):
    """0 to 1: how far two words look like one word of two languages."""
    a = a.lower().translate(str.maketrans("äöüßkzáéíóúñ", "aouscsaeioun"))
    b = b.lower().replace("k", "c").replace("z", "s")
    if a[:1] != b[:1]:
        return 0
    return max(0, 0.6 - distance(a, b) / max(len(a), len(b))) / 0.6


def frequency(gloss):
    """0.25 to 1: word pieces are numbered roughly by how often they occur."""
    ranks = [RANK.get(word) for word in gloss.split()]
    return 0.25 if None in ranks else 1 - 0.5 * min(1, max(0, max(ranks) - 2000) / 28000)


class Bridge:
    """English words by the words of a language between."""

    def __init__(self):
        self.english = collections.defaultdict(dict)

    def add(self, between, gloss, weight):
        known = self.english[between]
        known[gloss] = max(known.get(gloss, 0), weight)

    def totals(self):
        total = collections.defaultdict(float)
        for glosses in self.english.values():
            for gloss, weight in glosses.items():
                total[gloss] += weight
        self.total = total

    def translate(self, word, betweens, commonness):
        """The best English words: reached from most words and most languages between, like the word, frequent."""
        scores, languages = collections.defaultdict(float), collections.defaultdict(set)
        for between, weight in betweens.items():
            glosses = self.english.get(between, {})
            for gloss, weight_of_gloss in glosses.items():
                scores[gloss] += weight * weight_of_gloss / sum(glosses.values()) ** 0.5
                languages[gloss].add(between[0])
        ranked = sorted(
            ((score * (1 + 0.6 * (len(languages[gloss]) - 1)) * (1 + 1.5 * alike(word, gloss))
              * (0.4 + 0.6 * frequency(gloss)) / (self.total[gloss] ** commonness + 0.01), gloss)
             for gloss, score in scores.items() if len(gloss.split()) <= 2), reverse=True)
        return [(gloss, score / ranked[0][0]) for score, gloss in ranked[:5] if score > 0.35 * ranked[0][0]]


def put(words, key, between, weight):
    words[key][between] = max(words[key].get(between, 0), weight)


def german(bridge, japanese):
    words = collections.defaultdict(dict)
    for word, articles in japanese.items():
        for article in articles:
            if not article.archaic:
                for i, (gloss, sense) in enumerate(article.glosses):
                    bridge.add(("ja", word), gloss, (1.5 if article.common else 1) / (1 + 0.3 * i + 0.3 * sense))
    for word, common, glosses in jmdict_german():
        for i, gloss in enumerate(glosses):
            put(words, gloss, ("ja", word), (1.5 if common else 1) / (1 + 0.3 * i))
    for pair, language, backwards in (
            ("deu-fin", "fi", False), ("fin-deu", "fi", True), ("deu-bul", "bg", False), ("deu-ell", "el", False),
            ("deu-ind", "id", False)):
        for head, translations in wikdict(pair).items():
            for i, translation in enumerate(translations[:8]):
                word, between = (translation, head) if backwards else (head, translation)
                if len(word.split()) == 1:
                    put(words, word, (language, between), 1 / (1 + 0.3 * i))
    for pair, language, backwards in (
            ("fin-eng", "fi", False), ("eng-fin", "fi", True), ("eng-bul", "bg", True), ("ell-eng", "el", False),
            ("eng-ind", "id", True), ("eng-jpn", "ja", True)):
        for head, translations in wikdict(pair).items():
            for i, translation in enumerate(translations[:8]):
                between, gloss = (translation, english(head)) if backwards else (head, english(translation))
                if gloss and len(gloss.split()) <= 3:
                    bridge.add((language, between), gloss, 1 / (1 + 0.3 * i))
    bridge.totals()
    found = {word: bridge.translate(word, betweens, 0.3) for word, betweens in words.items()}
    return {word: glosses for word, glosses in found.items() if glosses}


def spanish(bridge, of_german):
    words = collections.defaultdict(lambda: collections.defaultdict(float))
    for head, translations in wikdict("deu-spa").items():
        for i, translation in enumerate(translations[:6]):
            if head in of_german and len(translation.split()) == 1:
                put(words, translation, ("de", head), 1 / (1 + 0.3 * i))
    for first, second in (("deu-fra", "fra-spa"), ("deu-swe", "swe-spa"), ("deu-pol", "pol-spa")):
        back = collections.defaultdict(list)
        for head, translations in wikdict(first).items():
            for translation in translations[:4]:
                back[translation].append(head)
        onward = wikdict(second)
        for between, heads in back.items():
            for i, translation in enumerate(onward.get(between, [])[:4]):
                for head in heads[:4]:
                    if head in of_german and len(translation.split()) == 1:
                        words[translation][("de", head)] += 0.35 / (1 + 0.3 * i) / len(heads[:4])
    for head, translations in wikdict("ell-spa").items():
        for i, translation in enumerate(translations[:6]):
            if len(translation.split()) == 1:
                put(words, translation, ("el", head), 1.3 / (1 + 0.3 * i))
    for word, glosses in of_german.items():
        for gloss, score in glosses:
            bridge.add(("de", word), gloss, score)
    found = {word: bridge.translate(word, betweens, 0.2) for word, betweens in words.items()}
    return {word: glosses for word, glosses in found.items() if glosses}


def surfaces(japanese):
    """What stands in a text: words, stems of what is inflected, and readings of what is written in kana."""
    found = {}

    def add(word, common, glosses):
        if word not in found or common and not found[word][0]:
            found[word] = (common, glosses)

    for word, articles in japanese.items():
        articles = [article for article in articles if not article.archaic]
        if not articles or not re.fullmatch(JAPANESE, word) or len(word) > 10:
            continue
        first = articles[0]
        kana = bool(HIRAGANA.match(word))
        if not kana or first.common and len(word) >= 3:
            add(word, first.common, first.glosses)
            if first.inflected and (not HIRAGANA.match(word[:-1]) or len(word) > 3):
                add(word[:-1], first.common, first.glosses)
        for article in articles:
            if article.in_kana and article.common and len(article.reading) >= 3:
                add(article.reading, True, article.glosses)
                if article.inflected and len(article.reading) >= 4:
                    add(article.reading[:-1], True, article.glosses)
    return found


def plain(word):
    """Lower case without accents; ñ and umlauts stay, they make other words."""
    kept = unicodedata.normalize("NFD", word.lower())
    return unicodedata.normalize("NFC", "".join(c for c in kept if c in "\u0303\u0308" or not unicodedata.combining(c)))


def merged(words):
    """One line a word whatever its case, the best glosses of all spellings."""
    lines = collections.defaultdict(list)
    for word, glosses in words.items():
        lines[plain(word)] += glosses
    result = {}
    for word, glosses in lines.items():
        best = {}
        for gloss, score in sorted(glosses, key=lambda pair: -pair[1]):
            best.setdefault(gloss, score)
        result[word] = list(best)[:GLOSSES]
    return result


def annotations(language):
    """Names of emoji, by emoji."""
    file = f"{DICTIONARIES}/cldr/package/annotations/{language}/annotations.json"
    entries = json.load(open(file, encoding="utf-8"))["annotations"]["annotations"]
    return {emoji: entry["tts"][0] for emoji, entry in entries.items() if entry.get("tts")}


def write(name, lines):
    with open(f"{OUT}/{name}.txt", "wb") as file:
        for line in sorted(line.encode("utf-8") for line in lines):
            file.write(line + b"\n")


def main():
    os.makedirs(OUT, exist_ok=True)
    japanese, bridge = edict(), Bridge()
    of_german = german(bridge, japanese)
    of_spanish = spanish(bridge, of_german)
    in_english = annotations("en")
    for language, words in (("de", of_german), ("es", of_spanish)):
        lines = merged(words)
        for emoji, name in annotations(language).items():
            if len(name.split()) == 1 and emoji in in_english and len(in_english[emoji].split()) <= 2:
                lines.setdefault(plain(name), [in_english[emoji].lower()])
        write(language, (f"{word}\t{'|'.join(glosses)}" for word, glosses in lines.items() if len(word) > 1))
    write("ja", (
        f"{word}\t{'+' if common else '-'}{'|'.join(list(dict.fromkeys(gloss for gloss, _ in glosses))[:GLOSSES])}"
        for word, (common, glosses) in surfaces(japanese).items()))
    write("emoji", (
        f"{emoji}\t{name.lower()}" for emoji, name in in_english.items()
        if ENGLISH.match(name.lower()) and ord(emoji[0]) > 0x2000))


main()
