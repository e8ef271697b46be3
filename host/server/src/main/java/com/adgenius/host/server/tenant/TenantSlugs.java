package com.adgenius.host.server.tenant;

import com.adgenius.host.server.scope.Tenant;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Ids for a tenant of whom only the company's name is known. */
public final class TenantSlugs {

    /** Room for what makes an id unique. */
    private static final int LONGEST_STEM = 32;

    private static final int NUMBERED = 9;
    private static final int RANDOM = 3;
    private static final String LETTERS = "bcdfghjkmnpqrstvwxz23456789";
    private static final int RANDOM_LETTERS = 6;
    private static final String NAMELESS = "company";

    /** Letters that Unicode does not take apart. */
    private static final Map<String, String> SPELLED = Map.of(
            "ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i", "&", " and ");

    private static final SecureRandom CHANCE = new SecureRandom();

    private TenantSlugs() {}

    /** Ids to be tried in turn: the name itself, numbered ones, random ones. None of them is reserved. */
    public static List<String> of(String company) {
        String stem = stem(company);
        return Stream.of(
                        Stream.of(stem),
                        IntStream.rangeClosed(2, NUMBERED).mapToObj(number -> stem + "-" + number),
                        Stream.generate(() -> stem + "-" + random()).limit(RANDOM))
                .flatMap(slugs -> slugs)
                .filter(slug -> Tenant.isSlug(slug) && !ReservedSlugs.contain(slug))
                .toList();
    }

    private static String stem(String company) {
        String folded = company.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> letter : SPELLED.entrySet()) {
            folded = folded.replace(letter.getKey(), letter.getValue());
        }
        String ascii = Normalizer.normalize(folded, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\p{M}'’]+", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+", "");
        String lettered = !ascii.isEmpty() && Character.isDigit(ascii.charAt(0)) ? "co-" + ascii : ascii;
        String cut = trimmed(lettered.substring(0, Math.min(lettered.length(), LONGEST_STEM)));
        return cut.isEmpty() ? NAMELESS : cut.length() == 1 ? cut + "-" + NAMELESS : cut;
    }

    /** A host name must not end with a dash. */
    private static String trimmed(String slug) {
        return slug.replaceAll("-+$", "");
    }

    private static String random() {
        StringBuilder letters = new StringBuilder(RANDOM_LETTERS);
        for (int i = 0; i < RANDOM_LETTERS; i++) {
            letters.append(LETTERS.charAt(CHANCE.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }
}
