// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.Catalogues;
import dev.tenon.admin.Diagnosis;
import dev.tenon.admin.Generations;
import dev.tenon.admin.Jobs;
import dev.tenon.admin.Leaks;
import dev.tenon.admin.Plugins;
import dev.tenon.admin.Settings;
import dev.tenon.api.device.Device;
import dev.tenon.api.health.HealthCheck;
import dev.tenon.api.platform.Answers;
import dev.tenon.http.Caller;
import dev.tenon.http.RefusedException;
import dev.tenon.http.Sessions;
import dev.tenon.runtime.LiveCalibration;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelStore;
import dev.tenon.runtime.NoticeBoard;
import dev.tenon.runtime.Offers;
import dev.tenon.runtime.Traces;
import dev.tenon.runtime.VariantMaker;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The admin API's door inside the door: finds who answers, and turns every refusal and failure into JSON. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/admin/v1/*")
public final class ControlServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ControlServlet.class);
    private static final List<String> SIGN_IN = List.of("session");

    private final transient Sessions sessions;
    private final transient Services services;
    private final transient ExecutorService workers;
    private final transient Routes routes;

    /**
     * Looks for the host's parts.
     *
     * @param context to look in
     * @param sessions who called
     */
    @Activate
    public ControlServlet(BundleContext context, @Reference Sessions sessions) {
        this.sessions = sessions;
        services = new Services(
                context,
                Plugins.class,
                Jobs.class,
                Generations.class,
                Leaks.class,
                Catalogues.class,
                Settings.class,
                Diagnosis.class,
                ModelStore.class,
                VariantMaker.class,
                LiveCalibration.class,
                Traces.class,
                Offers.class,
                NoticeBoard.class,
                Answers.class,
                Device.class,
                HealthCheck.class);
        AtomicLong count = new AtomicLong();
        workers = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "control-" + count.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(ControlServlet.class.getClassLoader());
            return thread;
        });
        routes = new Routes();
        new SessionRoutes(sessions).addTo(routes);
        new MachineRoutes(context, services, workers).addTo(routes);
        new PluginRoutes(services).addTo(routes);
        new LeakRoutes(services).addTo(routes);
        new SettingsRoutes(services).addTo(routes);
        new ModelRoutes(services).addTo(routes);
        new AskRoutes(services, workers).addTo(routes);
        NoticeRoutes.of(services).addTo(routes);
    }

    /** Lets go. */
    @Deactivate
    public void close() {
        workers.shutdownNow();
        services.close();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            String info = request.getPathInfo();
            List<String> path =
                    List.of((info == null ? "" : info).replaceFirst("^/", "").split("/"));
            Caller caller = sessions.caller(request);
            if (caller == Caller.NOBODY
                    && !(path.equals(SIGN_IN) && request.getMethod().equals("POST"))) {
                throw new RefusedException(401, "not-signed-in", "this request did not come through the door");
            }
            routes.handle(new Exchange(request, response, caller, path));
        } catch (RefusedException e) {
            LOG.debug("Refused", e);
            e.send(response);
        } catch (AdminException e) {
            LOG.debug("Refused", e);
            new RefusedException(
                            Refusals.status(e.reason()),
                            e.problem().code(),
                            e.problem().message(),
                            e)
                    .send(response);
        } catch (ModelRefusedException e) {
            LOG.debug("Refused", e);
            AdminException refusal = Refusals.of(e);
            new RefusedException(
                            Refusals.status(refusal.reason()),
                            refusal.problem().code(),
                            refusal.problem().message(),
                            e)
                    .send(response);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
            new RefusedException(500, "internal", "the host failed at this: its log says why").send(response);
        }
    }
}
