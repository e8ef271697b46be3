package com.adgenius.plugins.vertex.connection;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import com.google.api.client.http.HttpResponseException;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Access tokens: by the tenant's service account, or by the host's own credentials for projects that the operator names.
 * A token is kept as long as it holds, under the hash of its key, so that not every call fetches one.
 */
final class CredentialStore {

    private static final List<String> SCOPES = List.of("https://www.googleapis.com/auth/cloud-platform");
    private static final int KEPT = 256;

    private final OperatorRules rules;
    private final Map<String, GoogleCredentials> kept = new LinkedHashMap<>(16, 0.75f, true);

    CredentialStore(OperatorRules rules) {
        this.rules = requireNonNull(rules, "rules is null");
    }

    /**
     * A token for a call with those settings; empty where the endpoint is the operator's and takes none.
     *
     * @throws PluginException {@link FailureCode#UNAUTHORIZED} where there are no credentials or Google refuses them,
     *     {@link FailureCode#UNAVAILABLE} where Google's token service does not answer
     */
    Optional<String> token(VertexSettings settings) throws PluginException {
        Optional<GoogleCredentials> credentials = credentials(settings);
        if (credentials.isEmpty()) {
            return Optional.empty();
        }
        try {
            credentials.get().refreshIfExpired();
            return Optional.of(credentials.get().getAccessToken().getTokenValue());
        } catch (IOException e) {
            if (refused(e)) {
                throw new PluginException(
                        FailureCode.UNAUTHORIZED,
                        "Google refused the credentials for Vertex AI; an administrator checks service_account in the "
                                + "settings of model-vertex, and that it is not disabled or deleted",
                        e);
            }
            throw new PluginException(FailureCode.UNAVAILABLE, "Google's token service did not answer; try again", e);
        }
    }

    private Optional<GoogleCredentials> credentials(VertexSettings settings) throws PluginException {
        if (settings.serviceAccount().isPresent()) {
            return Optional.of(serviceAccount(settings.serviceAccount().get()));
        }
        if (!rules.isGoogle(settings.endpoint())) {
            return Optional.empty();
        }
        if (!rules.projects().contains(settings.project())) {
            throw new PluginException(
                    FailureCode.UNAUTHORIZED,
                    "Vertex AI has no credentials yet: an administrator sets service_account in the settings of "
                            + "model-vertex, or the operator of this host allows its own for project \""
                            + settings.project() + "\" by " + OperatorRules.PROJECTS);
        }
        return Optional.of(ofHost());
    }

    private GoogleCredentials ofHost() throws PluginException {
        synchronized (kept) {
            GoogleCredentials known = kept.get("");
            if (known != null) {
                return known;
            }
        }
        try {
            GoogleCredentials found = GoogleCredentials.getApplicationDefault().createScoped(SCOPES);
            return keep("", found);
        } catch (IOException e) {
            throw new PluginException(
                    FailureCode.UNAUTHORIZED,
                    "This host has no application default credentials of Google's; its operator sets them up, or an "
                            + "administrator sets service_account in the settings of model-vertex",
                    e);
        }
    }

    private GoogleCredentials serviceAccount(String json) throws PluginException {
        String name = hash(json);
        synchronized (kept) {
            GoogleCredentials known = kept.get(name);
            if (known != null) {
                return known;
            }
        }
        ServiceAccountKey key = ServiceAccountKey.read(json);
        if (!rules.allows(key.tokens())) {
            throw ServiceAccountKey.unfit("its \"token_uri\" is no address of Google's");
        }
        try {
            return keep(
                    name,
                    ServiceAccountCredentials.fromStream(
                                    new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))
                            .createScoped(SCOPES));
        } catch (IOException | RuntimeException e) {
            throw ServiceAccountKey.unfit("its \"private_key\" cannot be read");
        }
    }

    private GoogleCredentials keep(String name, GoogleCredentials credentials) {
        synchronized (kept) {
            kept.put(name, credentials);
            if (kept.size() > KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
            return credentials;
        }
    }

    /** Forgets all of them. */
    void clear() {
        synchronized (kept) {
            kept.clear();
        }
    }

    private static boolean refused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpResponseException answer) {
                return answer.getStatusCode() >= 400 && answer.getStatusCode() < 500 && answer.getStatusCode() != 429;
            }
        }
        return false;
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
