package com.adgenius.host.server.provider;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ModelKind;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The circuits of this node: one for each provider of a tenant and kind of model that failed of late. A tenant has one
 * model of a kind at a provider, which its settings name; other settings or another version of the plugin begin anew with
 * a closed circuit. What never failed takes no memory.
 */
public final class Circuits {

    private final CircuitSettings settings;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    /** The one that was asked longest ago first. */
    private final LinkedHashMap<Place, Circuit> circuits = new LinkedHashMap<>(16, 0.75f, true);

    /** Circuits that are all closed. */
    public Circuits(CircuitSettings settings, Clock clock) {
        this.settings = requireNonNull(settings, "settings is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Who is asked for what.
     *
     * @param tenant the tenant's slug
     * @param provider the plugin's id
     * @param kind of model
     */
    public record Place(String tenant, String provider, ModelKind kind) {

        public Place {
            requireNonNull(tenant, "tenant is null");
            requireNonNull(provider, "provider is null");
            requireNonNull(kind, "kind is null");
        }
    }

    /** What came of the wish to call a provider. */
    public sealed interface Entrance {

        /** The call may be made. */
        record Open(Passage passage) implements Entrance {}

        /** The provider is left alone. */
        record Refused(OpenCircuit circuit) implements Entrance {}
    }

    /** A call that was let through. Exactly one of its methods is called, once. */
    public final class Passage {

        private final Place place;
        private final String setup;
        private final @Nullable Circuit circuit;
        private final long began = System.nanoTime();

        private Passage(Place place, String setup, @Nullable Circuit circuit) {
            this.place = place;
            this.setup = setup;
            this.circuit = circuit;
        }

        /** The provider answered. */
        public void succeeded() {
            if (circuit != null) {
                circuit.succeeded(duration());
            }
        }

        /** The provider failed so that another call is likely to fail, too. */
        public void failed(FailureCode code, String message) {
            if (settings.calls() > 0) {
                Circuit failing = circuit == null ? failing(place, setup) : circuit;
                failing.failed(duration(), new Circuit.Said(code, message));
            }
        }

        /** What came of it says nothing about the provider. */
        public void ignored() {
            if (circuit != null) {
                circuit.ignored();
            }
        }

        private Duration duration() {
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }

    /**
     * Asks to call a provider.
     *
     * @param setup names its version and its settings
     */
    public Entrance enter(Place place, String setup) {
        Optional<Circuit> known = find(place, setup);
        if (known.isEmpty()) {
            return new Entrance.Open(new Passage(place, setup, null));
        }
        Circuit circuit = known.get();
        return circuit.enter()
                ? new Entrance.Open(new Passage(place, setup, circuit))
                : new Entrance.Refused(circuit.refusal());
    }

    /** Why the provider would not be called now; empty where it would. */
    public Optional<OpenCircuit> open(Place place, String setup) {
        return find(place, setup).flatMap(Circuit::open);
    }

    /** How many are remembered. */
    int size() {
        lock.lock();
        try {
            return circuits.size();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Circuit> find(Place place, String setup) {
        lock.lock();
        try {
            return Optional.ofNullable(circuits.get(place)).filter(circuit -> circuit.isOf(setup));
        } finally {
            lock.unlock();
        }
    }

    private Circuit failing(Place place, String setup) {
        lock.lock();
        try {
            Circuit known = circuits.get(place);
            if (known != null && known.isOf(setup)) {
                return known;
            }
            Circuit circuit = new Circuit(setup, settings, clock);
            circuits.put(place, circuit);
            forget();
            return circuit;
        } finally {
            lock.unlock();
        }
    }

    private void forget() {
        Iterator<Map.Entry<Place, Circuit>> oldest = circuits.entrySet().iterator();
        while (oldest.hasNext()) {
            Circuit circuit = oldest.next().getValue();
            if (circuits.size() <= settings.circuits() && !circuit.idleFor(settings.memory())) {
                return;
            }
            oldest.remove();
        }
    }
}
