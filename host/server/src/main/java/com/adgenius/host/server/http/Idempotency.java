package com.adgenius.host.server.http;

import java.util.concurrent.Callable;

/** Gives the same answer to the same {@code Idempotency-Key}, with the effect once. */
public interface Idempotency {

    /**
     * Does the work unless the caller's key was used before; then gives the stored answer.
     *
     * @throws ProblemException {@link ProblemCode#IDEMPOTENCY_CONFLICT} when the key was used for another request or the
     *     first is still being worked on
     */
    Answer once(Route route, Call call, Callable<Answer> work) throws Exception;
}
