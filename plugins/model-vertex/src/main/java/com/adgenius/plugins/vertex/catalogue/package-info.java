/** The models of Vertex AI as data: how each is called, what it costs, when it retires. */
@NullMarked
package com.adgenius.plugins.vertex.catalogue;

import org.jspecify.annotations.NullMarked;
