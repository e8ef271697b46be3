package com.adgenius.plugins.vertex.video;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugins.vertex.connection.RemoteFailureException;
import java.util.List;
import java.util.Locale;

/**
 * Why an operation of Google's ended without a result, by the numbers of google/rpc/code.proto.
 *
 * @param code for the host
 * @param message for people
 */
record OperationFailure(FailureCode code, String message) {

    /** Veo reports what its filters find in a prompt or picture as a bad request; only the words tell. */
    private static final List<String> FILTERED =
            List.of("usage guidelines", "responsible ai", "safety", "violate", "sensitive");

    OperationFailure {
        requireNonNull(code, "code is null");
        requireNonNull(message, "message is null");
    }

    static OperationFailure of(long status, String said, String model) {
        String quoted = RemoteFailureException.quote(said);
        String words = said.toLowerCase(Locale.ROOT);
        if (status == 3 && FILTERED.stream().anyMatch(words::contains)) {
            return new OperationFailure(
                    FailureCode.BLOCKED,
                    model + " refuses the brief or its picture" + quoted + ". Change them and try again");
        }
        return switch ((int) status) {
            case 3, 11 -> new OperationFailure(FailureCode.INVALID_INPUT, model + " cannot make this video" + quoted);
            case 7, 16 ->
                new OperationFailure(
                        FailureCode.UNAUTHORIZED,
                        "The credentials may not use " + model + quoted
                                + ". An administrator checks the settings of model-vertex");
            case 8 ->
                new OperationFailure(
                        FailureCode.QUOTA_EXCEEDED,
                        "The project's quota of " + model + " is used up for now" + quoted + ". Try again later");
            case 1 -> new OperationFailure(FailureCode.UNAVAILABLE, "Google ended the video" + quoted + ". Try again");
            default ->
                new OperationFailure(
                        FailureCode.UNAVAILABLE, model + " failed while it made the video" + quoted + ". Try again");
        };
    }
}
