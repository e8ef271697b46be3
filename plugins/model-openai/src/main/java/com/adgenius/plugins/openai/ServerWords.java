package com.adgenius.plugins.openai;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a server said of its refusal. Servers differ: OpenAI, vLLM and Ollama answer {@code {"error":{…}}}, others a text
 * there, {@code message} or FastAPI's {@code detail}.
 *
 * @param code for machines, empty where there is none
 * @param message for people, on one line, short and without the API key; empty where there is none
 */
record ServerWords(String code, String message) {

    private static final int LONGEST = 300;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}\\s\\p{Z}]+");

    /** The words in the body of an answer. */
    static ServerWords of(byte[] body, ServerSettings settings) {
        try {
            return of(Json.object(Json.parse(body)), settings);
        } catch (IOException _) {
            return new ServerWords("", "");
        }
    }

    /** The words in an answer. */
    static ServerWords of(Map<String, Object> answer, ServerSettings settings) {
        Map<String, Object> error = Json.object(answer, "error");
        Map<String, Object> said = error.isEmpty() ? answer : error;
        String code = Json.text(said, "code").or(() -> Json.text(said, "type")).orElse("");
        String message = Json.text(said, "message")
                .or(() -> Json.text(answer, "error"))
                .or(() -> Json.text(answer, "detail"))
                .orElseGet(() -> details(Json.list(answer, "detail")));
        return new ServerWords(code, plain(message, settings));
    }

    /** The message for the end of a sentence; empty where there is none. */
    String quoted() {
        return message.isEmpty() ? "" : ": \"" + message + "\"";
    }

    private static String details(List<?> details) {
        return details.isEmpty()
                ? ""
                : Json.text(Json.object(details.getFirst()), "msg").orElse("");
    }

    private static String plain(String message, ServerSettings settings) {
        String secret = settings.key().orElse("");
        String shown = secret.isEmpty() ? message : message.replace(secret, "***");
        String line = UNPRINTABLE.matcher(shown).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
