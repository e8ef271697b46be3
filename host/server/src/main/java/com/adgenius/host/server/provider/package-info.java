/**
 * A tenant's model providers: in which order they are asked, whether what the tenant set lets them be asked at all, and
 * which of them are left alone for a while because they failed.
 *
 * <p>Providers are plugins. This domain says whom to ask; {@code context} asks.
 */
@NullMarked
package com.adgenius.host.server.provider;

import org.jspecify.annotations.NullMarked;
