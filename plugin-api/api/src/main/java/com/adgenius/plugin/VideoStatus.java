package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** How far a video is. */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public sealed interface VideoStatus {

    /**
     * It is being made.
     *
     * @param fraction of the work done, 0 to 1
     * @param pollAfter how long to wait before the next poll
     */
    @Api(status = Api.Status.STABLE, since = "1.0.0")
    record Running(double fraction, Duration pollAfter) implements VideoStatus {

        public Running {
            requireNonNull(pollAfter, "pollAfter is null");
        }
    }

    /**
     * It is made.
     *
     * @param video {@code video/mp4}
     * @param description what it shows
     * @param usage what it used
     */
    @Api(status = Api.Status.STABLE, since = "1.0.0")
    record Succeeded(Blob video, String description, ModelUsage usage) implements VideoStatus {

        public Succeeded {
            requireNonNull(video, "video is null");
            requireNonNull(description, "description is null");
            requireNonNull(usage, "usage is null");
        }
    }

    /**
     * It could not be made.
     *
     * @param code what kind of failure
     * @param message what was wrong and what to do
     */
    @Api(status = Api.Status.STABLE, since = "1.0.0")
    record Failed(FailureCode code, String message) implements VideoStatus {

        public Failed {
            requireNonNull(code, "code is null");
            requireNonNull(message, "message is null");
        }
    }
}
