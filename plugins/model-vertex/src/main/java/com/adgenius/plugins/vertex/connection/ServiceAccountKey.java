package com.adgenius.plugins.vertex.connection;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugins.vertex.Json;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * The key of a service account. Only that kind of credentials is read from a tenant: other kinds name files, commands and
 * addresses of the host, which are not the tenant's to choose.
 *
 * @param json as Google gives it
 * @param project its project, if the key names one
 * @param tokens where it is exchanged for access tokens
 */
record ServiceAccountKey(String json, Optional<String> project, URI tokens) {

    static ServiceAccountKey read(String json) throws PluginException {
        try {
            JsonObject key = Json.object(json);
            if (!Json.text(key, "type").filter("service_account"::equals).isPresent()) {
                throw unfit("its \"type\" must be \"service_account\"");
            }
            for (String field : new String[] {"client_email", "private_key", "private_key_id", "token_uri"}) {
                if (Json.text(key, field).isEmpty()) {
                    throw unfit("it lacks \"" + field + "\"");
                }
            }
            if (Json.text(key, "universe_domain")
                    .filter(domain -> !domain.equals("googleapis.com"))
                    .isPresent()) {
                throw unfit("its \"universe_domain\" must be \"googleapis.com\"");
            }
            return new ServiceAccountKey(
                    json,
                    Json.text(key, "project_id"),
                    URI.create(Json.text(key, "token_uri").orElseThrow()));
        } catch (IOException | IllegalArgumentException e) {
            throw unfit("it is not the JSON that Google gave");
        }
    }

    /** Without the cause: it could quote the key. */
    static PluginException unfit(String reason) {
        return new PluginException(
                FailureCode.UNAUTHORIZED,
                "service_account in the settings of model-vertex cannot be used: " + reason
                        + ". Paste the whole key file of a service account");
    }
}
