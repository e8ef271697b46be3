package com.adgenius.host.server.cache;

import com.adgenius.host.server.scope.TenantScope;

/** Where the values of a group lie in Redis. */
@FunctionalInterface
interface CacheKeys {

    /** Set anew by whoever could not reach Redis for a while: what was stored before counts no more. */
    String EPOCH = "adgenius:cache-epoch";

    /**
     * By the tenant in scope. A slug and a name of a group hold no colon, so that no tenant's place begins as another's.
     */
    CacheKeys OF_TENANT = group -> tenant() + group.name() + ":";

    /** What all keys of the tenant in scope begin with; none of its characters means anything in a pattern. */
    static String tenant() {
        return "adgenius:cache:" + TenantScope.current().slug() + ":";
    }

    /** What the keys of the group's values begin with. */
    String place(CacheGroup<?> group);
}
