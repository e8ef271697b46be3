/** Pictures by Gemini and Imagen. */
@NullMarked
package com.adgenius.plugins.vertex.image;

import org.jspecify.annotations.NullMarked;
