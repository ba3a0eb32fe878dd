// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import dev.tenon.api.lifecycle.PluginWithdrawnException;
import dev.tenon.leases.Calls;
import dev.tenon.leases.FrontFactory;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Fronts of plugins' servlets: a plugin is replaced while its pages are served. A request in flight is answered by the
 * release that it reached, also if it goes on after the servlet has returned. Server-sent events are ended when the
 * release goes: browsers connect anew by themselves, and reach the next one.
 */
// asked for before anything is served: a delayed component would be made anew for each who asks
@Component(service = FrontFactory.class, immediate = true)
public final class ServletFronts implements FrontFactory<Servlet> {
    private static final int AGAIN_AFTER_SECONDS = 1;

    private final FirstUse firstUse = new FirstUse();

    /** Makes no fronts yet. */
    @Activate
    public ServletFronts() {}

    @Override
    public Class<Servlet> type() {
        return Servlet.class;
    }

    /** The whiteboard takes a servlet whose properties change away, and brings it back a moment later. */
    @Override
    public boolean showsVersion() {
        return false;
    }

    @Override
    public Servlet front(Calls<Servlet> calls) {
        return new ServletFront(calls, firstUse);
    }

    @Override
    public void letGo(Servlet servlet) {
        if (firstUse.wasOf(servlet)) {
            servlet.destroy();
        }
    }

    private static final class ServletFront implements Servlet {
        private final Calls<Servlet> calls;
        private final FirstUse firstUse;
        private volatile ServletConfig config;

        @SuppressWarnings("NullAway") // the whiteboard calls init before anything else
        private ServletFront(Calls<Servlet> calls, FirstUse firstUse) {
            this.calls = calls;
            this.firstUse = firstUse;
        }

        @Override
        public void init(ServletConfig given) throws ServletException {
            config = given;
            call(servlet -> {
                firstUse.of(servlet, config);
                return servlet;
            });
        }

        @Override
        public ServletConfig getServletConfig() {
            return config;
        }

        @Override
        public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
            try {
                calls.callKeeping(Exception.class, gone -> gone, (servlet, keeper) -> {
                    firstUse.of(servlet, config);
                    LeasedResponse leased =
                            response instanceof HttpServletResponse http ? new LeasedResponse(http, keeper) : null;
                    try {
                        servlet.service(request, leased == null ? response : leased);
                    } finally {
                        if (request.isAsyncStarted()) {
                            LongAnswer.keep(request.getAsyncContext(), leased, keeper);
                        } else if (leased != null) {
                            leased.returned();
                        }
                    }
                    return calls;
                });
            } catch (PluginWithdrawnException e) {
                throw again(response, e);
            } catch (ServletException | IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new ServletException(e);
            }
        }

        private void call(Calls.Work<Servlet, Servlet, ServletException> work) throws ServletException {
            calls.call(ServletException.class, ServletFronts::unavailable, servlet -> {
                work.on(servlet);
                return calls;
            });
        }

        @Override
        public String getServletInfo() {
            return calls.plugin();
        }

        /** The release's own is destroyed when the last call has left it. */
        @Override
        public void destroy() {}
    }

    /** Whoever asks again reaches the successor. */
    private static RuntimeException again(ServletResponse response, PluginWithdrawnException gone) {
        if (response instanceof HttpServletResponse http && !http.isCommitted()) {
            http.reset();
            http.setHeader("Retry-After", Integer.toString(AGAIN_AFTER_SECONDS));
            return new RefusedException(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "replaced", gone.getMessage());
        }
        return gone;
    }

    private static UnavailableException unavailable(PluginWithdrawnException gone) {
        return new UnavailableException(gone.getMessage(), AGAIN_AFTER_SECONDS);
    }
}
