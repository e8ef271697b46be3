package com.adgenius.host.bench.search;

import com.adgenius.host.server.http.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Creatives, and queries with what they should find. */
public record LabelledSet(List<LabelledCreative> creatives, List<LabelledQuery> queries) {

    /** The set in {@code creatives.jsonl} and {@code queries.jsonl}, in the order of its lines. */
    public static LabelledSet read() throws IOException {
        return new LabelledSet(
                lines("creatives.jsonl", LabelledCreative.class), lines("queries.jsonl", LabelledQuery.class));
    }

    private static <T> List<T> lines(String file, Class<T> type) throws IOException {
        ObjectMapper mapper = Json.mapper();
        List<T> all = new ArrayList<>();
        try (InputStream stream = LabelledSet.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new FileNotFoundException(file);
            }
            var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                all.add(parse(mapper, file, all.size() + 1, line, type));
            }
        }
        return List.copyOf(all);
    }

    private static <T> T parse(ObjectMapper mapper, String file, int number, String line, Class<T> type)
            throws IOException {
        try {
            return mapper.readValue(line, type);
        } catch (JsonProcessingException e) {
            throw new IOException(file + ", line " + number + ": " + e.getOriginalMessage(), e);
        }
    }
}
