// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.runtime.ModelHub.Address;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One HTTP request for the bytes of a file that are not here yet (RFC 9110 §14). Redirects are followed, without the
 * request's own headers once they lead to another origin; the JDK's proxies work.
 */
final class Transfer {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-\\d+/(\\d{1,18}|\\*)");
    private static final int MOST_REDIRECTS = 10;

    private final Duration stall;
    private final HttpClient client;

    Transfer(Duration stall) {
        this.stall = stall;
        this.client = HttpClient.newBuilder()
                // The JDK's client takes the token of a request along to wherever a redirect leads.
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(stall)
                .build();
    }

    /**
     * Fetches the rest of a file.
     *
     * @throws CutException if the connection was refused or cut
     * @throws ModelRefusedException if the server answers with something else
     * @throws IOException if the bytes cannot be written
     */
    void run(Part part, FileSpec expected, LongConsumer progress) throws IOException {
        long have = part.size();
        if (expected.bytes() > 0 && have == expected.bytes()) {
            return;
        }
        boolean resumable = have > 0
                && (expected.bytes() == 0 || have < expected.bytes())
                && (part.validator().isPresent() || expected.sha256().isPresent());
        Map<String, String> range = new TreeMap<>();
        if (resumable) {
            range.put("Range", "bytes=" + have + "-");
            part.validator().ifPresent(validator -> range.put("If-Range", validator));
        }
        HttpResponse<InputStream> response = follow(part, range);
        try (InputStream body = response.body()) {
            if (response.statusCode() == 416 && resumable) {
                part.discard();
                throw new CutException(part.url() + " has fewer bytes than were kept of it");
            }
            long total = begin(part, response, resumable ? have : 0);
            receive(part, body, bounds(part, expected, total), progress);
        }
    }

    private HttpResponse<InputStream> follow(Part part, Map<String, String> range) throws IOException {
        Address at = part.address();
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            HttpRequest.Builder request = HttpRequest.newBuilder(at.url()).timeout(stall);
            at.headers().forEach(request::header);
            range.forEach(request::header);
            HttpResponse<InputStream> response = send(part, request.build());
            if (!Addresses.isRedirect(response)) {
                return response;
            }
            response.body().close();
            at = Addresses.next(at, response);
        }
        throw new ModelRefusedException(
                Reason.UNREACHABLE, part.url() + " redirects more than " + MOST_REDIRECTS + " times");
    }

    private HttpResponse<InputStream> send(Part part, HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelRefusedException(Reason.UNREACHABLE, "the download of " + part.url() + " was stopped", e);
        } catch (IOException e) {
            throw new CutException(part.url() + " cannot be reached", e);
        }
    }

    /** Prepares the part for the body that follows; returns the whole file's size, 0 if the server does not say. */
    private static long begin(Part part, HttpResponse<?> response, long have) throws IOException {
        int status = response.statusCode();
        if (status == 206 && have > 0) {
            Matcher range = CONTENT_RANGE.matcher(
                    response.headers().firstValue("Content-Range").orElse(""));
            if (range.matches() && Long.parseLong(range.group(1)) == have) {
                return range.group(2).equals("*") ? 0 : Long.parseLong(range.group(2));
            }
            part.discard();
            throw new CutException(part.url() + " sent another part than was asked for");
        }
        if (status == 404 || status == 410) {
            throw new ModelRefusedException(Reason.UNKNOWN, "there is nothing at " + part.url() + " (" + status + ")");
        }
        if (status != 200) {
            throw new ModelRefusedException(Reason.UNREACHABLE, part.url() + " " + excuse(response));
        }
        part.begin(validator(response));
        return response.headers()
                .firstValue("Content-Length")
                .filter(value -> value.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
    }

    /** What an answer without the file means for whoever asked. */
    private static String excuse(HttpResponse<?> response) {
        int status = response.statusCode();
        Optional<String> wait = response.headers().firstValue("Retry-After").filter(value -> value.matches("\\d{1,9}"));
        return switch (status) {
            case 401, 403 -> "refuses access (status " + status + ")";
            case 429 ->
                "has had too many requests; try again "
                        + wait.map(seconds -> "after " + seconds + " seconds").orElse("later");
            default -> "answers with status " + status + "; try again later";
        };
    }

    private static Optional<String> validator(HttpResponse<?> response) {
        Optional<String> tag = response.headers().firstValue("ETag").filter(value -> !value.startsWith("W/"));
        return tag.isPresent() ? tag : response.headers().firstValue("Last-Modified");
    }

    private static long bounds(Part part, FileSpec expected, long total) throws IOException {
        if (expected.bytes() > 0 && total > 0 && total != expected.bytes()) {
            part.discard();
            throw new ModelRefusedException(
                    Reason.UNTRUSTED,
                    part.url() + " is not the file that was promised: " + expected.bytes() + " bytes were expected, "
                            + total + " are offered");
        }
        long size = Math.max(total, expected.bytes());
        long room = Files.getFileStore(part.content()).getUsableSpace();
        if (size - part.size() > room) {
            throw new ModelRefusedException(
                    Reason.STORAGE,
                    "the disk is too full: " + (size - part.size()) + " bytes are needed for " + part.url() + ", "
                            + room + " are free in " + part.content().getParent());
        }
        return size;
    }

    private void receive(Part part, InputStream body, long size, LongConsumer progress) throws IOException {
        long have = part.size();
        byte[] buffer = new byte[1 << 16];
        try (StallGuard guard = new StallGuard(body, stall);
                OutputStream out = Files.newOutputStream(part.content(), StandardOpenOption.APPEND)) {
            for (int count = read(part, body, buffer); count >= 0; count = read(part, body, buffer)) {
                guard.alive();
                out.write(buffer, 0, count);
                have += count;
                if (size > 0 && have > size) {
                    part.discard();
                    throw new ModelRefusedException(
                            Reason.UNTRUSTED, part.url() + " sends more than its " + size + " bytes");
                }
                progress.accept(have);
            }
        }
        if (have < size) {
            throw new CutException(part.url() + " was cut after " + have + " of " + size + " bytes");
        }
    }

    private static int read(Part part, InputStream body, byte[] buffer) throws IOException {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new CutException(part.url() + " was cut", e);
        }
    }
}
