package com.adgenius.plugin;

import java.util.Set;
import org.pf4j.ExtensionPoint;

/** A provider of language. Called from many threads at once; a call has 2 minutes unless the operator set another limit. */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public interface TextModel extends ExtensionPoint {

    /** The JSON Schema of the tenant's settings for the plugin; see {@link CreativeGenerator#settingsSchema}. */
    default String settingsSchema() {
        return "";
    }

    /**
     * The names of the settings and secrets, beside those that {@link #settingsSchema} requires, without which this model
     * can serve no tenant. While one is not set, the tenant's other providers are asked. Asked once, when the instance is
     * activated.
     */
    default Set<String> neededSettings() {
        return Set.of();
    }

    /** Answers the request. With a response schema the answer is JSON that is valid by it. */
    TextResponse generate(TextRequest request, TenantContext context) throws PluginException, InterruptedException;

    /**
     * Answers the request piece by piece. The call lasts as long as the answer; it ends early when nothing was written
     * for 30 seconds. A provider that cannot stream writes its whole answer at once.
     */
    default TextResponse stream(TextRequest request, Sink sink, TenantContext context)
            throws PluginException, InterruptedException {
        TextResponse response = generate(request, context);
        sink.write(response.text());
        return response;
    }

    /** Hears an answer piece by piece. */
    @FunctionalInterface
    @Api(status = Api.Status.STABLE, since = "1.0.0")
    interface Sink {

        /** The next piece. */
        void write(String piece);
    }
}
