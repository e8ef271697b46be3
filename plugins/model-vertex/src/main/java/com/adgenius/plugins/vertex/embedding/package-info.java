/** Vectors of texts. */
@NullMarked
package com.adgenius.plugins.vertex.embedding;

import org.jspecify.annotations.NullMarked;
