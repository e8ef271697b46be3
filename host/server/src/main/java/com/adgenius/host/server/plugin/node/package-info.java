/** A node: it moves what runs here to the desired state, and reports what runs to the others. */
@NullMarked
package com.adgenius.host.server.plugin.node;

import org.jspecify.annotations.NullMarked;
