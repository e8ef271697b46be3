/**
 * The end of a tenant: closed at once, restored within two weeks or erased after them, step by step, until a tombstone is
 * left that keeps its id from others.
 */
@NullMarked
package com.adgenius.host.server.deletion;

import org.jspecify.annotations.NullMarked;
