package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A tenant's brand as it stood when the call began.
 *
 * @param name the brand's name, may be empty
 * @param description what it offers, may be empty
 * @param audience whom it addresses, may be empty
 * @param voice words for its tone of voice
 * @param palette colours as {@code #rrggbb}, the leading colour first
 * @param bannedTerms terms that no creative may contain
 * @param requiredTerms terms that each text creative must contain
 * @param logo the tenant's logo
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public record Brand(
        String name,
        String description,
        String audience,
        List<String> voice,
        List<String> palette,
        List<String> bannedTerms,
        List<String> requiredTerms,
        Optional<Blob> logo) {

    public Brand {
        requireNonNull(name, "name is null");
        requireNonNull(description, "description is null");
        requireNonNull(audience, "audience is null");
        requireNonNull(logo, "logo is null");
        voice = List.copyOf(voice);
        palette = List.copyOf(palette);
        bannedTerms = List.copyOf(bannedTerms);
        requiredTerms = List.copyOf(requiredTerms);
    }
}
