package com.adgenius.host.embedded.qdrant;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Answers calls, with a result or with an error in Qdrant's terms. */
final class Calls {

    private static final Logger LOG = System.getLogger(Calls.class.getName());

    private static final double NANOSECONDS = 1e9;

    private Calls() {}

    static <T> void answer(StreamObserver<T> observer, Call<T> call) {
        T answer;
        try {
            answer = call.answer(new Started(System.nanoTime()));
        } catch (Refusal refusal) {
            observer.onError(refusal.status().asRuntimeException());
            return;
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "The embedded Qdrant failed to answer", e);
            observer.onError(Status.INTERNAL
                    .withDescription("Service internal error: " + e)
                    .asRuntimeException());
            return;
        }
        observer.onNext(answer);
        observer.onCompleted();
    }

    /** Finds out an answer. */
    @FunctionalInterface
    interface Call<T> {
        T answer(Started started) throws IOException;
    }

    /**
     * When a call began.
     *
     * @param nanoseconds on the clock of {@link System#nanoTime()}
     */
    record Started(long nanoseconds) {

        /** Since then. */
        double seconds() {
            return (System.nanoTime() - nanoseconds) / NANOSECONDS;
        }
    }
}
