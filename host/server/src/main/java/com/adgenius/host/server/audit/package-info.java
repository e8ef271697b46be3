/** Who changed what, and when. */
@NullMarked
package com.adgenius.host.server.audit;

import org.jspecify.annotations.NullMarked;
