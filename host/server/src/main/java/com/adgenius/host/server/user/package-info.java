/** People, their passwords, and what they may do in which tenant. */
@NullMarked
package com.adgenius.host.server.user;

import org.jspecify.annotations.NullMarked;
