package com.adgenius.host.server.plugin;

import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.Page;
import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.http.Route;
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
        PageRequest page = call.page();
        int from = Math.min(page.offset(), all.size());
        int to = Math.min(from + page.size(), all.size());
        return Answer.ok(Page.of(call, Route.API + path, all.size(), all.subList(from, to)));
    }
}
