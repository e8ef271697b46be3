package com.adgenius.plugins.local.copy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes apart the sentences of a language that writes spaces between words. */
final class WordSplitter {

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?؟…])\\s+|[\\n\\r;؛]+");
    private static final Pattern CLAUSE_END = Pattern.compile("\\s*(?:,(?!\\d)|،|\\s[–—-]\\s)\\s*|(?<=:)\\s+");
    private static final int STATEMENT_WORDS = 4;
    private static final int COMPOUND = 14;

    private final Lexicon lexicon;

    WordSplitter(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /** The harmless sentences of a text, cleaned, without their final full stop. */
    static List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        for (String raw : SENTENCE_END.split(text)) {
            if (PlainText.harmful(raw)) {
                continue;
            }
            String clean = PlainText.clean(raw).replaceAll("[.…]+$", "").strip();
            if (clean.codePoints().anyMatch(Character::isLetter)) {
                sentences.add(clean);
            }
        }
        return sentences;
    }

    /**
     * The clauses of a sentence in order, a list of things kept together, each without what leads into it. A clause
     * that announces the next keeps its colon.
     */
    List<String> clauses(String sentence) {
        List<String> clauses = new ArrayList<>();
        for (String part : CLAUSE_END.split(withoutOpening(sentence))) {
            String clause = withoutOpening(part.strip());
            if (clause.isEmpty()) {
                continue;
            }
            if (!clauses.isEmpty() && endsList(clauses.getLast(), part.strip())) {
                clauses.set(clauses.size() - 1, clauses.getLast() + ", " + part.strip());
            } else {
                clauses.add(clause);
            }
        }
        return clauses;
    }

    /** The clause and what can be taken out of it: what stands behind {@code that}, behind {@code made}. */
    List<Clause> standing(String part) {
        List<Clause> standing = new ArrayList<>();
        String clause = part.replaceAll(":$", "");
        String bare = withoutAuxiliary(clause);
        standing.add(new Clause(bare, kind(bare)));
        String[] words = clause.split(" ");
        for (int i = 1; i < words.length - 1; i++) {
            String word = words[i].toLowerCase(Locale.ROOT);
            if (lexicon.relatives().contains(word) && isVerb(words[i + 1])) {
                String head = join(words, 0, i);
                String tail = withoutAuxiliary(join(words, i + 1, words.length));
                if (kind(bare) != Clause.Kind.STATEMENT) {
                    standing.add(new Clause(tail, Clause.Kind.VERB));
                    standing.addAll(participle(head));
                    standing.add(new Clause(head, kind(head)));
                }
                return standing;
            }
        }
        standing.addAll(participle(clause));
        return standing;
    }

    /** What the reader gets, as the text says it; nothing where the text names a condition. */
    List<String> offers(String text) {
        List<String> offers = new ArrayList<>();
        if (lexicon.conditions().stream()
                .anyMatch(condition -> condition.matcher(text).find())) {
            return offers;
        }
        for (Pattern pattern : lexicon.offers()) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.find()) {
                offers.add(matcher.group().strip());
            }
        }
        lexicon.shortOffers().forEach((pattern, shorter) -> {
            Matcher matcher = pattern.matcher(text);
            if (matcher.find()) {
                offers.add(matcher.replaceFirst(shorter));
            }
        });
        return offers;
    }

    /** The phrase up to a word where it may end, not wider than the limit, of at least two words. */
    Optional<String> shortened(String phrase, int limit) {
        String[] words = phrase.split(" ");
        for (int end = words.length; end >= 2; end--) {
            boolean mayEnd = end == words.length
                    || lexicon.boundaries().contains(words[end].toLowerCase(Locale.ROOT))
                    || lexicon.participles().contains(words[end].toLowerCase(Locale.ROOT));
            String last = words[end - 1].toLowerCase(Locale.ROOT);
            if (!mayEnd
                    || lexicon.boundaries().contains(last)
                    || lexicon.verbs().contains(last)) {
                continue;
            }
            String head = join(words, 0, end).replaceAll("[,:]$", "");
            if (DisplayWidth.of(head) <= limit) {
                return Optional.of(head);
            }
        }
        return Optional.empty();
    }

    /** What a phrase says behind a word such as {@code for}: {@code for marathon runners}. */
    List<String> tails(String phrase) {
        String[] words = phrase.split(" ");
        for (int i = 1; i < words.length - 1; i++) {
            if (lexicon.phrases().contains(words[i].toLowerCase(Locale.ROOT))) {
                return List.of(join(words, i, words.length));
            }
        }
        return List.of();
    }

    /** The shortest head of a phrase that says what it is: two words, or one long compound. */
    String head(String phrase) {
        String[] words = phrase.split(" ");
        int least = words[0].length() >= COMPOUND ? 1 : 2;
        for (int end = least; end < words.length; end++) {
            if (lexicon.boundaries().contains(words[end].toLowerCase(Locale.ROOT))
                    || lexicon.participles().contains(words[end].toLowerCase(Locale.ROOT))) {
                return join(words, 0, end);
            }
        }
        return phrase;
    }

    Clause.Kind kind(String clause) {
        String[] words = clause.split(" ");
        for (Pattern offer : lexicon.offers()) {
            Matcher matcher = offer.matcher(clause);
            if (matcher.find() && matcher.end() - matcher.start() >= clause.length() * 2 / 3) {
                return Clause.Kind.OFFER;
            }
        }
        if (isVerb(words[0])) {
            return Clause.Kind.VERB;
        }
        boolean relative = false;
        for (int i = 1; i < words.length; i++) {
            relative |= lexicon.relatives().contains(words[i].toLowerCase(Locale.ROOT));
            if (!relative && i < words.length - 1 && words.length >= STATEMENT_WORDS && isVerb(words[i])) {
                return Clause.Kind.STATEMENT;
            }
        }
        return Clause.Kind.NOUN;
    }

    private List<Clause> participle(String clause) {
        String[] words = clause.split(" ");
        for (int i = 1; i < words.length - 1; i++) {
            if (lexicon.participles().contains(words[i].toLowerCase(Locale.ROOT))) {
                return List.of(new Clause(withoutOpening(join(words, i, words.length)), Clause.Kind.VERB));
            }
        }
        return List.of();
    }

    private boolean isVerb(String word) {
        return lexicon.verbs().contains(word.toLowerCase(Locale.ROOT));
    }

    private boolean endsList(String before, String part) {
        String[] words = part.split(" ");
        boolean conjunction = part.contains(" and ") || part.contains(" und ");
        return conjunction
                && words.length <= 6
                && isVerb(before.split(" ")[0])
                && (words.length < 2 || !isVerb(words[0]) || words[1].equals("and") || words[1].equals("und"));
    }

    private String withoutOpening(String text) {
        String rest = text;
        for (Pattern opening : lexicon.openings()) {
            rest = opening.matcher(rest).replaceFirst("");
        }
        return rest.isEmpty() ? "" : rest;
    }

    private String withoutAuxiliary(String clause) {
        for (Pattern auxiliary : lexicon.auxiliaries()) {
            Matcher matcher = auxiliary.matcher(clause);
            if (matcher.find()) {
                return matcher.replaceFirst("");
            }
        }
        return clause;
    }

    private static String join(String[] words, int from, int to) {
        return String.join(" ", List.of(words).subList(from, to));
    }
}
