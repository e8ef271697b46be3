package com.adgenius.host.runtime;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** An artifact was not accepted or not activated. What served before still serves. */
public final class PluginRefusedException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final List<Refusal> refusals;

    /** Refused for these reasons, at least one. */
    public PluginRefusedException(List<Refusal> refusals) {
        super(refusals.stream().map(Refusal::message).collect(Collectors.joining("; ")), null, false, false);
        this.refusals = List.copyOf(refusals);
        if (refusals.isEmpty()) {
            throw new IllegalArgumentException("refusals is empty");
        }
    }

    /** Refused for this reason. */
    public PluginRefusedException(RefusalCode code, String message) {
        this(List.of(new Refusal(code, message)));
    }

    /** Every reason, at least one. */
    public List<Refusal> refusals() {
        return refusals;
    }

    /** The first reason's code. */
    public RefusalCode code() {
        return refusals.getFirst().code();
    }
}
