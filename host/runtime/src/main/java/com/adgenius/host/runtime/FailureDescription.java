package com.adgenius.host.runtime;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a failure: words, never the exception, which would keep the plugin.
 *
 * @param kind which kind of exception it was
 * @param code the code that the plugin reported, if it did
 * @param message what it says, on one line, at most {@value #MESSAGE_LIMIT} characters
 * @param trace types and places without messages, for the log
 * @param refusals the reasons of a refusal by the host, else empty
 */
record FailureDescription(Kind kind, Optional<FailureCode> code, String message, String trace, List<Refusal> refusals) {

    static final int MESSAGE_LIMIT = 500;

    private static final int CAUSES = 4;
    private static final int FRAMES = 12;

    /** The kinds of exceptions that are told apart. */
    enum Kind {
        REPORTED,
        INTERRUPTED,
        INVALID_RESULT,
        REFUSED,
        NO_THREAD,
        OTHER
    }

    /**
     * Describes whatever was thrown. Asks the exception itself, which may be the plugin's and hostile: call this where the
     * plugin's own code may run, within the call's time.
     */
    static FailureDescription of(Throwable failure) {
        try {
            return describe(failure);
        } catch (Throwable hostile) {
            String name = failure.getClass().getName();
            return new FailureDescription(Kind.OTHER, Optional.empty(), unreadable(name), name, List.of());
        }
    }

    /** A failure that the host found itself. */
    static FailureDescription of(Kind kind, String message) {
        return new FailureDescription(kind, Optional.empty(), message, message, List.of());
    }

    /** What is said of an exception of that type which does not say it itself. */
    static String unreadable(String typeName) {
        return typeName + ", whose message cannot be read";
    }

    private static FailureDescription describe(Throwable failure) {
        String trace = trace(failure);
        return switch (failure) {
            case PluginRefusedException refused ->
                new FailureDescription(Kind.REFUSED, Optional.empty(), refused.getMessage(), trace, refused.refusals());
            case ResultRefusedException refused ->
                new FailureDescription(
                        Kind.INVALID_RESULT, Optional.empty(), trimmed(refused.getMessage()), trace, List.of());
            case PluginException reported ->
                new FailureDescription(
                        Kind.REPORTED, Optional.of(reported.code()), trimmed(reported.getMessage()), trace, List.of());
            case InterruptedException _ ->
                new FailureDescription(Kind.INTERRUPTED, Optional.empty(), text(failure, CAUSES), trace, List.of());
            default -> new FailureDescription(Kind.OTHER, Optional.empty(), text(failure, CAUSES), trace, List.of());
        };
    }

    private static String text(Throwable failure, int causes) {
        String name = failure.getClass().getName();
        String message = failure.getMessage();
        if (message != null && !message.isBlank()) {
            return trimmed(name + ": " + message);
        }
        Throwable cause = failure.getCause();
        return cause == null || causes == 0 ? name : trimmed(name + " caused by " + text(cause, causes - 1));
    }

    private static String trimmed(@Nullable String text) {
        if (text == null) {
            return "no message";
        }
        String start = text.length() > MESSAGE_LIMIT ? text.substring(0, MESSAGE_LIMIT - 1) + "…" : text;
        StringBuilder line = new StringBuilder(start.length());
        start.chars().forEach(unit -> line.append(Character.isISOControl(unit) ? ' ' : (char) unit));
        return line.toString().strip();
    }

    private static String trace(Throwable failure) {
        StringBuilder trace = new StringBuilder();
        Throwable current = failure;
        for (int cause = 0; current != null && cause < CAUSES; cause++) {
            trace.append(cause == 0 ? "" : "\n  caused by ")
                    .append(current.getClass().getName());
            Arrays.stream(current.getStackTrace())
                    .takeWhile(frame -> !frame.getClassName().startsWith(Invoker.class.getName()))
                    .limit(FRAMES)
                    .forEach(frame -> trace.append("\n    at ").append(trimmed(frame.toString())));
            current = current.getCause();
        }
        return trace.toString();
    }
}
