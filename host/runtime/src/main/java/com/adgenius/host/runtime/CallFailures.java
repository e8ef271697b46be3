package com.adgenius.host.runtime;

import java.time.Duration;

/** Says how a call failed. */
final class CallFailures {

    private CallFailures() {}

    static CallFailedException of(Invoker.Request<?, ?> request, CallFailure failure, String detail) {
        ArtifactId artifact = request.instance().descriptor().id();
        return new CallFailedException(
                failure, failure.failureCode(), artifact + ": " + detail, artifact.pluginId(), artifact.version());
    }

    static CallFailedException of(Invoker.Request<?, ?> request, FailureDescription failure) {
        return switch (failure.kind()) {
            case REPORTED -> {
                ArtifactId artifact = request.instance().descriptor().id();
                yield new CallFailedException(
                        CallFailure.REPORTED,
                        failure.code().orElseThrow(),
                        failure.message(),
                        artifact.pluginId(),
                        artifact.version());
            }
            case INVALID_RESULT -> of(request, CallFailure.INVALID_RESULT, failure.message());
            case NO_THREAD -> of(request, CallFailure.OVERLOADED, failure.message());
            case INTERRUPTED, REFUSED, OTHER -> of(request, CallFailure.INTERNAL, failure.message());
        };
    }

    /**
     * A call that was interrupted.
     *
     * @throws InterruptedException when it was so because its caller was
     */
    static CallFailedException interrupted(Invoker.Request<?, ?> request, Interruption cause)
            throws InterruptedException {
        Entry entry = request.entry();
        return switch (cause) {
            case DEADLINE ->
                of(request, CallFailure.TIMED_OUT, entry.name() + " took longer than " + text(entry.deadline()));
            case IDLE ->
                of(
                        request,
                        CallFailure.IDLE,
                        entry.name() + " wrote nothing for "
                                + entry.idleLimit().map(CallFailures::text).orElse("too long"));
            case EVICTION ->
                of(request, CallFailure.EVICTED, entry.name() + " was ended by the host; the work may be done again");
            case CALLER -> throw new InterruptedException();
        };
    }

    private static String text(Duration duration) {
        return duration.toMillis() + " ms";
    }
}
