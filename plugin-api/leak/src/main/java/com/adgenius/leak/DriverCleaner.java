package com.adgenius.leak;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Deregisters the drivers of the class loader that it is defined in. Public, and made of JDK types alone, because a
 * copy of it is defined in a plugin's loader. Not for use by others.
 */
public final class DriverCleaner implements Callable<List<String>> {

    /** Made by reflection. */
    public DriverCleaner() {}

    /** The class names of the drivers that were deregistered. */
    @Override
    @SuppressWarnings("ReferenceEquality") // loaders are told apart by identity
    public List<String> call() throws SQLException {
        ClassLoader own = DriverCleaner.class.getClassLoader();
        List<String> names = new ArrayList<>();
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            if (driver.getClass().getClassLoader() == own) {
                DriverManager.deregisterDriver(driver);
                names.add(driver.getClass().getName());
            }
        }
        return names;
    }
}
