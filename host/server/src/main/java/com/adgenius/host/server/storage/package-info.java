/** MongoDB: the public database, and the database of the tenant in scope. Redis, and what to do while it is away. */
@NullMarked
package com.adgenius.host.server.storage;

import org.jspecify.annotations.NullMarked;
