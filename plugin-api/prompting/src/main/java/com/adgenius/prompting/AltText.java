package com.adgenius.prompting;

import com.adgenius.plugin.Api;
import com.adgenius.plugin.Brand;
import com.adgenius.plugin.Brief;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A description for people who cannot see a picture or a video, in plain words and without the brand's banned terms. */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public final class AltText {

    /** Screen readers read longer ones in pieces. */
    private static final int LENGTH = 250;

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}<>{}]+");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private AltText() {}

    /**
     * The first that is not empty and holds no banned term: what the model said, the brand with the request, the request,
     * the brand.
     *
     * @param last used where none is
     */
    public static String of(String described, Brief brief, String last) {
        Brand brand = brief.brand();
        return Stream.of(described, brand.name() + ": " + brief.prompt(), brief.prompt(), brand.name())
                .map(AltText::plain)
                .filter(text -> !text.isEmpty() && !holds(text, brand.bannedTerms()))
                .findFirst()
                .orElse(last);
    }

    private static String plain(String text) {
        String visible = INVISIBLE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll(" ");
        String plain = SPACE.matcher(visible).replaceAll(" ").strip();
        if (plain.codePointCount(0, plain.length()) <= LENGTH) {
            return plain;
        }
        String cut = plain.substring(0, plain.offsetByCodePoints(0, LENGTH));
        int space = cut.lastIndexOf(' ');
        return (space > LENGTH / 2 ? cut.substring(0, space) : cut) + "…";
    }

    /** A term counts also inside a longer word: to say less does no harm here. */
    private static boolean holds(String text, List<String> terms) {
        return terms.stream()
                .map(AltText::words)
                .anyMatch(term -> !term.isEmpty() && words(text).contains(term));
    }

    private static String words(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return BETWEEN_WORDS.matcher(folded).replaceAll(" ").strip();
    }
}
