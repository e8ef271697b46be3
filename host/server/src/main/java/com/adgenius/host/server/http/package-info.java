/** The HTTP boundary: one registry of routes that produces routing, roles, tenant rule and the OpenAPI document. */
@NullMarked
package com.adgenius.host.server.http;

import org.jspecify.annotations.NullMarked;
