/** Secrets at rest. */
@NullMarked
package com.adgenius.host.server.vault;

import org.jspecify.annotations.NullMarked;
