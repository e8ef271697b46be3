/** That tenants never meet: each route that takes an id is asked with the ids of another tenant. */
@org.jspecify.annotations.NullMarked
package com.adgenius.host.app.tenancy;
