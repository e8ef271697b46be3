package com.adgenius.host.app.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A worker that is no host: a process that takes jobs of a queue, says which, and ends none of them. */
final class HangingWorker implements AutoCloseable {

    /** When it acknowledges a job. */
    enum Acknowledges {
        BEFORE_THE_WORK,
        AFTER_THE_WORK
    }

    private static final String TAKEN = "TAKEN ";
    private static final String READY = "READY";

    private final Process process;
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

    private HangingWorker(Process process) {
        this.process = process;
    }

    /** Starts it and waits until it gets jobs. */
    static HangingWorker start(String broker, String queue, Acknowledges when, Path log) throws Exception {
        HangingWorker worker = new HangingWorker(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HangingWorker.class.getName(),
                        broker,
                        queue,
                        when.name())
                .redirectError(log.toFile())
                .start());
        Thread.ofVirtual().start(worker::read);
        try {
            worker.ready.get(60, TimeUnit.SECONDS);
            return worker;
        } catch (ExecutionException | TimeoutException e) {
            worker.close();
            throw new IllegalStateException("The worker did not start; its log:\n" + Files.readString(log), e);
        }
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(TAKEN)) {
                    JsonNode message = Api.JSON.readTree(line.substring(TAKEN.length()));
                    taken.add(message.findValue("creative_id").asText());
                } else if (line.equals(READY)) {
                    ready.complete(true);
                }
            }
            ready.completeExceptionally(new IOException("Its output ended"));
        } catch (IOException e) {
            // When it was ready long before, it was killed in the middle of a line.
            ready.completeExceptionally(e);
        }
    }

    /** The creatives whose jobs it has in hand. */
    Set<String> taken() {
        return Set.copyOf(taken);
    }

    /** Ends it with SIGKILL. */
    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The process: the broker's address, the queue, and one of {@link Acknowledges}. */
    public static void main(String[] arguments) throws Exception {
        boolean before = Acknowledges.valueOf(arguments[2]) == Acknowledges.BEFORE_THE_WORK;
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(arguments[0]);
        factory.setVirtualHost("/");
        Channel channel = factory.newConnection().createChannel();
        channel.basicConsume(
                arguments[1],
                false,
                (_, job) -> {
                    if (before) {
                        channel.basicAck(job.getEnvelope().getDeliveryTag(), false);
                    }
                    say(TAKEN + new String(job.getBody(), StandardCharsets.UTF_8));
                },
                _ -> {});
        say(READY);
    }

    private static synchronized void say(String line) {
        System.out.println(line);
    }
}
