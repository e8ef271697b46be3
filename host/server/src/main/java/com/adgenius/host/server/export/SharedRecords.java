package com.adgenius.host.server.export;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.JsonValues;
import com.adgenius.host.server.user.Memberships;
import com.adgenius.host.server.user.User;
import com.adgenius.host.server.user.Users;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the platform keeps of the tenant in scope: the tenant itself, and its members without what they sign in with. */
public final class SharedRecords {

    private static final int PAGE = 100;

    private final Memberships memberships;
    private final Users users;

    /** The records of these people. */
    public SharedRecords(Memberships memberships, Users users) {
        this.memberships = requireNonNull(memberships, "memberships is null");
        this.users = requireNonNull(users, "users is null");
    }

    /** The tenant itself. */
    public void tenant(OutputStream lines) throws IOException {
        Tenant tenant = TenantScope.current();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("slug", tenant.slug());
        line.put("name", tenant.name());
        line.put("domain", tenant.domain());
        line.put("subscription_plan", tenant.subscriptionPlan());
        line.put("created_on", tenant.createdOn().toString());
        write(line, lines);
    }

    /** Its members. */
    public void members(OutputStream lines) throws IOException {
        String slug = TenantScope.current().slug();
        for (List<String> page = memberships.usersOf(slug, "", PAGE);
                !page.isEmpty();
                page = memberships.usersOf(slug, page.getLast(), PAGE)) {
            for (String userId : page) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("user_id", userId);
                memberships.role(userId, slug).ifPresent(role -> line.put("role", role.value()));
                Optional<User> user = users.find(userId);
                if (user.isPresent()) {
                    line.put("email", user.get().email());
                    line.put("first_name", user.get().firstName());
                    line.put("last_name", user.get().lastName());
                }
                write(line, lines);
            }
        }
    }

    private static void write(Map<String, Object> line, OutputStream lines) throws IOException {
        lines.write((JsonValues.text(line) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
