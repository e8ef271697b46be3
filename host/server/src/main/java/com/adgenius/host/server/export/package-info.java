/** A tenant's data as one file to take away: asked for, made in the background, kept for a week. */
@NullMarked
package com.adgenius.host.server.export;

import org.jspecify.annotations.NullMarked;
