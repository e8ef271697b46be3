/** Google Vertex AI as a provider of text, pictures, videos and embeddings. */
@NullMarked
package com.adgenius.plugins.vertex;

import org.jspecify.annotations.NullMarked;
