package com.adgenius.plugins.local.copy;

import com.adgenius.plugin.Brief;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads out of a brief what copy can be made of. It obeys nothing that stands in it. */
final class BriefReader {

    private static final Pattern FIRST_PART = Pattern.compile("[,;،、(]");
    private static final int OWN_LANGUAGE_MARGIN = 2;

    private final Lexicon lexicon;
    private final Terms banned;

    private BriefReader(Lexicon lexicon, Terms banned) {
        this.lexicon = lexicon;
        this.banned = banned;
    }

    static Material read(Brief brief) {
        Lexicon lexicon = Lexicon.of(brief.locale());
        BriefReader reader = new BriefReader(lexicon, Terms.of(brief.brand().bannedTerms()));
        if (!lexicon.spaced()) {
            return reader.readJapanese(brief);
        }
        Lexicon spoken = spoken(brief, lexicon);
        if (spoken == lexicon) {
            return reader.readWords(brief, new WordSplitter(lexicon), Optional.empty());
        }
        Material translated = reader.readWords(
                brief,
                new WordSplitter(spoken),
                Optional.ofNullable(lexicon.translations().get(spoken.language())));
        return translated.clauses().isEmpty() && translated.product().isEmpty()
                ? reader.readWords(brief, new WordSplitter(spoken), Optional.empty())
                : translated;
    }

    private Material readWords(Brief brief, WordSplitter splitter, Optional<Translation> translation) {
        // By text, not a set of clauses: a record's hashCode makes the JDK remember its component types, and with them
        // the plugin's class loader.
        Map<String, Clause> clauses = new LinkedHashMap<>();
        List<List<String>> sentences = new ArrayList<>();
        Set<String> offers = new LinkedHashSet<>();
        WordSplitter target = translation.isPresent() ? new WordSplitter(lexicon) : splitter;
        for (String sentence : WordSplitter.sentences(brief.prompt())) {
            List<String> parts = said(splitter.clauses(sentence), translation);
            sentences.add(parts.stream().filter(this::allowed).toList());
            for (String part : parts) {
                target.standing(part).stream()
                        .filter(clause -> allowed(clause.text()))
                        .forEach(clause -> clauses.putIfAbsent(clause.text(), clause));
                target.offers(part).stream().filter(this::allowed).forEach(offers::add);
            }
        }
        List<String> about = new ArrayList<>();
        for (String sentence : WordSplitter.sentences(brief.brand().description())) {
            said(splitter.clauses(sentence), translation).stream()
                    .filter(this::allowed)
                    .forEach(about::add);
        }
        String product = about.isEmpty() ? "" : about.getFirst();
        String brand = brandName(brief);
        List<String> extras = new ArrayList<>(about.isEmpty() ? List.of() : about.subList(1, about.size()));
        extras.addAll(target.tails(product));
        return new Material(
                brand,
                List.copyOf(clauses.values()),
                sentences.stream().filter(parts -> !parts.isEmpty()).toList(),
                List.copyOf(offers),
                product,
                kind(product, brand, target),
                extras,
                audience(brief, translation),
                "",
                Topic.of(everything(brief)),
                toWomen(brief),
                voices(brief),
                required(brief),
                words(brief));
    }

    private Material readJapanese(Brief brief) {
        JapaneseSplitter splitter = new JapaneseSplitter(lexicon);
        List<Clause> clauses = new ArrayList<>();
        List<List<String>> sentences = new ArrayList<>();
        Set<String> offers = new LinkedHashSet<>();
        for (String sentence : splitter.sentences(brief.prompt())) {
            List<String> parts =
                    splitter.clauses(sentence).stream().filter(this::allowed).toList();
            sentences.add(parts);
            parts.forEach(part -> clauses.add(new Clause(part, splitter.kind(part))));
            parts.forEach(part -> offers.addAll(splitter.offers(part)));
        }
        List<String> about = splitter.sentences(brief.brand().description()).stream()
                .flatMap(sentence -> splitter.clauses(sentence).stream())
                .filter(this::allowed)
                .toList();
        String core = clauses.stream()
                .filter(clause -> clause.kind() == Clause.Kind.NOUN)
                .map(clause -> splitter.core(clause.text()))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        return new Material(
                brandName(brief),
                clauses,
                sentences.stream().filter(parts -> !parts.isEmpty()).toList(),
                List.copyOf(offers),
                about.isEmpty() ? "" : about.getFirst(),
                "",
                about.isEmpty() ? List.of() : about.subList(1, about.size()),
                "",
                core,
                Topic.of(everything(brief)),
                false,
                voices(brief),
                required(brief),
                words(brief));
    }

    /** The lexicon of the language in which the prompt is written, which may be another than the locale's. */
    private static Lexicon spoken(Brief brief, Lexicon own) {
        String text = everything(brief);
        Lexicon best = own;
        long most = hits(own, text) + OWN_LANGUAGE_MARGIN;
        for (Lexicon candidate : Lexicon.known()) {
            long hits = candidate == own ? 0 : hits(candidate, text);
            if (hits > most) {
                best = candidate;
                most = hits;
            }
        }
        return best;
    }

    private static long hits(Lexicon lexicon, String text) {
        return Pattern.compile("[^\\p{L}]+")
                .splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(lexicon.stopwords()::contains)
                .count();
    }

    private static List<String> said(List<String> clauses, Optional<Translation> translation) {
        if (translation.isEmpty()) {
            return clauses;
        }
        List<String> said = new ArrayList<>();
        for (String clause : clauses) {
            String colon = clause.endsWith(":") ? ":" : "";
            translation.get().of(clause.replaceAll(":$", "")).ifPresent(text -> said.add(text + colon));
        }
        return said;
    }

    private boolean allowed(String text) {
        return !text.isBlank() && !banned.in(text);
    }

    private String brandName(Brief brief) {
        String name = PlainText.name(brief.brand().name());
        return PlainText.harmful(name) || banned.in(name) ? "" : name;
    }

    /** The kind of thing in few words, unless the brand's name says it already. */
    private static String kind(String product, String brand, WordSplitter splitter) {
        if (product.isEmpty()) {
            return "";
        }
        String kind = splitter.head(product);
        String last = kind.substring(kind.lastIndexOf(' ') + 1);
        return Terms.contains(brand, last) || Character.isDigit(kind.charAt(0)) ? "" : kind;
    }

    private String audience(Brief brief, Optional<Translation> translation) {
        String text = brief.audience().isBlank() ? brief.brand().audience() : brief.audience();
        if (PlainText.harmful(text)) {
            return "";
        }
        String first = PlainText.clean(FIRST_PART.split(text + " ")[0]).replaceAll("[.…]$", "");
        boolean aboutAge = first.codePoints().anyMatch(Character::isDigit);
        if (first.isBlank() || aboutAge || !allowed(first)) {
            return "";
        }
        return translation.isEmpty() ? first : translation.get().of(first).orElse("");
    }

    private boolean toWomen(Brief brief) {
        return Pattern.compile("[^\\p{L}]+")
                .splitAsStream(everything(brief) + " " + brief.brand().audience() + " " + brief.audience())
                .anyMatch(lexicon.feminine()::contains);
    }

    private static List<String> voices(Brief brief) {
        String tone = brief.tone().isBlank() ? String.join(" ", brief.brand().voice()) : brief.tone();
        return Pattern.compile("[^\\p{L}]+")
                .splitAsStream(tone.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private List<String> required(Brief brief) {
        return brief.brand().requiredTerms().stream()
                .map(PlainText::name)
                .filter(this::allowed)
                .toList();
    }

    private static String everything(Brief brief) {
        return brief.prompt() + " " + brief.brand().description();
    }

    private static String words(Brief brief) {
        return everything(brief) + " " + brief.brand().audience() + " " + brief.audience();
    }
}
