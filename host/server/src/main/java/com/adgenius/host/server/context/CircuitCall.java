package com.adgenius.host.server.context;

import com.adgenius.host.server.provider.Circuits.Passage;

/** A call of a provider that its circuit hears of. */
final class CircuitCall {

    private CircuitCall() {}

    /** Makes one. */
    @FunctionalInterface
    interface Call<R> {

        R make() throws ProviderException, InterruptedException;
    }

    /** What the call answers. The circuit learns what that says of the calls to come, whatever becomes of this one. */
    static <R> R through(Passage passage, Call<R> call) throws ProviderException, InterruptedException {
        boolean reported = false;
        try {
            R answer = call.make();
            reported = true;
            passage.succeeded();
            return answer;
        } catch (ProviderException e) {
            if (e.telling()) {
                reported = true;
                passage.failed(e.code(), e.getMessage());
            } else if (e.answered()) {
                reported = true;
                passage.succeeded();
            }
            throw e;
        } finally {
            if (!reported) {
                passage.ignored();
            }
        }
    }
}
