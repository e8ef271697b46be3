/**
 * Creatives are found by what they mean, by how they look and by their words. Each ready creative is a point in a collection
 * of Qdrant's that belongs to one tenant and one embedding model; MongoDB decides what there is, and whatever Qdrant missed
 * or lost is mended from there.
 */
@NullMarked
package com.adgenius.host.server.search;

import org.jspecify.annotations.NullMarked;
