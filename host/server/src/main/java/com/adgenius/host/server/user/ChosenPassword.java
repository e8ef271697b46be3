package com.adgenius.host.server.user;

import com.adgenius.host.server.http.Violations;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a password must be that a person chooses: long, not what many use, not made of what everybody knows of the
 * person. No rules about kinds of characters: NIST SP 800-63B, 5.1.1.2.
 */
public final class ChosenPassword {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 128;

    /** What people are told. */
    public static final String RULES = SHORTEST + " to " + LONGEST
            + " characters; not one that many people use, and not made of your e-mail, name or company.";

    /** So many characters must be left without the person's own words. */
    private static final int LEFT = 8;

    /** Shorter words are in too many others. */
    private static final int SHORTEST_WORD = 3;

    private ChosenPassword() {}

    /**
     * Notes what is wrong with a password.
     *
     * @param known what everybody knows of the person: e-mail, name, company
     */
    public static void check(@Nullable String password, String field, Collection<String> known, Violations violations) {
        int length = password == null ? 0 : password.codePointCount(0, password.length());
        violations.check(
                length >= SHORTEST && length <= LONGEST,
                field,
                "must have " + SHORTEST + " to " + LONGEST + " characters");
        if (password != null && length >= SHORTEST && length <= LONGEST) {
            violations.check(!CommonPasswords.contain(password), field, "is one that many people use");
            violations.check(
                    !madeOf(password, known), field, "must not be made of your e-mail address, name or company");
        }
    }

    private static boolean madeOf(String password, Collection<String> known) {
        String before = letters(password);
        String left = before;
        for (String word : words(known)) {
            left = left.replace(word, "");
        }
        return left.length() < before.length() && left.length() < LEFT;
    }

    /** The longest first: a whole address goes before its parts. */
    private static List<String> words(Collection<String> known) {
        return known.stream()
                .flatMap(text -> Stream.concat(Stream.of(text), Stream.of(text.split("[^\\p{L}\\p{N}]+"))))
                .map(ChosenPassword::letters)
                .filter(word -> word.length() >= SHORTEST_WORD)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
    }
}
