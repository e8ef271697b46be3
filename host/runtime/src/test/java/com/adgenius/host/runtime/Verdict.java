package com.adgenius.host.runtime;

import com.adgenius.host.runtime.Trigger.Expected;
import com.adgenius.leak.CleanedUp;
import com.adgenius.leak.LeakHolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what came of a trigger with what was expected of it. */
final class Verdict {

    private Verdict() {}

    /** What the trigger said of itself, and what became of its plugin's loader. */
    record Actual(String said, boolean collected, List<CleanedUp> cleaned, List<LeakHolder> holders) {

        @Override
        public String toString() {
            String outcome = !collected
                    ? (holders.isEmpty() ? "neither collected nor reported" : "reported " + holders.getFirst())
                    : (cleaned.isEmpty() ? "collected" : "cleaned " + cleaned);
            return said.equals(TriggerCall.RAN) ? outcome : outcome + " (" + said + ")";
        }
    }

    /** What came of it without a runtime. */
    record Control(boolean leaked, boolean cleaned) {}

    /** What is not as it should be; empty where all is. */
    static List<String> violations(Trigger trigger, Actual actual, Optional<Control> control) {
        List<String> violations = new ArrayList<>();
        boolean named = !actual.holders().isEmpty()
                && actual.holders().stream().noneMatch(holder -> holder.kind() == LeakHolder.Kind.UNKNOWN);
        if (!actual.collected() && !named) {
            violations.add("neither collected nor reported with a holder");
        }
        if (!isAsExpected(trigger, actual)) {
            violations.add("not as expected");
        }
        boolean leaked = control.map(Control::leaked).orElse(false);
        switch (trigger.expected()) {
            case CLEANED, EMPTIED, REPORTED -> {
                if (!leaked) {
                    violations.add("does not leak without cleaning");
                }
                if (trigger.expected() != Expected.REPORTED
                        && !control.map(Control::cleaned).orElse(false)) {
                    violations.add("leaks after cleaning, without a runtime");
                }
            }
            case COLLECTED -> {
                if (leaked) {
                    violations.add("leaks without cleaning");
                }
            }
            case NOT_APPLICABLE -> {}
        }
        return violations;
    }

    private static boolean isAsExpected(Trigger trigger, Actual actual) {
        boolean ran = actual.said().equals(TriggerCall.RAN);
        return switch (trigger.expected()) {
            case COLLECTED, EMPTIED ->
                ran && actual.collected() && actual.cleaned().isEmpty();
            case CLEANED -> ran && actual.collected() && kinds(actual).equals(trigger.named());
            case REPORTED ->
                ran
                        && actual.holders().stream()
                                .anyMatch(holder -> holder.kind()
                                                .value()
                                                .equals(trigger.named().getFirst())
                                        && holder.detail()
                                                .contains(trigger.named().getLast()));
            case NOT_APPLICABLE ->
                trigger.named().getFirst().equals("failure")
                        ? actual.said().contains(trigger.named().getLast())
                        : isOutOfReach(trigger.named().getFirst());
        };
    }

    private static List<String> kinds(Actual actual) {
        return actual.cleaned().stream()
                .map(thing -> thing.kind().value())
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether the JDK has no such class, or shows it to nobody. */
    private static boolean isOutOfReach(String className) {
        try {
            Class<?> type = Class.forName(className, false, ClassLoader.getPlatformClassLoader());
            return !type.getModule().isExported(type.getPackageName());
        } catch (ClassNotFoundException gone) {
            return true;
        }
    }
}
