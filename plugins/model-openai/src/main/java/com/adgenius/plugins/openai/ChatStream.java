package com.adgenius.plugins.openai;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TextModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer that comes in pieces: server-sent events, each a part of a chat completion, up to {@code [DONE]}. */
final class ChatStream {

    private static final String DATA = "data:";
    private static final String END = "[DONE]";

    private final ServerSettings settings;
    private final String model;
    private final TextModel.Sink sink;
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final Map<String, Object> whole = new LinkedHashMap<>();
    private String finish = "";

    private ChatStream(ServerSettings settings, String model, TextModel.Sink sink) {
        this.settings = settings;
        this.model = model;
        this.sink = sink;
    }

    /**
     * Gives the pieces to the sink as they come, and then the whole.
     *
     * @param limit the most bytes that the answer may have
     */
    static ChatAnswer read(InputStream body, int limit, ServerSettings settings, String model, TextModel.Sink sink)
            throws IOException, PluginException {
        LimitedInputStream limited = new LimitedInputStream(body, limit);
        try {
            return new ChatStream(settings, model, sink).read(limited);
        } catch (IOException e) {
            if (limited.exceeded()) {
                throw new PluginException(
                        FailureCode.INVALID_RESULT,
                        settings.shown() + " streamed more than " + limit / 1_000_000 + " MB; the rest was not read");
            }
            throw e;
        }
    }

    private ChatAnswer read(InputStream body) throws IOException, PluginException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        boolean ended = false;
        for (String line = lines.readLine(); line != null && !ended; line = ended ? null : lines.readLine()) {
            if (line.startsWith(DATA)) {
                String data = line.substring(DATA.length()).strip();
                ended = data.equals(END);
                if (!ended) {
                    part(data);
                }
            }
        }
        if (!ended && finish.isEmpty()) {
            throw new PluginException(
                    FailureCode.UNAVAILABLE, settings.shown() + " broke off in the middle of its answer; try again");
        }
        return new ChatAnswer(content.toString(), refusal.toString(), finish, Usage.of(whole, model));
    }

    private void part(String data) throws PluginException {
        Map<String, Object> part;
        try {
            part = Json.object(Json.parse(data));
        } catch (IOException _) {
            throw new PluginException(
                    FailureCode.INVALID_RESULT,
                    settings.shown() + " streamed something that is not JSON; an administrator checks base_url");
        }
        if (part.containsKey("error")) {
            throw Refusal.within(ServerWords.of(part, settings), settings, model);
        }
        Json.text(part, "model").ifPresent(name -> whole.put("model", name));
        if (part.get("usage") instanceof Map<?, ?> usage) {
            whole.put("usage", usage);
        }
        Json.list(part, "choices").stream().findFirst().map(Json::object).ifPresent(this::choice);
    }

    private void choice(Map<String, Object> choice) {
        Map<String, Object> delta = Json.object(choice, "delta");
        Json.text(delta, "refusal").ifPresent(refusal::append);
        Json.text(delta, "content").ifPresent(piece -> {
            content.append(piece);
            sink.write(piece);
        });
        finish = Json.text(choice, "finish_reason").orElse(finish);
    }
}
