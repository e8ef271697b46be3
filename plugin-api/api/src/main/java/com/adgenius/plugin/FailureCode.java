package com.adgenius.plugin;

import java.util.Locale;

/** Why a call into a plugin or a model failed, typed by what the caller should do. */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public enum FailureCode {
    /** The request cannot be served as it is; the user changes it. */
    INVALID_INPUT(false),
    /** A model refused the request or its answer for safety; the user changes it. */
    BLOCKED(false),
    /** What the model answered stayed outside the format's limits or the schema after a repair. */
    INVALID_RESULT(false),
    /** The tenant has no model provider for this that is switched on; an administrator switches one on. */
    NO_PROVIDER(false),
    /** The provider refused the credentials; an administrator mends the settings. */
    UNAUTHORIZED(false),
    /** The plugin did something its manifest does not declare. */
    PERMISSION_DENIED(false),
    /** The provider's or the tenant's quota is used up for now. */
    QUOTA_EXCEEDED(true),
    /** The provider did not answer, or not in time to be sure that nothing was done. */
    UNAVAILABLE(true),
    /** A paid operation was started and its answer lost: nothing is started, or paid, twice. */
    UNKNOWN_OUTCOME(false),
    /** Something this machine lacks, for instance a font; the message says what to install. */
    MISSING_RESOURCE(false),
    /** A fault of the plugin's own. */
    INTERNAL(false);

    private final boolean retriable;

    FailureCode(boolean retriable) {
        this.retriable = retriable;
    }

    /** Whether the same request may succeed later. */
    public boolean retriable() {
        return retriable;
    }

    /** The code in JSON, for instance {@code invalid_input}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
