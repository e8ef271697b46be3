package com.adgenius.host.server.context;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.adgenius.plugin.Blobs;
import com.adgenius.plugin.Brand;
import com.adgenius.plugin.Documents;
import com.adgenius.plugin.Events;
import com.adgenius.plugin.GenerationContext;
import com.adgenius.plugin.Models;
import com.adgenius.plugin.OutboundHttp;
import com.adgenius.plugin.Secrets;
import com.adgenius.plugin.Settings;
import java.time.Clock;
import java.util.Optional;

/** The handles of one generation. After {@link #close} each of them refuses. */
public final class BoundGeneration implements GenerationContext, AutoCloseable {

    private static final int STAGE_LIMIT = 200;

    private final Binding binding;
    private final BoundContext context;
    private final GenerationJob job;

    BoundGeneration(Binding binding, BoundContext context, GenerationJob job) {
        this.binding = binding;
        this.context = context;
        this.job = job;
    }

    @Override
    public void progress(String stage, double fraction) {
        if (stage.isBlank() || stage.length() > STAGE_LIMIT || !(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("Progress needs a stage of 1 to " + STAGE_LIMIT
                    + " characters and a fraction of 0 to 1, not \"" + stage + "\", " + fraction);
        }
        binding.run(() -> job.progress(stage, fraction));
    }

    @Override
    public Optional<String> checkpoint() {
        return binding.call(job::checkpoint);
    }

    @Override
    public void saveCheckpoint(String text) {
        int size = text.getBytes(UTF_8).length;
        if (size > CHECKPOINT_LIMIT) {
            throw new IllegalArgumentException("The checkpoint has " + size + " bytes; at most " + CHECKPOINT_LIMIT);
        }
        binding.run(() -> job.saveCheckpoint(text));
    }

    @Override
    public Brand brand() {
        return context.brand();
    }

    @Override
    public Models models() {
        return context.models();
    }

    @Override
    public Documents documents() {
        return context.documents();
    }

    @Override
    public Blobs blobs() {
        return context.blobs();
    }

    @Override
    public Events events() {
        return context.events();
    }

    @Override
    public Settings settings() {
        return context.settings();
    }

    @Override
    public Secrets secrets() {
        return context.secrets();
    }

    @Override
    public OutboundHttp http() {
        return context.http();
    }

    @Override
    public Clock clock() {
        return context.clock();
    }

    /** Ends the handles. */
    @Override
    public void close() {
        binding.close();
    }
}
