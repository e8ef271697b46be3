package com.adgenius.host.server.context;

import com.adgenius.host.runtime.CallFailedException;
import com.adgenius.host.runtime.CallFailure;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import java.io.Serial;

/** What a provider said, whether the call surely had no effect, and whether it tells something of the calls to come. */
final class ProviderException extends PluginException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean undone;
    private final boolean telling;

    private ProviderException(FailureCode code, String message, boolean undone, boolean telling) {
        super(code, message);
        this.undone = undone;
        this.telling = telling;
    }

    static ProviderException of(CallFailedException e) {
        boolean ours = e.failure() == CallFailure.OVERLOADED || e.failure() == CallFailure.EVICTED;
        return new ProviderException(
                e.failureCode(),
                e.getMessage(),
                e.failure() == CallFailure.OVERLOADED
                        || e.failure() == CallFailure.REPORTED && e.failureCode() != FailureCode.UNKNOWN_OUTCOME,
                !ours && telling(e.failureCode()));
    }

    /** Nobody was asked. */
    static ProviderException unserved(String message) {
        return new ProviderException(FailureCode.UNAVAILABLE, message, true, false);
    }

    /** It answered, and not as it should. */
    static ProviderException invalid(String message) {
        return new ProviderException(FailureCode.INVALID_RESULT, message, false, false);
    }

    /** It may have started something that is paid for, and nobody can tell. */
    static ProviderException lost(String message) {
        return new ProviderException(FailureCode.UNKNOWN_OUTCOME, message, false, false);
    }

    /** The same failure of a call that may have started something that is paid for. */
    ProviderException unknown(String message) {
        return new ProviderException(FailureCode.UNKNOWN_OUTCOME, message, false, telling);
    }

    /** The same failure in the middle of an answer. */
    ProviderException begun() {
        return new ProviderException(code(), getMessage(), false, telling);
    }

    /** What an administrator has to mend, or what takes a while to go by. */
    private static boolean telling(FailureCode code) {
        return switch (code) {
            case UNAVAILABLE, QUOTA_EXCEEDED, UNAUTHORIZED, PERMISSION_DENIED -> true;
            default -> false;
        };
    }

    boolean undone() {
        return undone;
    }

    /** Whether the next call is likely to fail alike. */
    boolean telling() {
        return telling;
    }

    /** Whether the provider is well: it read the request, and what it said is about that. */
    boolean answered() {
        return switch (code()) {
            case INVALID_INPUT, BLOCKED, INVALID_RESULT -> true;
            default -> false;
        };
    }

    /** Whether the request may be given to another provider. */
    boolean passesOn() {
        return undone && (code().retriable() || code() == FailureCode.NO_PROVIDER);
    }
}
