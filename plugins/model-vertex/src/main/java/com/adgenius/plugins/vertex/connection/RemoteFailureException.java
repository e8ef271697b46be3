package com.adgenius.plugins.vertex.connection;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import com.google.api.gax.rpc.StatusCode;
import java.io.Serial;
import java.time.Duration;

/** Vertex AI refused a call, or did not answer it, in words for users. */
public final class RemoteFailureException extends PluginException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int QUOTED = 300;

    private final StatusCode.Code status;
    private final boolean undone;

    private RemoteFailureException(FailureCode code, String message, StatusCode.Code status, boolean undone) {
        super(code, message);
        this.status = requireNonNull(status, "status is null");
        this.undone = undone;
    }

    /** Google's status of the call. */
    public StatusCode.Code status() {
        return status;
    }

    /** Whether the call surely had no effect. */
    public boolean undone() {
        return undone;
    }

    /** Google answered with that status. */
    static RemoteFailureException answered(StatusCode.Code status, String said, String model) {
        String quoted = quote(said);
        return switch (status) {
            case INVALID_ARGUMENT, OUT_OF_RANGE, UNIMPLEMENTED, ALREADY_EXISTS ->
                of(FailureCode.INVALID_INPUT, "Vertex AI refuses the request to " + model + quoted, status, true);
            case FAILED_PRECONDITION ->
                of(
                        FailureCode.UNAUTHORIZED,
                        "Vertex AI cannot serve " + model + " to this project as it is set up" + quoted
                                + ". An administrator mends it in the Google Cloud console",
                        status,
                        true);
            case NOT_FOUND ->
                of(
                        FailureCode.UNAUTHORIZED,
                        "Vertex AI has no " + model + " at this location for this project" + quoted
                                + ". An administrator checks location and model in the settings of model-vertex",
                        status,
                        true);
            case UNAUTHENTICATED ->
                of(
                        FailureCode.UNAUTHORIZED,
                        "Vertex AI refuses the credentials" + quoted
                                + ". An administrator sets another service_account in the settings of model-vertex",
                        status,
                        true);
            case PERMISSION_DENIED ->
                of(
                        FailureCode.UNAUTHORIZED,
                        "The credentials may not use " + model + " in this project" + quoted
                                + ". An administrator enables the Vertex AI API and grants the role Vertex AI User",
                        status,
                        true);
            case RESOURCE_EXHAUSTED ->
                of(
                        FailureCode.QUOTA_EXCEEDED,
                        "The project's quota of " + model + " is used up for now" + quoted
                                + ". Try again later, or have the quota raised in the Google Cloud console",
                        status,
                        true);
            case UNAVAILABLE ->
                of(FailureCode.UNAVAILABLE, "Vertex AI is overloaded or away" + quoted + ". Try again", status, true);
            default ->
                of(
                        FailureCode.UNAVAILABLE,
                        "Vertex AI failed while it worked for " + model + " (" + status + quoted
                                + "). It was not asked again, as it may bill what it did",
                        status,
                        false);
        };
    }

    /** No answer came in that time. */
    static RemoteFailureException late(Duration deadline, String model) {
        return of(
                FailureCode.UNAVAILABLE,
                model + " did not answer within " + deadline.toSeconds()
                        + " s. It was not asked again, as Google may bill what it did; try again or choose a faster model",
                StatusCode.Code.DEADLINE_EXCEEDED,
                false);
    }

    /** No connection came about. */
    static RemoteFailureException unreachable(String host) {
        return of(
                FailureCode.UNAVAILABLE,
                "Vertex AI cannot be reached at " + host + "; try again. An administrator checks location and endpoint",
                StatusCode.Code.UNAVAILABLE,
                true);
    }

    /** The connection broke before the answer was whole. */
    static RemoteFailureException lost(String model) {
        return of(
                FailureCode.UNAVAILABLE,
                "The connection to Vertex AI broke before " + model
                        + " had answered. It was not asked again, as Google may bill what it did; try again",
                StatusCode.Code.UNKNOWN,
                false);
    }

    /** What was answered is not what Google documents. */
    public static RemoteFailureException unreadable(String model, String what) {
        return of(
                FailureCode.INVALID_RESULT,
                "The answer of " + model + " cannot be used: " + what + ". Try again, or choose another model",
                StatusCode.Code.DATA_LOSS,
                false);
    }

    /** What somebody outside said, short and in one line, to follow a sentence; empty where nothing was said. */
    public static String quote(String said) {
        String line = said.replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip();
        if (line.isEmpty()) {
            return "";
        }
        return ": " + (line.length() <= QUOTED ? line.replaceFirst("\\.$", "") : line.substring(0, QUOTED) + "…");
    }

    private static RemoteFailureException of(FailureCode code, String message, StatusCode.Code status, boolean undone) {
        return new RemoteFailureException(code, message, status, undone);
    }
}
