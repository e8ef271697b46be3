package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How a {@link PluginRuntime} is set up. */
public final class RuntimeConfiguration {

    private final Builder values;

    private RuntimeConfiguration(Builder values) {
        this.values = values;
    }

    /**
     * A configuration to fill in.
     *
     * @param api what plugins see and may implement
     * @param artifacts gives the jars
     * @param workingDirectory for private copies of jars; belongs to one runtime alone, which sweeps it
     */
    public static Builder builder(PluginApi api, ArtifactSource artifacts, Path workingDirectory) {
        return new Builder(api, artifacts, workingDirectory);
    }

    PluginApi api() {
        return values.api;
    }

    ArtifactSource artifacts() {
        return values.artifacts;
    }

    Path workingDirectory() {
        return values.workingDirectory;
    }

    Clock clock() {
        return values.clock;
    }

    RuntimeLimits limits() {
        return values.limits;
    }

    ArtifactLimits artifactLimits() {
        return values.artifactLimits;
    }

    RuntimeListener listener() {
        return values.listener;
    }

    Optional<ActivationCheck> activationCheck() {
        return values.activationCheck;
    }

    /** What is injected for a constructor's parameter of that type, if the configuration says so. */
    Optional<Function<InstanceInformation, Object>> injectable(Class<?> type) {
        return Optional.ofNullable(values.injectables.get(type));
    }

    /** The entry as this configuration wants it. */
    Entry effective(Entry entry) {
        return values.entries.getOrDefault(entry.name(), entry);
    }

    /** Collects a configuration. */
    public static final class Builder {

        private final PluginApi api;
        private final ArtifactSource artifacts;
        private final Path workingDirectory;
        private Clock clock = Clock.systemUTC();
        private RuntimeLimits limits = RuntimeLimits.defaults();
        private ArtifactLimits artifactLimits = ArtifactLimits.defaults();
        private RuntimeListener listener = new RuntimeListener() {};
        private Optional<ActivationCheck> activationCheck = Optional.empty();
        private Map<String, Entry> entries = new HashMap<>();
        private Map<Class<?>, Function<InstanceInformation, Object>> injectables = new HashMap<>();

        private Builder(PluginApi api, ArtifactSource artifacts, Path workingDirectory) {
            this.api = requireNonNull(api, "api is null");
            this.artifacts = requireNonNull(artifacts, "artifacts is null");
            this.workingDirectory = requireNonNull(workingDirectory, "workingDirectory is null");
        }

        private Builder(Builder other) {
            this(other.api, other.artifacts, other.workingDirectory);
            clock = other.clock;
            limits = other.limits;
            artifactLimits = other.artifactLimits;
            listener = other.listener;
            activationCheck = other.activationCheck;
            entries = Map.copyOf(other.entries);
            injectables = Map.copyOf(other.injectables);
        }

        /** The clock that plugins get and reports are dated by; else the system's, in UTC. */
        public Builder clock(Clock value) {
            clock = requireNonNull(value, "value is null");
            return this;
        }

        /** Other bounds than {@link RuntimeLimits#defaults}. */
        public Builder limits(RuntimeLimits value) {
            limits = requireNonNull(value, "value is null");
            return this;
        }

        /** Other bounds of an artifact than {@link ArtifactLimits#defaults}. */
        public Builder artifactLimits(ArtifactLimits value) {
            artifactLimits = requireNonNull(value, "value is null");
            return this;
        }

        /** Who hears what happens. */
        public Builder listener(RuntimeListener value) {
            listener = requireNonNull(value, "value is null");
            return this;
        }

        /** What every new instance is asked before it serves. */
        public Builder activationCheck(ActivationCheck value) {
            activationCheck = Optional.of(value);
            return this;
        }

        /** Uses this entry wherever one of its name is asked for. */
        public Builder entry(Entry value) {
            entries.put(value.name(), value);
            return this;
        }

        /** Injects a type into constructors, beside those that the plugin API promises. */
        public <T> Builder injectable(Class<T> type, Function<InstanceInformation, ? extends T> supplier) {
            injectables.put(requireNonNull(type, "type is null"), supplier::apply);
            return this;
        }

        /** The configuration so far. */
        public RuntimeConfiguration build() {
            return new RuntimeConfiguration(new Builder(this));
        }
    }
}
