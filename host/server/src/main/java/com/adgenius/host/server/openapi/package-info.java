/** The OpenAPI 3.1 document, made from the route registry and the records of the bodies, and pages that show it. */
@NullMarked
package com.adgenius.host.server.openapi;

import org.jspecify.annotations.NullMarked;
