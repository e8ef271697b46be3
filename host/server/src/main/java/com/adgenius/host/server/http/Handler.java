package com.adgenius.host.server.http;

/** What a route does. */
@FunctionalInterface
public interface Handler {

    /**
     * Answers the call.
     *
     * @throws ProblemException to end it with a problem
     * @throws Exception any other is logged and answered as {@link ProblemCode#INTERNAL}
     */
    Answer handle(Call call) throws Exception;
}
