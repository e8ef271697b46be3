/** The companies that use the platform. */
@NullMarked
package com.adgenius.host.server.tenant;

import org.jspecify.annotations.NullMarked;
