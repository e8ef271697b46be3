package com.adgenius.host.embedded.qdrant;

import java.util.ArrayList;
import java.util.List;

/**
 * A place in a payload, as in {@code campaign.name} or {@code variants[].headline}.
 *
 * @param text one string for the place: keys after {@link #KEY}, elements of a list as {@link #ELEMENT}
 * @param steps from the payload down to it
 */
record PayloadPath(String text, List<Step> steps) {

    static final char KEY = '\u0001';
    static final char ELEMENT = '\u0002';

    PayloadPath {
        steps = List.copyOf(steps);
    }

    /** Whether it may lead to several values. */
    boolean branches() {
        return text.indexOf(ELEMENT) >= 0;
    }

    /** Reads a path in Qdrant's notation. */
    static PayloadPath parse(String field, String path) {
        List<Step> steps = new ArrayList<>();
        int position = 0;
        while (position < path.length() || steps.isEmpty()) {
            boolean first = steps.isEmpty();
            if (!first && path.startsWith("[]", position)) {
                steps.add(Step.elements());
                position += 2;
            } else if (!first && path.charAt(position) == '[') {
                throw Refusal.unsupported("the index of a list's element in \"" + path + "\"");
            } else {
                position = key(field, path, first ? position : afterDot(field, path, position), steps);
            }
        }
        StringBuilder text = new StringBuilder();
        steps.forEach(step -> text.append(step.element() ? String.valueOf(ELEMENT) : KEY + step.key()));
        return new PayloadPath(text.toString(), steps);
    }

    private static int afterDot(String field, String path, int position) {
        if (path.charAt(position) != '.') {
            throw wrong(field, path);
        }
        return position + 1;
    }

    private static int key(String field, String path, int start, List<Step> steps) {
        int end;
        if (start < path.length() && path.charAt(start) == '"') {
            end = path.indexOf('"', start + 1);
            if (end < 0) {
                throw wrong(field, path);
            }
            steps.add(Step.key(path.substring(start + 1, end)));
            return end + 1;
        }
        end = start;
        while (end < path.length() && plain(path.charAt(end))) {
            end++;
        }
        if (end == start) {
            throw wrong(field, path);
        }
        steps.add(Step.key(path.substring(start, end)));
        return end;
    }

    private static boolean plain(char c) {
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || c == '_' || c == '-';
    }

    private static Refusal wrong(String field, String path) {
        return Refusal.invalid(field, "Invalid json path: '" + path + "'");
    }

    /**
     * One step down.
     *
     * @param element whether it goes to every element of a list
     * @param key the key, where it does not
     */
    record Step(boolean element, String key) {

        static Step elements() {
            return new Step(true, "");
        }

        static Step key(String key) {
            return new Step(false, key);
        }
    }
}
