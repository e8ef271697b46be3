package com.adgenius.host.server.generation;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.CallFailedException;
import com.adgenius.host.runtime.CallFailure;
import com.adgenius.host.server.creative.CreativeProblem;
import com.adgenius.plugin.FailureCode;
import java.util.Locale;

/** Every way in which a creative can fail, with its title and whether the same request may succeed later. */
public enum GenerationFailure {
    INVALID_INPUT("The generator cannot serve this request", false),
    BLOCKED("A model refused this request", false),
    INVALID_RESULT("What was made is not within the rules", false),
    NO_PROVIDER("No model provider is switched on and set up", false),
    UNAUTHORIZED("The model provider refused the credentials", false),
    PERMISSION_DENIED("The plugin did something it did not declare", false),
    QUOTA_EXCEEDED("The quota is used up", true),
    UNAVAILABLE("The model provider does not answer", true),
    UNKNOWN_OUTCOME("Whether a paid operation was started is not known", false),
    MISSING_RESOURCE("This machine lacks something", false),
    INTERNAL("The plugin failed", false),
    TIMED_OUT("The work took too long", true),
    IDLE("The work stood still for too long", true),
    OVERLOADED("The plugin has too much to do", true),
    PLUGIN_DISABLED("The plugin is switched off", true),
    PLUGIN_UNAVAILABLE("The plugin is not loaded", true),
    JOB_DIED("The work was broken off again and again", true);

    private final String title;
    private final boolean retriable;

    GenerationFailure(String title, boolean retriable) {
        this.title = title;
        this.retriable = retriable;
    }

    /** The code in JSON, for instance {@code plugin_disabled}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The problem of a creative that failed so; the detail says what was wrong and what to do. */
    public CreativeProblem problem(String detail) {
        return new CreativeProblem(code(), title, requireNonNull(detail, "detail is null"), retriable);
    }

    static GenerationFailure of(FailureCode code) {
        return valueOf(code.name());
    }

    /** How a call's failure shows in its creative. */
    static GenerationFailure of(CallFailedException e) {
        return e.failure() == CallFailure.REPORTED || e.failure() == CallFailure.EVICTED
                ? of(e.failureCode())
                : valueOf(e.failure().name());
    }
}
