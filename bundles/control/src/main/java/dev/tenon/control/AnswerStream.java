// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.api.platform.Answer;
import dev.tenon.api.platform.Answers;
import dev.tenon.api.skill.Utterance;
import dev.tenon.http.RefusedException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer as server-sent events: {@code part} for each piece of the text, then {@code answer} with the whole, or
 * {@code error}. The asker's thread only ever writes to a queue; if the reader has gone, the asking is interrupted.
 */
final class AnswerStream {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerStream.class);
    private static final long KEEP_ALIVE_SECONDS = 10;

    private final HttpServletResponse response;
    private final ExecutorService workers;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    private record Event(String name, byte[] data) {
        boolean isLast() {
            return !name.equals("part");
        }
    }

    AnswerStream(HttpServletResponse response, ExecutorService workers) {
        this.response = response;
        this.workers = workers;
    }

    void run(Answers answers, Utterance utterance, Function<Answer, Object> wire) throws IOException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("X-Accel-Buffering", "no");
        response.flushBuffer();
        Future<?> asking = workers.submit(() -> ask(answers, utterance, wire));
        boolean ended = false;
        try {
            while (!ended) {
                Event event = events.poll(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
                write(event);
                ended = event != null && event.isLast();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!ended) {
                asking.cancel(true);
            }
        }
    }

    private void ask(Answers answers, Utterance utterance, Function<Answer, Object> wire) {
        Event last;
        try {
            Answer answer =
                    answers.ask(utterance, part -> events.add(new Event("part", Wire.write(Map.of("text", part)))));
            last = new Event("answer", Wire.write(wire.apply(answer)));
        } catch (RuntimeException
                | Error e) { // whatever foreign code throws: without a last event nobody stops waiting
            LOG.error("A request failed", e);
            RefusedException failure =
                    new RefusedException(500, "internal", "the host failed at this: its log says why");
            last = new Event("error", failure.json().getBytes(StandardCharsets.UTF_8));
        }
        events.add(last);
    }

    /** Writes an event, or a comment that shows whether the reader is still there. */
    private void write(Event event) throws IOException {
        StringBuilder text = new StringBuilder();
        if (event == null) {
            text.append(": still here\n\n");
        } else {
            text.append("event: ")
                    .append(event.name())
                    .append("\ndata: ")
                    .append(new String(event.data(), StandardCharsets.UTF_8))
                    .append("\n\n");
        }
        response.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
    }
}
