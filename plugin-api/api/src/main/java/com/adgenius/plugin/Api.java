package com.adgenius.plugin;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** States how far a plugin author may rely on a type. Every public type of this package carries it. */
@Documented
@Retention(RUNTIME)
@Target(TYPE)
@Api(status = Api.Status.STABLE, since = "1.0.0")
public @interface Api {

    /** How far a plugin author may rely on the type. */
    Status status();

    /** The version of the plugin API in which the type first had this status. */
    String since();

    /** The promises a type can carry. */
    @Api(status = Status.STABLE, since = "1.0.0")
    enum Status {
        /** Changes only compatibly until the next major version. */
        STABLE,
        /** May change in any minor version; the release notes say how to follow. */
        EXPERIMENTAL
    }
}
