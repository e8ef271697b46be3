package com.adgenius.plugin.testkit;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.Api;
import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Blobs;
import com.adgenius.plugin.Brand;
import com.adgenius.plugin.Event;
import com.adgenius.plugin.Models;
import com.adgenius.plugin.Settings;
import com.adgenius.plugin.TenantContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A tenant with working handles: media in a temporary folder, documents, events, settings and secrets in memory, and the
 * model providers it was given. Media belong to the tenant; documents, settings and secrets to one plugin of it.
 *
 * <p>Safe for use by many threads. Closing it removes the folder.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public final class TestTenant implements AutoCloseable {

    private final TestTenantBuilder settings;
    private final ServedModels.Providers providers;
    private final FolderBlobs blobs;
    private final DeclaredHosts http;
    private final Map<String, MemoryDocuments> documents = new ConcurrentHashMap<>();
    private final Map<String, TestGeneration.State> generations = new ConcurrentHashMap<>();
    private final List<Event> events = new CopyOnWriteArrayList<>();

    TestTenant(TestTenantBuilder settings) {
        this.settings = requireNonNull(settings, "settings is null");
        this.providers = settings.providers();
        this.http = new DeclaredHosts(settings.hosts());
        try {
            this.blobs = new FolderBlobs(Files.createTempDirectory("adgenius-testkit-"));
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary folder for media cannot be made", e);
        }
    }

    /** A builder of a tenant with an empty brand, no provider and the system's clock. */
    public static TestTenantBuilder builder() {
        return new TestTenantBuilder();
    }

    /** What a call into that plugin may use, for extension points without a generation. */
    public TenantContext context(String pluginId) {
        return context(pluginId, new VideoOperations());
    }

    /**
     * A generation by that plugin, resumed where the tenant has one of that id.
     *
     * @param requestId the id of the request, {@link com.adgenius.plugin.GenerationRequest#id}
     */
    public TestGeneration generation(String pluginId, String requestId) {
        TestGeneration.State state = generations.computeIfAbsent(requestId, key -> new TestGeneration.State());
        return new TestGeneration(context(pluginId, state.operations()), state);
    }

    /** The tenant's media, for putting in references and reading results. */
    public Blobs blobs() {
        return blobs;
    }

    /** All media that the tenant holds, in no order. */
    public List<Blob> storedBlobs() {
        return blobs.stored();
    }

    /** The events that plugins published, in order. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    @Override
    public void close() {
        http.close();
        try {
            blobs.deleteAll();
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary folder for media cannot be removed", e);
        }
    }

    private TenantContext context(String pluginId, VideoOperations operations) {
        Brand brand = settings.brand();
        Clock clock = settings.clock();
        Models models =
                new ServedModels(providers, () -> context(settings.providerId(), new VideoOperations()), operations);
        Settings values = () -> settings.settings(pluginId);
        return new PluginTenantContext(
                brand,
                models,
                documents.computeIfAbsent(pluginId, key -> new MemoryDocuments()),
                blobs,
                new RecordedEvents(pluginId, clock, events),
                values,
                name -> Optional.ofNullable(settings.secrets(pluginId).get(name)),
                http,
                clock);
    }
}
