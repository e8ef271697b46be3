package com.adgenius.host.server.plugin;

import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.EntityTag;
import com.adgenius.host.server.http.Page;
import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.storage.CanonicalJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;

/** Answers pages of lists that are in memory as a whole. */
public final class Pages {

    private Pages() {}

    /**
     * The page that the call asks for.
     *
     * @param path below the API's base
     */
    public static <T> Answer of(Call call, String path, List<T> all) {
        return Answer.ok(page(call, path, all));
    }

    /**
     * The page that the call asks for with a weak entity tag, or that the caller has it already.
     *
     * @param path below the API's base
     * @param mapper by the API's rules
     */
    public static <T> Answer tagged(Call call, String path, List<T> all, ObjectMapper mapper)
            throws JsonProcessingException {
        Page<T> page = page(call, path, all);
        // Weak, because limits and schemas are maps, whose order may differ from node to node.
        String tag = EntityTag.weak(CanonicalJson.sha256(mapper.writer()
                .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValueAsString(page)));
        return (EntityTag.current(call, tag) ? Answer.notModified() : Answer.ok(page))
                .header("ETag", tag)
                .header("Cache-Control", "private, no-cache");
    }

    private static <T> Page<T> page(Call call, String path, List<T> all) {
        PageRequest page = call.page();
        int from = Math.min(page.offset(), all.size());
        int to = Math.min(from + page.size(), all.size());
        return Page.of(call, Route.API + path, all.size(), all.subList(from, to));
    }
}
