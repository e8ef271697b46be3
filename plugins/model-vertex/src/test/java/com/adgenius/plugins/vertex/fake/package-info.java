/** Vertex AI for tests: on loopback, strict by Google's own protocol definitions. */
@NullMarked
package com.adgenius.plugins.vertex.fake;

import org.jspecify.annotations.NullMarked;
