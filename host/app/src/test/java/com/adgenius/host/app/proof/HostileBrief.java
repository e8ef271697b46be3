package com.adgenius.host.app.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a brief may change of the question to a model: the value of {@code request} in the block of the brief's data. */
final class HostileBrief {

    private static final Pattern BLOCK = Pattern.compile("<brief-data>\\n(\\{.*\\})\\n</brief-data>", Pattern.DOTALL);

    private HostileBrief() {}

    /**
     * All values of a question, by where they stand, without the brief's own text.
     *
     * @throws AssertionError where a block of the brief's data is asked by another text
     */
    static Map<String, String> withoutText(JsonNode question, String text) throws Exception {
        Map<String, String> values = new TreeMap<>();
        collect("", question, value -> stripped(value, text), values);
        return values;
    }

    /** All values of a question, by where they stand. */
    static Map<String, String> values(JsonNode question) throws Exception {
        Map<String, String> values = new TreeMap<>();
        collect("", question, value -> value, values);
        return values;
    }

    @FunctionalInterface
    private interface Change {

        String of(String value) throws Exception;
    }

    private static void collect(String at, JsonNode node, Change change, Map<String, String> values) throws Exception {
        if (node.isValueNode()) {
            values.put(at, change.of(node.asText()));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(at + "/" + i, node.get(i), change, values);
            }
        } else {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                collect(at + "/" + field.getKey(), field.getValue(), change, values);
            }
        }
    }

    private static String stripped(String value, String text) throws Exception {
        Matcher block = BLOCK.matcher(value);
        if (!block.find()) {
            return value;
        }
        ObjectNode data = (ObjectNode) Api.JSON.readTree(block.group(1));
        String request = data.remove("request").asText();
        if (!request.equals(text)) {
            throw new AssertionError("The brief was handed on as " + request);
        }
        return value.substring(0, block.start(1)) + data + value.substring(block.end(1));
    }
}
