package com.adgenius.host.app.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code GET /admin/nodes}. */
final class Instances {

    private Instances() {}

    /** Instances of the plugin that do not serve any more and are still there, and all leaks. */
    static List<String> left(JsonNode nodes, String pluginId) {
        List<String> left = new ArrayList<>();
        for (JsonNode node : nodes.get("results")) {
            for (JsonNode instance : node.get("instances")) {
                if (instance.get("plugin").asText().equals(pluginId)
                        && !instance.get("state").asText().equals("serving")) {
                    left.add(instance.toString());
                }
            }
            node.get("leaks").forEach(leak -> left.add(leak.toString()));
        }
        return left;
    }
}
