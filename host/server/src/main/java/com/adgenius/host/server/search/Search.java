package com.adgenius.host.server.search;

import com.adgenius.host.server.bus.Consumption;
import com.adgenius.host.server.bus.Delivery;
import com.adgenius.host.server.bus.DomainEvent;
import com.adgenius.host.server.bus.DomainEvent.CreativeChanged;
import com.adgenius.host.server.bus.DomainEvent.CreativeGenerated;
import com.adgenius.host.server.bus.EventBus;
import com.adgenius.host.server.bus.EventType;
import com.adgenius.host.server.bus.Handler;
import com.adgenius.host.server.bus.Subscription;
import com.adgenius.host.server.bus.Verdict;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.tenant.TenantDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Search: keeps each ready creative as a point in Qdrant, and finds them. What happens to a creative is indexed as the bus
 * tells it; where Qdrant is away the creative is noted, and indexed when it is back.
 */
public final class Search implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Search.class.getName());
    private static final Subscription<CreativeGenerated> GENERATED =
            Subscription.of("search.generated", EventType.CREATIVE_GENERATED);
    private static final Subscription<CreativeChanged> CHANGED =
            Subscription.of("search.changed", EventType.CREATIVE_CHANGED);
    private static final int WORKERS = 2;

    private final EventBus bus;
    private final Function<String, Optional<Tenant>> tenants;
    private final TenantDirectory directory;
    private final Points points;
    private final PendingCreatives pending;
    private final StoredResults results;
    private final Indexer indexer;
    private final IndexKeeper keeper;
    private final Routes routes;
    private final List<Consumption> consumptions = new ArrayList<>();

    /**
     * Search, which indexes nothing before {@link #start}.
     *
     * @param comparing the pause between two comparisons of all that there is
     */
    public Search(SearchServices services, Duration comparing) {
        this.bus = services.bus();
        this.tenants = services.tenant();
        this.directory = services.tenants();
        this.points = new Points(services.qdrant());
        this.pending = new PendingCreatives(services.database(), services.clock());
        this.results = new StoredResults(services.database(), services.clock());
        IndexStore store = new IndexStore(services.database(), services.node(), services.clock());
        CreativeSource creatives = new CreativeSource(services.database());
        Embeddings embeddings = new Embeddings(services.contexts(), services.metering());
        this.indexer = new Indexer(store, points, creatives, pending, embeddings);
        this.keeper = new IndexKeeper(
                store, points, creatives, pending, embeddings, indexer, results, comparing, services.clock());
        CreativeSearch search = new CreativeSearch(store, points, creatives, pending, embeddings, indexer);
        this.routes = new SearchRoutes(
                search, results, creatives, services.campaigns(), new IndexReports(store, points, creatives, pending));
        bus.declare(GENERATED);
        bus.declare(CHANGED);
    }

    /** Its share of the API. */
    public Routes routes() {
        return routes;
    }

    /** Creates the indexes in the database of the tenant in scope; idempotent. */
    public void provision() {
        results.provision();
    }

    /** Begins to index what happens. */
    public void start() {
        consumptions.add(bus.consume(GENERATED, WORKERS, new Work<>(CreativeGenerated::creativeId)));
        consumptions.add(bus.consume(CHANGED, WORKERS, new Work<>(CreativeChanged::creativeId)));
    }

    /** Does for each tenant what is to be done of its index; nothing while Qdrant is away. */
    public void keep() throws InterruptedException {
        boolean[] away = new boolean[1];
        directory.eachActive(() -> !away[0], () -> {
            try {
                keeper.keep();
            } catch (QdrantException e) {
                if (!e.away()) {
                    throw e;
                }
                away[0] = true;
                // The connection has said once that it is not let in.
                System.Logger.Level level = e.refused() ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING;
                LOG.log(level, () -> "Creatives are indexed when Qdrant is back: " + e.getMessage());
            }
        });
    }

    /** Removes all points of the tenant in scope. */
    public void forget() throws InterruptedException {
        points.dropAll();
    }

    /** Indexes a creative as it is when its event comes; what the event says of it may be old. */
    private final class Work<E extends DomainEvent> implements Handler<E> {

        private final Function<E, String> creative;

        Work(Function<E, String> creative) {
            this.creative = creative;
        }

        @Override
        public Verdict handle(E event, Delivery delivery) throws Exception {
            Optional<Tenant> tenant = tenants.apply(delivery.tenant()).filter(Tenant::active);
            if (tenant.isPresent()) {
                TenantScope.call(tenant.get(), () -> {
                    index(creative.apply(event));
                    return event;
                });
            }
            return Verdict.done();
        }
    }

    /** Events must not pile up while Qdrant is away: the creative is noted instead. */
    private void index(String id) throws InterruptedException {
        try {
            indexer.index(id);
        } catch (QdrantException e) {
            if (!e.away()) {
                throw e;
            }
            pending.add(id);
        }
    }

    @Override
    public void close() {
        consumptions.forEach(Consumption::stop);
        consumptions.forEach(Consumption::close);
    }
}
