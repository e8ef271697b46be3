package com.adgenius.host.server.http;

import com.adgenius.host.server.scope.Asking;
import com.adgenius.host.server.scope.Principal;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One request that passed its route's rules: known caller, tenant in scope, body read and valid. */
public interface Call {

    /** Names the request in logs and problems. */
    String requestId();

    /**
     * Who asks.
     *
     * @throws IllegalStateException on a route for anybody
     */
    Principal principal();

    /**
     * Whether the same request would be let in now: its token is valid still, its session goes on, and whoever asks may
     * call the route. To be asked by what answers for longer than a moment.
     */
    boolean stillAllowed();

    /** Who asks, from where, for the audit. */
    default Asking asking() {
        return new Asking(principal(), remoteAddress(), requestId());
    }

    /** The path's parameter of that name. */
    String path(String name);

    /** The query's parameter of that name, if it is there and not empty. */
    Optional<String> query(String name);

    /**
     * The query's whole number of that name.
     *
     * @throws ProblemException {@link ProblemCode#MALFORMED_PARAMETER} when it is not one
     */
    OptionalInt number(String name);

    /** The header of that name. */
    Optional<String> header(String name);

    /** The cookie of that name; empty where it is sent twice, because nothing tells which is meant. */
    Optional<String> cookie(String name);

    /** The JSON body, of the type that the route accepts. */
    <T> T body(Class<T> type);

    /** The body of a route that accepts bytes; at most the route's limit can be read. */
    InputStream bytes();

    /**
     * A hash of the request: method, path, query and body. Reads what is left of a body of bytes, so it is asked for when
     * the work is done, or instead of it.
     */
    String fingerprint() throws IOException;

    /** The media type of the body without parameters, lower case; empty where there is none. */
    String mediaType();

    /** The page asked for. */
    PageRequest page();

    /**
     * The revision in {@code If-Match}.
     *
     * @throws ProblemException {@link ProblemCode#PRECONDITION_REQUIRED} without one,
     *     {@link ProblemCode#MALFORMED_PARAMETER} when it is not one of ours
     */
    long ifMatch();

    /**
     * The revision in {@code If-Match}, where it is not needed; empty without one.
     *
     * @throws ProblemException {@link ProblemCode#MALFORMED_PARAMETER} when it is not one of ours
     */
    default OptionalLong optionalIfMatch() {
        return header("If-Match").isPresent() ? OptionalLong.of(ifMatch()) : OptionalLong.empty();
    }

    /** The caller's address; behind trusted proxies the one they tell. */
    String remoteAddress();

    /** The host name that was asked, without a port, lower case. */
    String host();
}
