package com.adgenius.host.bench;

import java.io.PrintStream;
import java.util.Locale;

/** Writes what was measured: the log as it comes, a line {@code FIGURE name value unit} for each figure at the end. */
public final class Report {

    private final PrintStream output;
    private final StringBuilder figures = new StringBuilder();

    /** A report to that stream. */
    public Report(PrintStream output) {
        this.output = output;
    }

    /** A line of the log. */
    public void log(String line) {
        output.println(line);
        output.flush();
    }

    /** A number that was counted. */
    public void figure(String name, long value, String unit) {
        figures.append(String.format(Locale.ROOT, "FIGURE %s %d %s%n", name, value, unit));
    }

    /** A number that was measured once. */
    public void figure(String name, double value, String unit) {
        figures.append(String.format(Locale.ROOT, "FIGURE %s %s %s%n", name, written(value), unit));
    }

    /** The median of a series. */
    public void figure(String name, Series series, String unit) {
        log(name + ": " + series.described() + " " + unit);
        figure(name, series.median(), unit);
    }

    /** The median of the ratios of each round. */
    public void ratio(String name, Series numerator, Series denominator, String unit) {
        Series ratio = numerator.over(denominator);
        log(name + ": numerator " + numerator.described() + " " + unit);
        log(name + ": denominator " + denominator.described() + " " + unit);
        log(name + ": ratio " + ratio.described());
        figure(name, ratio.median(), "ratio");
    }

    /** The median of the differences of each round. */
    public void difference(String name, Series of, Series less, String unit) {
        Series difference = of.minus(less);
        log(name + ": " + of.described() + " " + unit);
        log(name + ": less " + less.described() + " " + unit);
        log(name + ": difference " + difference.described() + " " + unit);
        figure(name, difference.median(), unit);
    }

    /** Writes the figures. */
    public void end() {
        output.print(figures);
        output.flush();
    }

    private static String written(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
