package com.adgenius.host.server.context;

import com.adgenius.host.runtime.Entry;
import com.adgenius.host.server.provider.Candidate;
import com.adgenius.host.server.provider.Circuits.Entrance;
import com.adgenius.host.server.provider.Circuits.Passage;
import com.adgenius.host.server.provider.Circuits.Place;
import com.adgenius.host.server.provider.ModelProviders;
import com.adgenius.host.server.provider.OpenCircuit;
import com.adgenius.host.server.provider.ProviderOrder;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.PluginException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses who answers each of a call's questions to models: the tenant's providers in its order, each until one answers or
 * fails in a way that another must not repeat. The order is that of the first question: a change of it takes effect with
 * the next job.
 */
final class ProviderChoice {

    private final Binding binding;
    private final ModelProviders providers;
    private volatile @Nullable ProviderOrder order;

    ProviderChoice(Binding binding, ModelProviders providers) {
        this.binding = binding;
        this.providers = providers;
    }

    /** Asks one provider. */
    @FunctionalInterface
    interface Attempt<R> {

        /**
         * Does so.
         *
         * @param entry with what is left of the deadline
         * @param afterFallback whether another should have been asked
         */
        Providers.Answered<R> ask(String provider, Entry entry, boolean afterFallback)
                throws ProviderException, InterruptedException;
    }

    /** The answer of the first provider that gives one within the entry's deadline. */
    <R> Served<R> first(ModelKind kind, Entry entry, Attempt<R> attempt) throws PluginException, InterruptedException {
        long began = System.nanoTime();
        Failures failures = new Failures(kind);
        for (Candidate candidate : candidates(kind)) {
            Duration left = entry.deadline().minusNanos(System.nanoTime() - began);
            if (!candidate.configured()) {
                failures.unconfigured(candidate);
            } else if (left.isPositive()) {
                Optional<Served<R>> served = ask(candidate, entry.withDeadline(left), failures, attempt);
                if (served.isPresent()) {
                    return served.get();
                }
            }
        }
        throw failures.all();
    }

    /**
     * The answer of the first provider that could be asked, whatever becomes of it: for answers that must not come now from
     * one and now from another.
     */
    <R> Served<R> only(ModelKind kind, Entry entry, Attempt<R> attempt) throws PluginException, InterruptedException {
        Failures failures = new Failures(kind);
        for (Candidate candidate : candidates(kind)) {
            if (candidate.configured()) {
                Optional<Served<R>> served = ask(candidate, entry, failures, attempt);
                if (served.isPresent()) {
                    return served.get();
                }
                throw failures.all();
            }
            failures.unconfigured(candidate);
        }
        throw failures.all();
    }

    private <R> Optional<Served<R>> ask(Candidate candidate, Entry entry, Failures failures, Attempt<R> attempt)
            throws PluginException, InterruptedException {
        String provider = candidate.pluginId();
        Place place = new Place(binding.tenant().slug(), provider, failures.kind);
        switch (providers.circuits().enter(place, candidate.setup())) {
            case Entrance.Refused(OpenCircuit circuit) -> {
                failures.leftAlone(provider, circuit);
                return Optional.empty();
            }
            case Entrance.Open(Passage passage) -> {
                return asked(provider, entry, failures, attempt, passage);
            }
        }
    }

    private static <R> Optional<Served<R>> asked(
            String provider, Entry entry, Failures failures, Attempt<R> attempt, Passage passage)
            throws PluginException, InterruptedException {
        boolean afterFallback = failures.fallen();
        try {
            Providers.Answered<R> answered =
                    CircuitCall.through(passage, () -> attempt.ask(provider, entry, afterFallback));
            return Optional.of(new Served<>(answered.answer(), provider, answered.version(), afterFallback));
        } catch (ProviderException e) {
            failures.said(provider, e);
            if (!e.passesOn()) {
                throw failures.last(e);
            }
            return Optional.empty();
        }
    }

    private List<Candidate> candidates(ModelKind kind) {
        return binding.call(() -> {
            ProviderOrder wished = order;
            if (wished == null) {
                wished = providers.order();
                order = wished;
            }
            return providers.now().candidates(kind, wished);
        });
    }

    /** What became of the providers that came before. */
    private static final class Failures {

        private final ModelKind kind;
        private final List<String> said = new ArrayList<>();
        private final List<String> unconfigured = new ArrayList<>();
        private @Nullable FailureCode code;
        private String message = "";

        private Failures(ModelKind kind) {
            this.kind = kind;
        }

        /** Whether another was asked, or would have been but for its failures. */
        boolean fallen() {
            return !said.isEmpty();
        }

        void unconfigured(Candidate candidate) {
            unconfigured.add(candidate.lacking());
        }

        void leftAlone(String provider, OpenCircuit circuit) {
            add(provider, circuit.code(), circuit.leftAlone());
        }

        void said(String provider, ProviderException e) {
            add(provider, e.code(), e.getMessage());
        }

        /** That a provider is not there says less than what another had to say. */
        private void add(String provider, FailureCode what, String words) {
            said.add("\"" + provider + "\": " + what.value() + ": " + words);
            if (code == null || what != FailureCode.NO_PROVIDER || code == FailureCode.NO_PROVIDER) {
                code = what;
                message = words;
            }
        }

        /** The failure that ends it, beside those that came before. */
        PluginException last(ProviderException e) {
            return said.size() == 1 ? e : new PluginException(e.code(), "Providers were asked in turn. " + words());
        }

        PluginException all() {
            FailureCode what = code;
            if (what != null) {
                return new PluginException(
                        what, said.size() == 1 ? message : "No model provider could answer. " + words());
            }
            return new PluginException(
                    FailureCode.NO_PROVIDER,
                    unconfigured.isEmpty()
                            ? "No plugin with a "
                                    + ModelProviders.point(kind).getSimpleName()
                                    + " is switched on; an administrator switches one on"
                            : "No model provider is set up: "
                                    + String.join("; ", unconfigured)
                                    + "; an administrator sets them");
        }

        private String words() {
            return String.join("; ", said);
        }
    }
}
