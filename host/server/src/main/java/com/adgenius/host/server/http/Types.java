package com.adgenius.host.server.http;

import com.fasterxml.jackson.databind.type.TypeFactory;
import java.lang.reflect.Type;

/** Types of bodies that have a parameter. */
public final class Types {

    private Types() {}

    /** One page of such items. */
    public static Type page(Class<?> item) {
        return TypeFactory.defaultInstance().constructParametricType(Page.class, item);
    }
}
