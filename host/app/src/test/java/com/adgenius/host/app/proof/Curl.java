package com.adgenius.host.app.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Talks to a host by the curl on this machine and nothing else. */
final class Curl {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String address;
    private final String token;
    private final Path folder;

    private Curl(String address, String token, Path folder) {
        this.address = address;
        this.token = token;
        this.folder = folder;
    }

    /** A caller without a token; bodies pass through files in the folder. */
    static Curl at(String address, Path folder) {
        return new Curl(address, "", folder);
    }

    /** The same caller, signed in. */
    Curl signedIn(String email, String password) {
        Answer answer = post(
                "/api/v1/auth/jwt/create",
                JSON.createObjectNode().put("email", email).put("password", password));
        if (answer.status() != 200) {
            throw new AssertionError("Signing in as " + email + " answered " + answer.status() + " " + answer.text());
        }
        return new Curl(address, answer.json().get("access").asText(), folder);
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, JsonNode body) {
        return send("POST", path, body);
    }

    Answer put(String path, JsonNode body, String... headers) {
        return send("PUT", path, body, headers);
    }

    Answer upload(String path, Path file, String mediaType) {
        return run("POST", path, List.of("-H", "Content-Type: " + mediaType, "--data-binary", "@" + file));
    }

    private Answer send(String method, String path, @Nullable JsonNode body, String... headers) {
        List<String> more = new ArrayList<>();
        for (String header : headers) {
            more.addAll(List.of("-H", header));
        }
        if (body != null) {
            try {
                Path file = Files.createTempFile(folder, "request-", ".json");
                Files.write(file, JSON.writeValueAsBytes(body));
                more.addAll(List.of("-H", "Content-Type: application/json", "--data-binary", "@" + file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return run(method, path, more);
    }

    private Answer run(String method, String path, List<String> more) {
        try {
            Path body = Files.createTempFile(folder, "answer-", ".body");
            Path head = Files.createTempFile(folder, "answer-", ".head");
            List<String> command = new ArrayList<>(List.of(
                    "curl",
                    "-sS",
                    "--max-time",
                    "60",
                    "-X",
                    method,
                    "-o",
                    body.toString(),
                    "-D",
                    head.toString(),
                    "-w",
                    "%{http_code}"));
            if (!token.isEmpty()) {
                command.addAll(List.of("-H", "Authorization: Bearer " + token));
            }
            command.addAll(more);
            command.add(address + path);
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(70, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(method + " " + path + ": curl says " + printed);
            }
            return new Answer(Integer.parseInt(printed.strip()), Files.readString(head), Files.readAllBytes(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What curl received. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares answers
    record Answer(int status, String head, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(text(), e);
            }
        }

        Optional<String> header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }
    }
}
