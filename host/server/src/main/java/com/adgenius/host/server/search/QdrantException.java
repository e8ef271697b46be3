package com.adgenius.host.server.search;

import io.grpc.Status;
import java.io.Serial;

/** What Qdrant said instead of an answer. */
public final class QdrantException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Status.Code code;

    QdrantException(Status.Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The same, said again without asking. */
    QdrantException(QdrantException before) {
        this(before.code, String.valueOf(before.getMessage()), before);
    }

    /** Whether there is no such collection or point. */
    boolean missing() {
        return code == Status.Code.NOT_FOUND;
    }

    /** Whether Qdrant could not be asked, so that the same question may have an answer later. */
    boolean away() {
        return switch (code) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED -> true;
            default -> refused();
        };
    }

    /** Whether Qdrant demands another key than it is shown. */
    boolean refused() {
        return refuses(code);
    }

    static boolean refuses(Status.Code code) {
        return code == Status.Code.UNAUTHENTICATED || code == Status.Code.PERMISSION_DENIED;
    }

    /** Whether there is such a collection already; Qdrant says it in more than one way. */
    boolean exists() {
        return code == Status.Code.ALREADY_EXISTS
                || code == Status.Code.INVALID_ARGUMENT
                        && String.valueOf(getMessage()).contains("already exists");
    }
}
