package com.adgenius.host.server.context;

import java.util.Optional;

/** The job that a generation's handles write to. */
public interface GenerationJob {

    /** The creative's id, by which the media that it stores are labelled. */
    String creativeId();

    /** How far the work is. */
    void progress(String stage, double fraction);

    /** The checkpoint last saved. */
    Optional<String> checkpoint();

    /** Keeps a checkpoint; durable when it returns. */
    void saveCheckpoint(String text);

    /** A model was used. */
    void used(ModelUse use);

    /** A video operation used something; told again after each poll that found it complete. */
    void used(String operationKey, ModelUse use);

    /** Its video operations. */
    VideoJournal videos();
}
