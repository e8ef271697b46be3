package com.adgenius.plugin.testkit;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.Api;
import com.adgenius.plugin.Blobs;
import com.adgenius.plugin.Brand;
import com.adgenius.plugin.Documents;
import com.adgenius.plugin.Events;
import com.adgenius.plugin.GenerationContext;
import com.adgenius.plugin.Models;
import com.adgenius.plugin.OutboundHttp;
import com.adgenius.plugin.Secrets;
import com.adgenius.plugin.Settings;
import com.adgenius.plugin.TenantContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One generation of one tenant. Its checkpoint and its video operations are kept by the tenant under the request's id:
 * {@link TestTenant#generation} called again with the same id resumes them, as the host does after a crash.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public final class TestGeneration implements GenerationContext {

    private final TenantContext context;
    private final State state;
    private final List<Progress> progress = new CopyOnWriteArrayList<>();

    TestGeneration(TenantContext context, State state) {
        this.context = requireNonNull(context, "context is null");
        this.state = requireNonNull(state, "state is null");
    }

    /**
     * What a generation told the user.
     *
     * @param stage in plain words
     * @param fraction of the whole work, 0 to 1
     */
    @Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
    public record Progress(String stage, double fraction) {}

    /** What outlives the call. */
    record State(AtomicReference<Optional<String>> checkpoint, VideoOperations operations) {

        State() {
            this(new AtomicReference<>(Optional.empty()), new VideoOperations());
        }
    }

    /** What it told the user so far, in order. */
    public List<Progress> progress() {
        return List.copyOf(progress);
    }

    /** The handles of the videos that this request started, by key. */
    public Map<String, String> videoHandles() {
        return state.operations().handles();
    }

    @Override
    public void progress(String stage, double fraction) {
        if (stage.isBlank() || !(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException(
                    "Progress needs a stage and a fraction of 0 to 1, not \"" + stage + "\", " + fraction);
        }
        progress.add(new Progress(stage, fraction));
    }

    @Override
    public Optional<String> checkpoint() {
        return state.checkpoint().get();
    }

    @Override
    public void saveCheckpoint(String text) {
        int size = text.getBytes(StandardCharsets.UTF_8).length;
        if (size > CHECKPOINT_LIMIT) {
            throw new IllegalArgumentException("The checkpoint has " + size + " bytes; at most " + CHECKPOINT_LIMIT);
        }
        state.checkpoint().set(Optional.of(text));
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
}
