package com.adgenius.plugins.vertex.connection;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.Settings;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugins.vertex.catalogue.CallShape;
import com.adgenius.plugins.vertex.catalogue.Catalogue;
import com.adgenius.plugins.vertex.catalogue.Model;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a tenant set for the plugin, with the defaults filled in.
 *
 * @param project the Google Cloud project that is billed
 * @param location for instance {@code us-central1}, or {@code global}
 * @param ownEndpoint where Vertex AI is reached instead of the location's own address, without a path
 * @param serviceAccount the key of the tenant's service account as Google gives it; empty where it has none
 * @param deadline how long one answer may take; empty for that of the kind of call
 * @param safety the threshold of Gemini's safety filters; empty for Google's own
 * @param persons whom Imagen and Veo may show; empty for Google's own choice
 * @param dimension the size of vectors; empty for the model's usual one
 */
public record VertexSettings(
        String project,
        String location,
        Optional<URI> ownEndpoint,
        Optional<String> serviceAccount,
        Optional<Duration> deadline,
        Optional<String> safety,
        Optional<String> persons,
        Optional<Integer> dimension) {

    /** The location that serves where a tenant chose none. */
    public static final String STANDARD_LOCATION = "us-central1";

    /** The name of the secret that holds a service account's key. */
    public static final String SERVICE_ACCOUNT = "service_account";

    private static final String GLOBAL = "global";
    private static final Pattern LOCATION = Pattern.compile("/locations/([a-z0-9-]+)/");

    public VertexSettings {
        requireNonNull(project, "project is null");
        requireNonNull(location, "location is null");
        requireNonNull(ownEndpoint, "ownEndpoint is null");
        requireNonNull(serviceAccount, "serviceAccount is null");
        requireNonNull(deadline, "deadline is null");
        requireNonNull(safety, "safety is null");
        requireNonNull(persons, "persons is null");
        requireNonNull(dimension, "dimension is null");
    }

    /**
     * The settings of the tenant that the call is made for.
     *
     * @throws PluginException {@link FailureCode#UNAUTHORIZED} where an administrator must complete them
     */
    public static VertexSettings of(TenantContext context, OperatorRules rules) throws PluginException {
        Settings settings = context.settings();
        Optional<String> key = context.secrets().find(SERVICE_ACCOUNT).filter(text -> !text.isBlank());
        Optional<String> project = settings.text("project");
        if (project.isEmpty() && key.isPresent()) {
            project = ServiceAccountKey.read(key.get()).project();
        }
        if (project.isEmpty()) {
            throw incomplete("Vertex AI has no project yet; set project in the settings of model-vertex");
        }
        String location = settings.text("location").orElse(STANDARD_LOCATION);
        return new VertexSettings(
                project.get(),
                location,
                endpoint(settings, rules),
                key,
                settings.number("deadline_seconds").map(BigDecimal::longValue).map(Duration::ofSeconds),
                settings.text("safety_threshold"),
                settings.text("person_generation"),
                settings.number("embedding_dimension").map(BigDecimal::intValue));
    }

    /**
     * The model that the tenant chose for that kind.
     *
     * @throws PluginException {@link FailureCode#UNAUTHORIZED} where it chose one that there is not
     */
    public static Model model(ModelKind kind, TenantContext context, Catalogue catalogue) throws PluginException {
        Optional<String> chosen = context.settings().text(kind.value() + "_model");
        if (chosen.isEmpty()) {
            return catalogue.standard(kind);
        }
        Optional<Model> found = own(context.settings()).stream()
                .filter(model -> model.id().equals(chosen.get()))
                .findFirst()
                .or(() -> catalogue.find(chosen.get()));
        return found.filter(model -> model.kind() == kind)
                .orElseThrow(() -> incomplete("There is no " + kind.value() + " model \"" + chosen.get()
                        + "\"; choose one of the catalogue as " + kind.value()
                        + "_model, or describe it in own_models, in the settings of model-vertex"));
    }

    /** Where Vertex AI is reached, without a path. */
    public URI endpoint() {
        return ownEndpoint.orElseGet(() -> endpointAt(location));
    }

    /** The name of that model at Google, under which it is called. */
    public String resource(Model model) {
        String place = "projects/" + project + "/locations/" + location;
        return model.endpoint()
                .map(number -> place + "/endpoints/" + number)
                .orElse(place + "/publishers/google/models/" + model.id());
    }

    /** The address of a call of what has that name; an operation is reached where it was started. */
    public URI call(String resource, String verb) {
        Matcher place = LOCATION.matcher(resource);
        URI there = ownEndpoint.orElseGet(() -> endpointAt(place.find() ? place.group(1) : location));
        return URI.create(there + "/v1/" + resource + ":" + verb);
    }

    private static URI endpointAt(String location) {
        return URI.create("https://" + (location.equals(GLOBAL) ? "" : location + "-") + "aiplatform.googleapis.com");
    }

    private static List<Model> own(Settings settings) throws PluginException {
        List<Model> own = new ArrayList<>();
        for (Object entry : settings.list("own_models")) {
            if (entry instanceof Map<?, ?> fields) {
                own.add(own(fields));
            }
        }
        return own;
    }

    private static Model own(Map<?, ?> fields) throws PluginException {
        Optional<ModelKind> kind = Catalogue.kind(String.valueOf(fields.get("kind")));
        Optional<CallShape> call = Catalogue.call(String.valueOf(fields.get("call")));
        if (kind.isEmpty() || call.isEmpty()) {
            throw incomplete("own_models has an entry without kind or call in the settings of model-vertex");
        }
        return new Model(
                String.valueOf(fields.get("id")),
                kind.get(),
                call.get(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(String.valueOf(fields.get("endpoint"))),
                fields.get("dimension") instanceof BigDecimal dimension ? List.of(dimension.intValue()) : List.of());
    }

    private static Optional<URI> endpoint(Settings settings, OperatorRules rules) throws PluginException {
        Optional<String> chosen = settings.text("endpoint");
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI address = new URI(chosen.get().replaceFirst("/+$", ""));
            boolean bare = address.getRawPath() != null
                    && address.getRawPath().isEmpty()
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null
                    && address.getRawUserInfo() == null;
            if (bare && rules.allows(address)) {
                return Optional.of(address);
            }
        } catch (URISyntaxException e) {
            throw incomplete("endpoint in the settings of model-vertex is no address");
        }
        throw incomplete(
                "endpoint in the settings of model-vertex must be https at a host of googleapis.com, or one that "
                        + "the operator of this host allows by " + OperatorRules.ENDPOINTS);
    }

    private static PluginException incomplete(String message) {
        return new PluginException(FailureCode.UNAUTHORIZED, message);
    }
}
