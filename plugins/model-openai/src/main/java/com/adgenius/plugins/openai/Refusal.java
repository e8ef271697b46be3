package com.adgenius.plugins.openai;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/**
 * Why a server did not do what it was asked.
 *
 * @param failure for the user
 * @param again whether it surely did nothing, and may do it when asked again
 * @param pause how long it wishes to be left alone
 */
record Refusal(PluginException failure, boolean again, Optional<Duration> pause) {

    private static final Set<String> BLOCKING =
            Set.of("content_policy_violation", "moderation_blocked", "content_filter", "image_generation_user_error");
    private static final Set<String> MODEL_UNKNOWN = Set.of("model_not_found", "model_not_available");
    private static final Set<String> TOO_LONG =
            Set.of("context_length_exceeded", "string_above_max_length", "max_tokens_exceeded");

    Refusal {
        requireNonNull(failure, "failure is null");
        requireNonNull(pause, "pause is null");
    }

    /** What an answer with another status than 2xx means. */
    static Refusal of(int status, HttpHeaders headers, byte[] body, ServerSettings settings, String model) {
        return of(status, pause(headers), ServerWords.of(body, settings), settings.shown(), model);
    }

    /** What an error within a streamed answer means; the server began to work, so it is not asked again. */
    static PluginException within(ServerWords words, ServerSettings settings, String model) {
        return of(BLOCKING.contains(words.code()) ? 400 : 500, Optional.empty(), words, settings.shown(), model)
                .failure();
    }

    private static Refusal of(int status, Optional<Duration> pause, ServerWords words, String server, String model) {
        return switch (status) {
            case 400, 413, 422 -> never(bad(words, server));
            case 401 ->
                never(
                        FailureCode.UNAUTHORIZED,
                        server + " refused the API key, or wants one; an administrator sets api_key in the settings of"
                                + " model-openai");
            case 403 ->
                never(
                        BLOCKING.contains(words.code()) ? FailureCode.BLOCKED : FailureCode.UNAUTHORIZED,
                        server + " does not permit this with the API key that is set" + words.quoted());
            case 404 -> never(FailureCode.NO_PROVIDER, unknown(words, server, model));
            case 405, 415, 301, 302, 303, 307, 308 ->
                never(
                        FailureCode.NO_PROVIDER,
                        server + " answered " + status
                                + ", as no OpenAI-compatible server does; an administrator checks" + " base_url");
            case 429 -> busy(pause, words, server);
            case 503 ->
                new Refusal(
                        new PluginException(
                                FailureCode.UNAVAILABLE,
                                server + " is overloaded or being started" + words.quoted() + later(pause)),
                        true,
                        pause);
            default -> broken(status, words, server);
        };
    }

    private static Refusal broken(int status, ServerWords words, String server) {
        return status >= 500 || status == 408 || status == 409 || status == 425
                ? never(
                        FailureCode.UNAVAILABLE,
                        server + " failed with status " + status + words.quoted() + "; try again later")
                : never(FailureCode.INVALID_INPUT, server + " refused the request, status " + status + words.quoted());
    }

    private static Refusal busy(Optional<Duration> pause, ServerWords words, String server) {
        if (words.code().equals("insufficient_quota")) {
            return never(
                    FailureCode.QUOTA_EXCEEDED,
                    "The quota at " + server + " is used up; an administrator looks at the plan and the billing there");
        }
        return new Refusal(
                new PluginException(
                        FailureCode.QUOTA_EXCEEDED,
                        server + " takes no more requests for now" + words.quoted() + later(pause)),
                true,
                pause);
    }

    private static PluginException bad(ServerWords words, String server) {
        if (BLOCKING.contains(words.code())) {
            return new PluginException(
                    FailureCode.BLOCKED,
                    server + " refused the content by its rules" + words.quoted() + "; change the brief");
        }
        if (TOO_LONG.contains(words.code())) {
            return new PluginException(
                    FailureCode.INVALID_INPUT,
                    "The request is longer than the model takes" + words.quoted()
                            + "; shorten the brief, or ask for fewer variants");
        }
        return new PluginException(
                FailureCode.INVALID_INPUT,
                server + " did not accept the request" + words.quoted()
                        + "; if the brief is plain, an administrator checks the settings of model-openai");
    }

    private static String unknown(ServerWords words, String server, String model) {
        boolean ofModel =
                MODEL_UNKNOWN.contains(words.code()) || words.message().contains(model);
        return ofModel
                ? server + " has no model \"" + model + "\"; an administrator corrects it in the settings of"
                        + " model-openai, or installs it there"
                : server + " does not know the address; an administrator checks base_url, which often ends in /v1, and"
                        + " whether the server can do this";
    }

    private static String later(Optional<Duration> pause) {
        return pause.map(duration -> "; try again in " + Math.max(1, duration.toSeconds()) + " s")
                .orElse("; try again later");
    }

    private static Refusal never(FailureCode code, String message) {
        return never(new PluginException(code, message));
    }

    private static Refusal never(PluginException failure) {
        return new Refusal(failure, false, Optional.empty());
    }

    /** {@code Retry-After}: seconds, or a date. */
    private static Optional<Duration> pause(HttpHeaders headers) {
        return headers.firstValue("Retry-After").map(String::strip).flatMap(Refusal::duration);
    }

    private static Optional<Duration> duration(String text) {
        if (text.matches("[0-9]{1,7}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration left = Duration.between(Instant.now(), then);
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
