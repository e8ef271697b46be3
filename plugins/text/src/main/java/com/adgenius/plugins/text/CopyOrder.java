package com.adgenius.plugins.text;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.Asset;
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
import java.util.OptionalLong;

/**
 * What is asked for one format and one audience.
 *
 * @param brief what it is about; with one segment at most
 * @param count variants wanted
 * @param first the number of the first of them, from 1
 * @param change what a variation is to change
 * @param earlier the copy that it builds on, for this format and audience
 * @param references pictures to go by
 * @param parameters what the model is given
 */
record CopyOrder(
        Brief brief,
        int count,
        int first,
        Optional<String> change,
        List<Map<String, List<String>>> earlier,
        List<Blob> references,
        Map<String, Object> parameters) {

    private static final String SEED = "seed";
    /** What a variation shows of its parent: enough to build on, and no prompt of megabytes. */
    private static final int EARLIER_LIMIT = 20_000;

    CopyOrder {
        requireNonNull(brief, "brief is null");
        requireNonNull(change, "change is null");
        earlier = List.copyOf(earlier);
        references = List.copyOf(references);
        parameters = Map.copyOf(parameters);
    }

    /** One order for each of the brief's segments, or one for its whole audience. */
    static List<CopyOrder> of(TextFormat format, GenerationRequest request) {
        OptionalLong seed = seed(request);
        List<Brief> briefs = request.brief().bySegment();
        List<CopyOrder> orders = new ArrayList<>();
        for (int i = 0; i < briefs.size(); i++) {
            Map<String, Object> parameters = new HashMap<>(request.options());
            if (seed.isPresent()) {
                parameters.put(SEED, BigDecimal.valueOf(seed.getAsLong() + i));
            }
            int first = i * request.count() + 1;
            orders.add(new CopyOrder(
                    briefs.get(i),
                    request.count(),
                    first,
                    request.variation().map(Variation::instruction),
                    earlier(format, request, first),
                    request.references(),
                    parameters));
        }
        return orders;
    }

    /**
     * The seed of a request's first order; each further segment adds one. Without one from the user the model chooses,
     * but for segments and variations: a model that reads no prompt would write the same again.
     */
    static OptionalLong seed(GenerationRequest request) {
        Optional<BigDecimal> wished =
                request.options().get(SEED) instanceof BigDecimal number ? Optional.of(number) : Optional.empty();
        boolean varied = request.variation().isPresent();
        if (wished.isPresent() && !varied) {
            return OptionalLong.of(wished.get().longValue());
        }
        return varied || request.brief().segments().size() > 1
                ? OptionalLong.of(Math.floorMod(Objects.hash(request.id(), wished), 1 << 30))
                : OptionalLong.empty();
    }

    /** The parent's copy for the same format and audience, as much of it as a prompt may hold. */
    private static List<Map<String, List<String>>> earlier(TextFormat format, GenerationRequest request, int first) {
        List<Map<String, List<String>>> earlier = new ArrayList<>();
        int length = 0;
        for (Asset asset : request.variation().map(Variation::assets).orElse(List.of())) {
            if (asset instanceof Asset.Copy copy
                    && copy.format().equals(format.id())
                    && copy.variant() >= first
                    && copy.variant() < first + request.count()) {
                length += copy.fields().toString().length();
                if (earlier.isEmpty() || length <= EARLIER_LIMIT) {
                    earlier.add(copy.fields());
                }
            }
        }
        return earlier;
    }
}
