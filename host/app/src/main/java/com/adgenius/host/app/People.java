package com.adgenius.host.app;

import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.tenant.TenantAdministration;
import com.adgenius.host.server.tenant.TenantHosts;
import com.adgenius.host.server.tenant.TenantSteps;
import com.adgenius.host.server.tenant.Tenants;
import com.adgenius.host.server.user.Memberships;
import com.adgenius.host.server.user.PasswordHasher;
import com.adgenius.host.server.user.Users;

/**
 * People and the companies they work for.
 *
 * @param users all people
 * @param memberships who may do what where
 * @param hasher hashes passwords
 * @param tenants all companies
 * @param steps what is done once for each tenant; domains add theirs
 * @param hosts which host names are a tenant's
 * @param administration makes and changes tenants
 * @param audit who changed what
 */
record People(
        Users users,
        Memberships memberships,
        PasswordHasher hasher,
        Tenants tenants,
        TenantSteps steps,
        TenantHosts hosts,
        TenantAdministration administration,
        AuditLog audit) {

    static People over(Foundation foundation) {
        Users users = new Users(foundation.mongo(), foundation.clock());
        Memberships memberships = new Memberships(foundation.mongo());
        Tenants tenants = new Tenants(foundation.mongo());
        users.provision();
        memberships.provision();
        tenants.provision();
        PasswordHasher hasher = new PasswordHasher(
                foundation.configuration().passwordHashing(),
                Runtime.getRuntime().availableProcessors());
        TenantSteps steps = new TenantSteps().add("media", foundation.media()::provision);
        foundation.databaseUsers().ifPresent(known -> steps.add("database_user", known::provision));
        TenantHosts hosts = new TenantHosts(foundation.configuration().domain(), tenants);
        AuditLog audit = new AuditLog(foundation.mongo(), foundation.clock());
        TenantAdministration administration = new TenantAdministration(
                foundation.mongo(), tenants, steps, users, memberships, hasher, hosts, audit, foundation.clock());
        return new People(users, memberships, hasher, tenants, steps, hosts, administration, audit);
    }
}
