/** Pictures, videos and files of the tenant in scope. */
@NullMarked
package com.adgenius.host.server.media;

import org.jspecify.annotations.NullMarked;
