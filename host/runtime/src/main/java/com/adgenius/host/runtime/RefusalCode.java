package com.adgenius.host.runtime;

import java.util.Locale;

/** Why an artifact is not accepted, or an instance of it not activated. */
public enum RefusalCode {
    /** The file is no readable jar: truncated, damaged, or its directory and its contents disagree. */
    CORRUPT_JAR,
    /** The jar, its entries or what they inflate to exceed a limit. */
    TOO_LARGE,
    /** An entry's name is absolute, leaves the jar, or is no path. */
    UNSAFE_ENTRY,
    /** Two entries have one name. */
    DUPLICATE_ENTRY,
    /** There is no manifest, or it cannot be read. */
    MANIFEST_MISSING,
    /** {@code Plugin-Id} is missing, malformed or reserved. */
    INVALID_PLUGIN_ID,
    /** {@code Plugin-Version} is missing or no semantic version. */
    INVALID_VERSION,
    /** {@code Plugin-Requires} is no range of versions. */
    INVALID_REQUIRES,
    /** {@code Plugin-Requires} does not admit this host's plugin API. */
    API_VERSION_MISMATCH,
    /** {@code Plugin-Dependencies} cannot be read. */
    INVALID_REQUIREMENT,
    /** {@code Plugin-Permissions} cannot be read. */
    INVALID_PERMISSION,
    /** The jar brings classes of the plugin API. */
    API_PACKAGE_INSIDE,
    /** A class file is damaged. */
    CORRUPT_CLASS,
    /** A class file is newer than this Java, or uses preview features. */
    UNSUPPORTED_CLASS_VERSION,
    /** {@code META-INF/extensions.idx} is missing or empty. */
    EXTENSION_INDEX_MISSING,
    /** {@code META-INF/extensions.idx} names a class that is not in the jar. */
    EXTENSION_CLASS_MISSING,
    /** {@code Plugin-Class} names a class that is not in the jar. */
    PLUGIN_CLASS_MISSING,

    /** The artifact could not be fetched. */
    ARTIFACT_UNAVAILABLE,
    /** The artifact's bytes, id or version are not those that the plan names. */
    ARTIFACT_MISMATCH,
    /** A plugin that it requires is missing, not served, or of another version. */
    UNMET_REQUIREMENT,
    /** A class could not be loaded or linked. */
    CLASS_NOT_LOADED,
    /** {@code Plugin-Class} is no {@code com.adgenius.plugin.Plugin}. */
    NOT_A_PLUGIN,
    /** An extension implements no extension point of this host. */
    NOT_AN_EXTENSION,
    /** A class has no single public constructor, or one with a parameter that cannot be injected. */
    NO_USABLE_CONSTRUCTOR,
    /** A static initialiser or a constructor failed. */
    CONSTRUCTOR_FAILED,
    /** A static initialiser or a constructor did not end in time. */
    CONSTRUCTOR_TIMED_OUT,
    /** {@code start} failed. */
    START_FAILED,
    /** {@code start} did not end in time. */
    START_TIMED_OUT,
    /** {@code probe} failed. */
    PROBE_FAILED,
    /** {@code probe} did not end in time. */
    PROBE_TIMED_OUT,
    /** What the extensions say of themselves is wrong, or asking them failed. */
    METADATA_REFUSED,
    /** The extensions did not say what they are in time. */
    METADATA_TIMED_OUT,
    /** {@code stop} failed. */
    STOP_FAILED,
    /** {@code stop} did not end in time; the instance's class loader stays open. */
    STOP_TIMED_OUT,
    /** The instance could not be closed. */
    CLOSE_FAILED,

    /** Too many retired instances still drain. Try again when some have ended. */
    DRAIN_LIMIT,
    /** The runtime is busy with another change of the plugin, or the machine gives no more threads. Try again. */
    BUSY,
    /** The plan's route names a version that the plan does not have. */
    VERSION_MISSING,
    /** The runtime is closed. */
    CLOSED;

    /** The code in JSON, for instance {@code corrupt_jar}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
