package com.adgenius.host.server.generation;

import com.adgenius.host.server.scope.Tenant;
import java.util.List;

/** The tenants to work for. */
@FunctionalInterface
public interface TenantDirectory {

    /** Active tenants by slug, after that one; the empty text for the first. */
    List<Tenant> active(String afterSlug, int limit);
}
