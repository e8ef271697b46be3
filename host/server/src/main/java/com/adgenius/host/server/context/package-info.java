/**
 * What a plugin may use in a call: handles bound to one tenant and one plugin, which end with the call. They bind the
 * tenant's scope by themselves, on whatever thread the plugin uses them.
 */
@NullMarked
package com.adgenius.host.server.context;

import org.jspecify.annotations.NullMarked;
