// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.http.RefusedException;
import dev.tenon.runtime.NoticeBoard;
import dev.tenon.runtime.NoticeBoard.Notice;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What plugins told the operator unasked: as a list, or as server-sent events while they come. */
record NoticeRoutes(Services services, Semaphore streams, Duration streamLife) {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeRoutes.class);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);
    private static final int MAX_WAIT_SECONDS = 30;
    private static final int MAX_STREAMS = 32;

    /** A stream ends after ten minutes: its reader comes again, and through the door. */
    static NoticeRoutes of(Services services) {
        return new NoticeRoutes(services, new Semaphore(MAX_STREAMS), Duration.ofMinutes(10));
    }

    void addTo(Routes routes) {
        routes.get("notices", this::notices);
    }

    private void notices(Exchange exchange) throws IOException {
        long after = id(exchange);
        Duration wait = Duration.ofSeconds(exchange.query("wait", 0, 0, MAX_WAIT_SECONDS));
        NoticeBoard board = services.need(NoticeBoard.class, "notice board");
        try {
            if (exchange.wants("text/event-stream")) {
                stream(exchange.response(), after);
            } else {
                exchange.send("notices", board.since(after, wait));
            }
        } catch (InterruptedException e) {
            throw Exchange.stopping(e);
        }
    }

    /** A browser that comes again by itself names the last event that it has seen. */
    private static long id(Exchange exchange) {
        String asked = exchange.query("after");
        String seen = exchange.request().getHeader("Last-Event-ID");
        String id = !asked.isEmpty() || seen == null ? asked : seen;
        if (!id.matches("[0-9]{0,18}")) {
            throw Fields.bad("the parameter 'after' must be the id of a notice: a whole number");
        }
        return id.isEmpty() ? 0 : Long.parseLong(id);
    }

    private void stream(HttpServletResponse response, long after) throws InterruptedException {
        if (!streams.tryAcquire()) {
            throw new RefusedException(
                    503, "too-many-readers", MAX_STREAMS + " readers follow the notices already: close one");
        }
        try {
            response.setContentType("text/event-stream");
            response.setCharacterEncoding("UTF-8");
            response.setHeader("X-Accel-Buffering", "no");
            response.flushBuffer();
            follow(response, after);
        } catch (IOException e) {
            LOG.debug("A reader of notices has gone", e);
        } finally {
            streams.release();
        }
    }

    private void follow(HttpServletResponse response, long after) throws IOException, InterruptedException {
        long end = System.nanoTime() + streamLife.toNanos();
        long last = after;
        Optional<NoticeBoard> board = services.find(NoticeBoard.class);
        while (board.isPresent() && System.nanoTime() - end < 0) {
            List<Notice> notices = board.get().since(last, KEEP_ALIVE);
            for (Notice notice : notices) {
                last = notice.id();
            }
            response.getOutputStream().write(events(notices).getBytes(StandardCharsets.UTF_8));
            response.flushBuffer();
            board = services.find(NoticeBoard.class);
        }
    }

    /** Without a notice a comment, which shows whether the reader is still there. */
    private static String events(List<Notice> notices) {
        StringBuilder text = new StringBuilder(notices.isEmpty() ? ": still here\n\n" : "");
        for (Notice notice : notices) {
            text.append("id: ")
                    .append(notice.id())
                    .append("\nevent: notice\ndata: ")
                    .append(new String(Wire.write(notice), StandardCharsets.UTF_8))
                    .append("\n\n");
        }
        return text.toString();
    }
}
