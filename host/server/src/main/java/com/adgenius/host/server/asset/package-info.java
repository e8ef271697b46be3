/** Reference pictures and logos of the tenant. */
@NullMarked
package com.adgenius.host.server.asset;

import org.jspecify.annotations.NullMarked;
