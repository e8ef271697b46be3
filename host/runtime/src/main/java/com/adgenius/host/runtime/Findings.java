package com.adgenius.host.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Collects what an inspection finds, check by check. */
final class Findings {

    /** The most reasons that one check lists; an answer to an upload stays readable. */
    private static final int REASONS = 20;

    private final List<ArtifactCheck> checks = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Refusal> current = new ArrayList<>();

    /** Adds a reason to the check under way. */
    void refuse(RefusalCode code, String message) {
        current.add(new Refusal(code, message));
    }

    /** Ends the check under way: passed with this detail, or failed with the reasons added since the last check. */
    void conclude(String name, String detail) {
        if (current.isEmpty()) {
            checks.add(new ArtifactCheck(name, true, detail));
            return;
        }
        List<Refusal> listed = current.subList(0, Math.min(current.size(), REASONS));
        String more = current.size() > REASONS ? "; and " + (current.size() - REASONS) + " more" : "";
        checks.add(new ArtifactCheck(
                name, false, listed.stream().map(Refusal::message).collect(Collectors.joining("; ")) + more));
        refusals.addAll(listed);
        current.clear();
    }

    boolean refused() {
        return !refusals.isEmpty() || !current.isEmpty();
    }

    List<ArtifactCheck> checks() {
        return List.copyOf(checks);
    }

    List<Refusal> refusals() {
        return List.copyOf(refusals);
    }
}
