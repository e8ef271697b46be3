package com.adgenius.host.embedded.qdrant;

import static java.util.Objects.requireNonNull;

import io.grpc.Status;

/** A call that is answered with an error, in the words and with the code that Qdrant would use. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Status.Code code;

    private Refusal(Status.Code code, String message) {
        // Expected and answered: nobody reads its stack trace.
        super(message, null, false, false);
        this.code = requireNonNull(code, "code is null");
    }

    /** The caller sent something that does not fit the collection or the protocol. */
    static Refusal wrongInput(String problem) {
        return new Refusal(Status.Code.INVALID_ARGUMENT, "Wrong input: " + problem);
    }

    /** A field of the request breaks a rule that holds for every collection. */
    static Refusal invalid(String field, String problem) {
        return new Refusal(Status.Code.INVALID_ARGUMENT, "Validation error in body: [" + field + ": " + problem + "]");
    }

    static Refusal notFound(String what) {
        return new Refusal(Status.Code.NOT_FOUND, "Not found: " + what);
    }

    static Refusal noCollection(String name) {
        return notFound("Collection `" + name + "` doesn't exist!");
    }

    static Refusal noPoint(PointKey key) {
        return notFound("No point with id " + key + " found");
    }

    static Refusal alreadyExists(String name) {
        return new Refusal(Status.Code.ALREADY_EXISTS, "Wrong input: Collection `" + name + "` already exists!");
    }

    static Refusal noVector(String name) {
        return wrongInput("Not existing vector name error: " + name);
    }

    /** Qdrant can do it, the stand-in cannot. */
    static Refusal unsupported(String what) {
        return new Refusal(
                Status.Code.UNIMPLEMENTED,
                "The embedded Qdrant does not support " + what + ": give the address of a real one where it is needed");
    }

    Status status() {
        return Status.fromCode(code).withDescription(getMessage());
    }
}
