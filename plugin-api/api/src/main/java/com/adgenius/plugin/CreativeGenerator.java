package com.adgenius.plugin;

import java.util.List;
import java.util.Set;
import org.pf4j.ExtensionPoint;

/**
 * Turns a brief into creatives of one kind.
 *
 * <p>{@link #kind}, {@link #formats}, {@link #models}, {@link #abilities} and the schemas are asked once, when the instance
 * is activated, and must not change while it lives. {@link #generate} is called from many threads at once.
 *
 * <p>A call has a deadline: text 2 minutes, image 5, video 30, unless the operator set others. Cancellation and the
 * deadline arrive as an interruption of the thread; a generator that is interrupted stops soon and throws
 * {@link InterruptedException}.
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public interface CreativeGenerator extends ExtensionPoint {

    /** What it makes. */
    CreativeKind kind();

    /** The formats it can make, each id once, at least one. */
    List<Format> formats();

    /**
     * The models that it cannot do without. While the tenant has no provider of one of them, requests are refused with
     * {@link FailureCode#NO_PROVIDER} instead of being queued; empty for a generator that needs none.
     */
    default Set<ModelKind> models() {
        return Set.of();
    }

    /** What it can do beyond making variants of one brief; requests for what it cannot do are refused. */
    default Set<GeneratorAbility> abilities() {
        return Set.of();
    }

    /**
     * The JSON Schema (2020-12, an object) of {@link GenerationRequest#options}. The host validates before it calls.
     * Closed by {@code "additionalProperties": false} unless anything is welcome.
     */
    default String optionsSchema() {
        return "{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}";
    }

    /**
     * The JSON Schema (2020-12, an object) of the tenant's settings for the plugin; empty for none. Extensions of one
     * plugin that have a schema have the same one.
     */
    default String settingsSchema() {
        return "";
    }

    /**
     * Makes the creatives. Each asset of the result is within the hard limits of its format.
     *
     * <p>After the death of a node the same request is given to another call, with the checkpoint last saved and with the
     * video operations already started (see {@link Models#video}).
     *
     * @throws PluginException when it cannot; code and message reach the user
     */
    GenerationResult generate(GenerationRequest request, GenerationContext context)
            throws PluginException, InterruptedException;
}
