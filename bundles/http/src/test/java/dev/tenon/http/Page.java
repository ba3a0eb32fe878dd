// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * A plugin's page that says which release it is of, at once, slowly, asynchronously or for ever. Each release has a class
 * of its own, so it speaks with the test by system properties.
 */
public final class Page extends HttpServlet {
    /** Which release may go on. */
    static final String GO_ON = "page.go.on";

    static final String INITIALIZED = "page.initialized";
    static final String DESTROYED = "page.destroyed";

    private static final long serialVersionUID = 1L;

    private final String version;

    private Page(String version) {
        this.version = version;
    }

    /** Registers the page. */
    public static final class Start implements BundleActivator {
        @Override
        public void start(BundleContext context) {
            context.registerService(
                    Servlet.class,
                    new Page(context.getBundle().getVersion().toString()),
                    new Hashtable<>(Map.of(
                            "osgi.http.whiteboard.servlet.pattern",
                            new String[] {"/page"},
                            "osgi.http.whiteboard.servlet.asyncSupported",
                            true)));
        }

        @Override
        public void stop(BundleContext context) {
            // the framework takes the service back
        }
    }

    private void note(String key) {
        System.getProperties().merge(key, version, (before, now) -> before + "," + now);
    }

    @Override
    public void init() {
        note(INITIALIZED);
    }

    @Override
    public void destroy() {
        note(DESTROYED);
    }

    private void await() {
        while (!version.equals(System.getProperty(GO_ON))) {
            Thread.onSpinWait();
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (String.valueOf(request.getQueryString())) {
            case "slow" -> {
                await();
                response.getWriter().print(version);
                response.getWriter().flush();
            }
            case "sleepy" -> sleep();
            case "async" -> async(request.startAsync());
            case "late-events" -> lateEvents(request.startAsync(), response);
            case "events" -> {
                response.setContentType("text/event-stream");
                request.startAsync().setTimeout(0);
                response.getWriter().print("data: " + version + "\n\n");
                response.getWriter().flush();
            }
            case "endless" -> {
                response.setContentType("text/event-stream");
                byte[] event = ("data: " + version + "\n\n").getBytes(StandardCharsets.UTF_8);
                while (true) {
                    response.getOutputStream().write(event);
                    response.getOutputStream().flush();
                }
            }
            default -> response.getWriter().print(version);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            throw new IllegalStateException("woken", e);
        }
    }

    /** Turns out to be events only once the servlet has returned. */
    private void lateEvents(AsyncContext context, HttpServletResponse response) {
        Thread thread = new Thread(() -> {
            await();
            response.setContentType("text/event-stream");
            context.complete();
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void async(AsyncContext context) {
        context.setTimeout(0);
        Thread thread = new Thread(() -> {
            await();
            try {
                context.getResponse().getWriter().print(version);
                context.getResponse().getWriter().flush();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            context.complete();
        });
        thread.setDaemon(true);
        thread.start();
    }
}
