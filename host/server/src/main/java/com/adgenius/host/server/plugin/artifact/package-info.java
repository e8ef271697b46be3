/**
 * The plugins' jars: in GridFS for all nodes, in a folder for this one. A jar is named by its SHA-256, so it never changes
 * under its name.
 */
@NullMarked
package com.adgenius.host.server.plugin.artifact;

import org.jspecify.annotations.NullMarked;
