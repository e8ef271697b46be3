package com.adgenius.host.server.plugin.state;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The precedence of versions by Semantic Versioning 2.0.0, section 11. What is no semantic version comes first; versions
 * that differ in their build metadata alone are ordered by their text, so that different versions are never equal.
 */
public final class SemanticVersion {

    /** Ascending. */
    public static final Comparator<String> ORDER = order();

    private static final Pattern FORM =
            Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?");

    private SemanticVersion() {}

    private static Comparator<String> order() {
        Comparator<String> precedence = SemanticVersion::compare;
        return precedence.thenComparing(Comparator.naturalOrder());
    }

    private static int compare(String left, String right) {
        Matcher one = FORM.matcher(left);
        Matcher other = FORM.matcher(right);
        if (!one.matches() || !other.matches()) {
            return one.matches() ? 1 : other.matches() ? -1 : left.compareTo(right);
        }
        for (int part = 1; part <= 3; part++) {
            int order = new BigInteger(one.group(part)).compareTo(new BigInteger(other.group(part)));
            if (order != 0) {
                return order;
            }
        }
        String pre = one.group(4);
        String otherPre = other.group(4);
        if (pre == null || otherPre == null) {
            return pre == null ? otherPre == null ? 0 : 1 : -1;
        }
        return comparePreRelease(List.of(pre.split("\\.")), List.of(otherPre.split("\\.")));
    }

    private static int comparePreRelease(List<String> left, List<String> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = compareIdentifier(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int compareIdentifier(String left, String right) {
        boolean number = left.matches("\\d+");
        boolean otherNumber = right.matches("\\d+");
        if (number && otherNumber) {
            return new BigInteger(left).compareTo(new BigInteger(right));
        }
        return number ? -1 : otherNumber ? 1 : left.compareTo(right);
    }
}
