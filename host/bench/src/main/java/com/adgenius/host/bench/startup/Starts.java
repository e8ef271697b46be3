package com.adgenius.host.bench.startup;

import com.adgenius.host.bench.Rounds;
import com.adgenius.host.bench.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The starts of one program, one a round. */
final class Starts implements Rounds.Measurement {

    private final JvmCommand command;
    private final List<Start> starts = new ArrayList<>();

    Starts(JvmCommand command) {
        this.command = command;
    }

    @Override
    public double measure() throws Exception {
        Start start = Start.of(new ProcessBuilder(command.words()));
        starts.add(start);
        return start.millis();
    }

    /** One quantity of the last starts, in their order. */
    Series last(int rounds, ToDoubleFunction<Start> quantity) {
        return new Series(starts.subList(starts.size() - rounds, starts.size()).stream()
                .mapToDouble(quantity)
                .boxed()
                .toList());
    }
}
