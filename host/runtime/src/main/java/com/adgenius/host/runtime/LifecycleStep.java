package com.adgenius.host.runtime;

/**
 * One step of an instance's life, with the codes that it is refused by.
 *
 * @param what whose life, for people
 * @param entry the step
 * @param failed the code when it fails
 * @param timedOut the code when it takes too long
 */
record LifecycleStep(String what, Entry entry, RefusalCode failed, RefusalCode timedOut) {

    static LifecycleStep fetch(ArtifactId artifact) {
        return new LifecycleStep(
                artifact.toString(), Entry.FETCH, RefusalCode.ARTIFACT_UNAVAILABLE, RefusalCode.ARTIFACT_UNAVAILABLE);
    }

    static LifecycleStep construct(Instance instance) {
        return new LifecycleStep(
                instance.toString(),
                Entry.CONSTRUCT,
                RefusalCode.CONSTRUCTOR_FAILED,
                RefusalCode.CONSTRUCTOR_TIMED_OUT);
    }

    static LifecycleStep start(Instance instance) {
        return new LifecycleStep(
                instance.toString(), Entry.START, RefusalCode.START_FAILED, RefusalCode.START_TIMED_OUT);
    }

    static LifecycleStep probe(Instance instance) {
        return new LifecycleStep(
                instance.toString(), Entry.PROBE, RefusalCode.PROBE_FAILED, RefusalCode.PROBE_TIMED_OUT);
    }

    static LifecycleStep metadata(Instance instance) {
        return new LifecycleStep(
                instance.toString(), Entry.METADATA, RefusalCode.METADATA_REFUSED, RefusalCode.METADATA_TIMED_OUT);
    }

    static LifecycleStep stop(Instance instance) {
        return new LifecycleStep(instance.toString(), Entry.STOP, RefusalCode.STOP_FAILED, RefusalCode.STOP_TIMED_OUT);
    }

    static LifecycleStep close(Instance instance) {
        return new LifecycleStep(instance.toString(), Entry.CLOSE, RefusalCode.CLOSE_FAILED, RefusalCode.CLOSE_FAILED);
    }

    PluginRefusedException failed(Entry effective, FailureDescription failure) {
        return failure.refusals().isEmpty()
                ? new PluginRefusedException(failed, what + " failed at " + effective.name() + ": " + failure.message())
                : new PluginRefusedException(failure.refusals());
    }

    PluginRefusedException timedOut(Entry effective, boolean stuck) {
        return new PluginRefusedException(
                timedOut,
                what + " did not end its " + effective.name() + " within "
                        + effective.deadline().toMillis() + " ms"
                        + (stuck ? " and ignores its interruption; its thread is left behind" : ""));
    }
}
