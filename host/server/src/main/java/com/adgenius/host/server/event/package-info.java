/** What happened: an ordered log in each database, and its stream to whoever listens. */
@NullMarked
package com.adgenius.host.server.event;

import org.jspecify.annotations.NullMarked;
