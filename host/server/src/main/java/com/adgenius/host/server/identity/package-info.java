/** Signing in: tokens, keys, limits, and who a token belongs to. */
@NullMarked
package com.adgenius.host.server.identity;

import org.jspecify.annotations.NullMarked;
