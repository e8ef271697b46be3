/** Who asks, and for which tenant: bound to the running request or job, never a parameter. */
@NullMarked
package com.adgenius.host.server.scope;

import org.jspecify.annotations.NullMarked;
