/** Videos by Veo: operations that outlive a call. */
@NullMarked
package com.adgenius.plugins.vertex.video;

import org.jspecify.annotations.NullMarked;
