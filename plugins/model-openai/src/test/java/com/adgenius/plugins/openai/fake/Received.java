package com.adgenius.plugins.openai.fake;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that was good.
 *
 * @param path after the base address
 * @param authorization the header of that name
 * @param body what it asks
 */
public record Received(String path, Optional<String> authorization, Map<String, Object> body) {

    /** The contents of the messages of that role, in order. */
    public List<String> messages(String role) {
        return FakeJson.list(body.get("messages")).stream()
                .map(FakeJson::object)
                .filter(message -> role.equals(message.get("role")))
                .map(message -> String.valueOf(message.get("content")))
                .toList();
    }
}
