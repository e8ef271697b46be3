/** Who belongs to a tenant with which role, how that changes, and how people are invited. */
@NullMarked
package com.adgenius.host.server.member;

import org.jspecify.annotations.NullMarked;
