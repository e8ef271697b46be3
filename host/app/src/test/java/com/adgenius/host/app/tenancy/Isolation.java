package com.adgenius.host.app.tenancy;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks for what another tenant has, and says what was wrong with the answers.
 *
 * @param slug the tenant that has it
 * @param owner its owner
 * @param stranger an owner of another tenant
 */
record Isolation(String slug, ApiClient owner, ApiClient stranger) {

    /** What a stranger found out or changed, or why the owner cannot ask the same; empty where all is as it should be. */
    List<String> violations(Asked asked) {
        StoredOfTenant before = StoredOfTenant.atRest(slug);
        ApiResponse refused = asked.by(stranger);
        StoredOfTenant after = StoredOfTenant.now(slug);
        ApiResponse served = asked.by(owner);

        List<String> violations = new ArrayList<>();
        if (refused.status() != 404) {
            violations.add("a stranger was answered " + refused.status() + ": " + refused.body());
        }
        List<String> changed = after.differences(before);
        if (!changed.isEmpty()) {
            violations.add("a stranger changed what is stored: " + changed);
        }
        if (served.status() < 200 || served.status() > 299) {
            violations.add("the owner was answered " + served.status() + ": " + served.body());
        }
        return violations;
    }
}
