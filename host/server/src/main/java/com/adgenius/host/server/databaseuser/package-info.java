/** Where MongoDB has access control: a user of it for each tenant, with rights on the tenant's own database alone. */
@NullMarked
package com.adgenius.host.server.databaseuser;

import org.jspecify.annotations.NullMarked;
