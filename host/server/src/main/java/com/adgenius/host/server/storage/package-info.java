/** MongoDB: the public database, and the database of the tenant in scope. */
@NullMarked
package com.adgenius.host.server.storage;

import org.jspecify.annotations.NullMarked;
