// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.servlet.whiteboard.Preprocessor;

/**
 * The door that every request goes through, whichever servlet and context it is for. It is one component with
 * {@link Sessions}: a servlet that needs sessions cannot be there without the door. As an {@link IntSupplier} it says how
 * many requests are answered now ({@link UnderWay}), so that work which can wait gives way to them.
 */
@Component(
        service = {Preprocessor.class, Sessions.class, IntSupplier.class},
        property = "tenon.requests=answered-now",
        configurationPid = "dev.tenon.http")
@Designate(ocd = Gate.Config.class)
public final class Gate implements Preprocessor, Sessions, IntSupplier {
    static final String COOKIE = "tenon_session";
    private static final String CALLER = "dev.tenon.http.caller";
    private static final String SIGN_IN = "/admin/v1/session";
    private static final String BEARER = "bearer ";
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    /** Settings. */
    @ObjectClassDefinition(name = "Tenon HTTP door")
    @interface Config {
        /** Names beside those of loopback. */
        @AttributeDefinition(
                name = "Further hosts [names]",
                required = false,
                description = "Further Host values to answer to, as a browser sends them (tenon.home.arpa:7070)")
        String[] hosts() default {};

        /** Largest body. */
        @AttributeDefinition(
                name = "Largest body [bytes]",
                min = "1024",
                description = "Largest accepted body of a request, in bytes")
        long max_body_bytes() default 48L << 20;
    }

    private final AllowedHosts hosts;
    private final AdminToken token;
    private final SessionBook book;
    private final long maxBodyBytes;
    private final UnderWay requests = new UnderWay(System::nanoTime);

    /**
     * Reads the token.
     *
     * @param context for {@code tenon.home}
     * @param config settings
     */
    @Activate
    public Gate(BundleContext context, Config config) {
        String home = context.getProperty("tenon.home");
        if (home == null) {
            throw new IllegalStateException("the framework property tenon.home is not set");
        }
        if (config.max_body_bytes() < 1024) {
            throw new IllegalArgumentException("max.body.bytes must be at least 1024: " + config.max_body_bytes());
        }
        hosts = new AllowedHosts(config.hosts());
        token = AdminToken.read(Path.of(home, "run", "token"));
        book = new SessionBook(InstantSource.system());
        maxBodyBytes = config.max_body_bytes();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        SecurityHeaders.set(answer);
        BoundedRequest admitted;
        try {
            admitted = admit(asked, answer);
        } catch (RefusedException e) {
            answer.setHeader("Connection", "close");
            e.send(answer);
            return;
        }
        ClosingResponse closing = new ClosingResponse(admitted, answer);
        Object answered = requests.begin();
        try {
            chain.doFilter(admitted, closing);
        } finally {
            requests.end(answered);
        }
        if (!asked.isAsyncStarted()) {
            closing.closeIfUnread();
        }
    }

    @Override
    public int getAsInt() {
        return requests.getAsInt();
    }

    private BoundedRequest admit(HttpServletRequest request, HttpServletResponse response) {
        String host = hosts.check(request);
        String path = path(request);
        request.removeAttribute(CALLER);
        if (path.equals("/admin") || path.startsWith("/admin/")) {
            response.setHeader("Cache-Control", "no-store");
            request.setAttribute(CALLER, authenticate(request, host, path));
        }
        if (request.getContentLengthLong() > maxBodyBytes) {
            throw BoundedRequest.tooLarge(maxBodyBytes);
        }
        return new BoundedRequest(request, maxBodyBytes);
    }

    private Caller authenticate(HttpServletRequest request, String host, String path) {
        boolean ownOrigin = refuseForeignPages(request, host);
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            if (authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
                    && token.matches(authorization.substring(BEARER.length()).strip())) {
                return Caller.TOKEN;
            }
            throw new RefusedException(
                    401, "wrong-token", "that token is not this host's: it stands in run/host.json of its home");
        }
        boolean reading = READING.contains(request.getMethod());
        if (!reading && !ownOrigin) {
            throw new RefusedException(
                    403, "no-origin", "a change without the token must come from a page of this host: send the token");
        }
        if (path.equals(SIGN_IN) && request.getMethod().equals("POST")) {
            return Caller.NOBODY;
        }
        if (cookie(request).filter(book::use).isPresent()) {
            return Caller.SESSION;
        }
        throw new RefusedException(
                401, "not-signed-in", "sign in with ./tenon console, or send the token of run/host.json");
    }

    /** Other ports of this machine count as the same site to a browser, so only the same origin will do. */
    private boolean refuseForeignPages(HttpServletRequest request, String host) {
        List<String> origins = Collections.list(request.getHeaders("Origin"));
        boolean own = origins.size() == 1 && hosts.isOwn(origins.get(0).toLowerCase(Locale.ROOT), host);
        String site = request.getHeader("Sec-Fetch-Site");
        if (!origins.isEmpty() && !own || site != null && !OWN_SITE.contains(site)) {
            throw new RefusedException(
                    403,
                    "foreign-origin",
                    "pages of other origins may not use this address: open the host's own console");
        }
        return own;
    }

    private static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return request.getServletPath() + (info == null ? "" : info);
    }

    private static Optional<String> cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    @Override
    public String newCode() {
        return book.newCode();
    }

    @Override
    public boolean open(String code, HttpServletResponse response) {
        Optional<String> id = book.open(code);
        id.ifPresent(value -> response.addCookie(cookie(value)));
        return id.isPresent();
    }

    @Override
    public void close(HttpServletRequest request, HttpServletResponse response) {
        cookie(request).ifPresent(book::close);
        Cookie gone = cookie("");
        gone.setMaxAge(0);
        response.addCookie(gone);
    }

    @Override
    public Caller caller(HttpServletRequest request) {
        return request.getAttribute(CALLER) instanceof Caller caller ? caller : Caller.NOBODY;
    }

    /** Only {@code /admin} gets it: cookies do not know ports, so other servers of this machine see it on that path. */
    private static Cookie cookie(String value) {
        Cookie cookie = new Cookie(COOKIE, value);
        cookie.setHttpOnly(true);
        cookie.setPath("/admin");
        cookie.setAttribute("SameSite", "Strict");
        return cookie;
    }
}
