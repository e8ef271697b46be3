package com.adgenius.host.server.context;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.ModelUsage;
import java.util.Optional;

/**
 * What a call to a model used, and who answered it.
 *
 * @param provider the plugin that answered
 * @param version the plugin's version
 * @param afterFallback whether another provider comes before it in the tenant's order, and failed or was left alone because
 *     it had
 * @param usage what the provider says was used
 * @param pieces what the call was made for, where the generator said so
 */
public record ModelUse(
        String provider, String version, boolean afterFallback, ModelUsage usage, Optional<Pieces> pieces) {

    public ModelUse {
        requireNonNull(provider, "provider is null");
        requireNonNull(version, "version is null");
        requireNonNull(usage, "usage is null");
        requireNonNull(pieces, "pieces is null");
    }

    /** Whether the same model of the same provider answered the other call, and for the same reason. */
    public boolean sameMaker(ModelUse other) {
        return provider.equals(other.provider)
                && version.equals(other.version)
                && afterFallback == other.afterFallback
                && usage.model().equals(other.usage.model());
    }

    /**
     * Pieces of a creative.
     *
     * @param format the format's id
     * @param first the first variant
     * @param count how many variants
     */
    public record Pieces(String format, int first, int count) {

        public Pieces {
            requireNonNull(format, "format is null");
            if (format.isBlank() || first < 1 || count < 1) {
                throw new IllegalArgumentException(
                        "Pieces have a format and count from 1, not \"" + format + "\", " + first + ", " + count);
            }
        }

        /** Whether that one is among them. */
        public boolean hold(String other, int variant) {
            return format.equals(other) && variant >= first && variant - first < count;
        }
    }
}
