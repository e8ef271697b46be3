package com.adgenius.plugins.local.copy;

import com.adgenius.plugin.Brief;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Writes one variant of copy for a brief: the same brief, variant and seed give the same copy.
 *
 * <p>Not a language model: every line is a pattern of the locale's language filled with the brief's own words.
 */
public final class Copywriter {

    private static final int SHORT_LINE = 45;
    private static final double JITTER = 5;
    private static final double APPENDED = 9;
    private static final int RESERVE = 3;
    private static final double SENTENCE_OF_HEADLINE = 8;
    private static final double GOOD_SHORT = -2;
    private static final double GOOD_LONG = 5;

    private final Brief brief;
    private final Lexicon lexicon;
    private final Terms banned;
    private final Material material;
    private final int variant;
    private final Selection selection;

    /**
     * A writer of one variant.
     *
     * @param variant from 1; the first is the one that the patterns prefer
     * @param seed another seed gives other variants
     */
    public Copywriter(Brief brief, int variant, long seed) {
        this(brief, variant, seed, Map.of());
    }

    /** A writer of one variant that avoids what earlier ones showed, how often by {@link #key}. */
    public Copywriter(Brief brief, int variant, long seed, Map<String, Integer> shown) {
        this.brief = brief;
        this.lexicon = Lexicon.of(brief.locale());
        this.banned = Terms.of(brief.brand().bannedTerms());
        this.material = BriefReader.read(brief);
        this.variant = variant;
        boolean preferred = variant == 1 && seed == 0;
        this.selection = new Selection(
                Objects.hash(brief.prompt(), brief.brand().name(), variant, seed), preferred ? 0.01 : JITTER, shown);
    }

    /** Whether a width asks for a headline rather than for sentences. */
    static boolean isShort(int limit) {
        return limit <= SHORT_LINE;
    }

    /**
     * Lines for one field, the best first; fewer than {@code least} only where neither the brief nor the language gives
     * more.
     *
     * @param limit display width
     * @param narrow a limit that at least one line keeps; 0 for none
     */
    public List<String> lines(int limit, int least, int wished, int narrow) {
        List<Line> lines = candidates(limit);
        List<String> chosen = new ArrayList<>(
                selection.choose(lines, least, wished, isShort(limit) ? GOOD_SHORT : GOOD_LONG, narrow));
        if (chosen.size() < least) {
            for (String spare : spare(limit)) {
                boolean fresh = chosen.stream().noneMatch(text -> Line.key(text).equals(Line.key(spare)));
                if (fresh && chosen.size() < least) {
                    chosen.add(spare);
                }
            }
        }
        return chosen;
    }

    /** What makes two texts the same to a platform: their letters and digits. */
    public static String key(String text) {
        return Line.key(text);
    }

    /** The text for a button. */
    public String button() {
        return lexicon.button(material.topic(), material.toWomen(), brief.locale(), variant - 1);
    }

    /** The brand's name as it may be shown; empty where it holds a banned term or nothing to read. */
    public String brand() {
        return material.brand();
    }

    /** Words to find the creative by, 1 to the given number. */
    public List<String> tags(int most, int longest) {
        Map<String, String> tags = new LinkedHashMap<>();
        List<String> sources = new ArrayList<>(List.of(material.brand(), material.core(), material.kind()));
        material.clauses().forEach(clause -> sources.add(clause.text()));
        sources.add(brief.locale().getLanguage());
        for (String source : sources) {
            String tag = source.toLowerCase(Locale.ROOT);
            if (!tag.isBlank() && tag.codePointCount(0, tag.length()) <= longest && tags.size() < most) {
                tags.putIfAbsent(Line.key(tag), tag);
            }
        }
        return List.copyOf(tags.values());
    }

    /** A word for a link's path: letters, digits and hyphens, within the width; empty where the brief has none. */
    public String path(int index, int limit) {
        List<String> sources = new ArrayList<>(List.of(material.kind(), material.core(), material.brand()));
        material.clauses().forEach(clause -> sources.add(clause.text()));
        return sources.stream()
                .map(text -> text.toLowerCase(brief.locale()).replaceAll("[^\\p{L}\\p{N}\\p{M}]+", "-"))
                .map(text -> text.replaceAll("^-+|-+$", ""))
                .filter(text -> !text.isEmpty() && DisplayWidth.of(text) <= limit)
                .distinct()
                .skip(index)
                .findFirst()
                .orElse("");
    }

    /** The brand's required terms that the copy must contain. */
    public List<String> required() {
        return material.required();
    }

    /**
     * A line that contains the required term, within the width: one of the brief's, else the brand's name and the term,
     * alone or behind a line that is not shown yet; empty where none fits.
     */
    public String lineWith(String term, int limit) {
        String stop = isShort(limit) ? "" : lexicon.spaced() ? "." : "。";
        String named = (material.brand().isEmpty() ? Casing.first(term) : material.brand() + ": " + term) + stop;
        List<Line> lines =
                new ArrayList<>(List.of(new Line(named, 0, Set.of()), new Line(Casing.first(term), -1, Set.of())));
        for (Line line : candidates(limit)) {
            if (Terms.contains(line.text(), term)) {
                lines.add(new Line(line.text(), line.score() + APPENDED, line.sources()));
            } else if (!isShort(limit)) {
                String space = lexicon.spaced() ? " " : "";
                lines.add(new Line(
                        line.text() + space + Casing.first(term) + stop, line.score() - APPENDED, line.sources()));
            }
        }
        return lines.stream()
                .filter(line -> DisplayWidth.of(line.text()) <= limit && !banned.in(line.text()))
                .max(Comparator.comparingDouble(selection::afresh).thenComparing(Line::text))
                .map(Line::text)
                .orElse("");
    }

    /** The text for a picture or video. */
    public PosterText poster() {
        List<String> otherwise = lines(SHORT_LINE, 1, 1, 0);
        return new PosterWriter(material, lexicon)
                .write(variant, button(), otherwise.isEmpty() ? "" : otherwise.getFirst());
    }

    private List<Line> candidates(int limit) {
        LineWriter writer = new LineWriter(material, lexicon, banned);
        if (isShort(limit)) {
            return writer.shortLines(limit);
        }
        List<Line> lines = new ArrayList<>(writer.longLines(limit));
        for (Line line : writer.shortLines(SHORT_LINE)) {
            String stop = lexicon.spaced() ? "." : "。";
            String sentence = line.text().matches(".*[.?。؟]") ? line.text() : line.text() + stop;
            if (DisplayWidth.of(sentence) <= limit) {
                lines.add(new Line(sentence, line.score() - SENTENCE_OF_HEADLINE, line.sources()));
            }
        }
        return lines;
    }

    /** What is left to say where a brief says next to nothing: calls to act, then the patterns of English. */
    private List<String> spare(int limit) {
        List<String> spare = new ArrayList<>();
        for (int i = 0; i < RESERVE; i++) {
            spare.add(lexicon.button(material.topic(), material.toWomen(), brief.locale(), i));
            spare.add(lexicon.button("other", material.toWomen(), brief.locale(), i));
        }
        LineWriter english = new LineWriter(material, Lexicon.english(), banned);
        (isShort(limit) ? english.shortLines(limit) : english.longLines(limit))
                .stream()
                        .sorted(Comparator.comparingDouble(Line::score).reversed())
                        .forEach(line -> spare.add(line.text()));
        for (int i = 0; i < RESERVE; i++) {
            spare.add(Lexicon.english().button("other", false, Locale.ENGLISH, i));
            spare.add(Lexicon.english().button("shop", false, Locale.ENGLISH, i));
        }
        spare.removeIf(text -> text.isEmpty() || DisplayWidth.of(text) > limit || banned.in(text));
        return spare;
    }
}
