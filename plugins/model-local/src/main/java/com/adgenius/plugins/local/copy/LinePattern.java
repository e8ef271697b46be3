package com.adgenius.plugins.local.copy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line with gaps such as {@code {brand}}.
 *
 * @param text general form, and after a bar the form that addresses women
 * @param weight how much it is preferred
 */
record LinePattern(String text, double weight) {

    private static final Pattern GAP = Pattern.compile("\\{([a-z0-9]+)}");

    /** The names of its gaps, in order. */
    static List<String> gaps(String form) {
        List<String> gaps = new ArrayList<>();
        Matcher matcher = GAP.matcher(form);
        while (matcher.find()) {
            gaps.add(matcher.group(1));
        }
        return gaps;
    }

    static List<LinePattern> list(Map<String, Object> data, String name) {
        if (!(data.get(name) instanceof List<?> list)) {
            return List.of();
        }
        return list.stream()
                .map(List.class::cast)
                .map(pair -> new LinePattern((String) pair.get(0), ((Number) pair.get(1)).doubleValue()))
                .toList();
    }
}
