/** How administrators of the platform look as a user of a tenant, for a short time and seen by everybody. */
@NullMarked
package com.adgenius.host.server.impersonation;

import org.jspecify.annotations.NullMarked;
