package com.adgenius.plugins.video;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Brief;
import com.adgenius.plugin.GenerationRequest;
import com.adgenius.plugin.Variation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One video that is asked for.
 *
 * @param brief what it is about; with one segment at most
 * @param variant from 1, over all segments
 * @param change what a variation is to change
 * @param references pictures to go by
 * @param parameters what the model is given
 */
record FilmOrder(
        VideoFormat format,
        Brief brief,
        int variant,
        Optional<String> change,
        List<Blob> references,
        Map<String, Object> parameters) {

    private static final String SEED = "seed";

    FilmOrder {
        requireNonNull(format, "format is null");
        requireNonNull(brief, "brief is null");
        requireNonNull(change, "change is null");
        references = List.copyOf(references);
        parameters = Map.copyOf(parameters);
    }

    /** The request's variants of that format, those of the first segment first. */
    static List<FilmOrder> of(VideoFormat format, GenerationRequest request, String negative) {
        Map<String, Object> parameters = new HashMap<>(request.options());
        parameters.remove(VideoGenerator.DURATION);
        parameters.put("negative_prompt", negative);
        seed(request).ifPresent(seed -> parameters.put(SEED, seed));
        List<Brief> briefs = request.brief().bySegment();
        List<FilmOrder> orders = new ArrayList<>();
        for (int i = 0; i < briefs.size(); i++) {
            for (int variant = 1; variant <= request.count(); variant++) {
                int number = i * request.count() + variant;
                orders.add(new FilmOrder(
                        format,
                        briefs.get(i),
                        number,
                        request.variation().map(Variation::instruction),
                        request.references(),
                        parameters));
            }
        }
        return orders;
    }

    /** The user's seed. A variation has one of its own: a model that reads no prompt would make the same again. */
    private static Optional<BigDecimal> seed(GenerationRequest request) {
        Optional<BigDecimal> wished =
                request.options().get(SEED) instanceof BigDecimal number ? Optional.of(number) : Optional.empty();
        return request.variation().isPresent()
                ? Optional.of(BigDecimal.valueOf(Math.floorMod(Objects.hash(request.id(), wished), 1 << 30)))
                : wished;
    }
}
