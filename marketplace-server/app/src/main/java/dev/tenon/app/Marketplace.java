// SPDX-License-Identifier: Apache-2.0
package dev.tenon.app;

import dev.tenon.account.Accounts;
import dev.tenon.account.TokenHandler;
import dev.tenon.account.Tokens;
import dev.tenon.download.BlobHandler;
import dev.tenon.download.IndexHandler;
import dev.tenon.download.KeyHandler;
import dev.tenon.publish.PublishHandler;
import dev.tenon.publish.Publisher;
import dev.tenon.search.CurrentCatalogue;
import dev.tenon.search.PluginHandler;
import dev.tenon.search.SearchHandler;
import dev.tenon.signing.IndexSigner;
import dev.tenon.signing.SigningKey;
import dev.tenon.store.Account;
import dev.tenon.store.BlobFolder;
import dev.tenon.store.MarketStore;
import dev.tenon.store.SqlMarketStore;
import dev.tenon.store.SqlSession;
import dev.tenon.store.StoreException;
import dev.tenon.web.WebHandler;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.eclipse.jetty.http.pathmap.PathSpec;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.PathMappingsHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A marketplace that serves; put together by hand. Closing it ends it. */
final class Marketplace implements AutoCloseable {
    private static final long STOP_MILLISECONDS = 3_000;

    private final Home home;
    private final MarketStore store;
    private final Server server;

    private Marketplace(Home home, Options options, String keeperToken) throws StartException, IOException {
        this.home = home;
        this.store = open(home);
        boolean started = false;
        try {
            BlobFolder blobs = new BlobFolder(home.market().resolve("blobs"));
            blobs.sweep(store.blobs());
            IndexSigner signer =
                    new IndexSigner(store, SigningKey.in(home.market().resolve("signing")));
            Accounts accounts = new Accounts(store, Tokens.sha256(keeperToken), Clock.systemUTC());
            Account tenon = accounts.claim("tenon", List.of("dev.tenon"));
            CurrentCatalogue catalogue = new CurrentCatalogue(signer.current().index());
            Publisher publisher = new Publisher(
                    accounts,
                    store,
                    blobs,
                    options.maxUploadBytes(),
                    Clock.systemUTC(),
                    () -> catalogue.renew(signer.refresh().index()));
            Handler web = new WebHandler(catalogue, store, blobs, options.console());
            this.server = server(options.port(), routes(accounts, publisher, signer, blobs, catalogue, web));
            if (options.samples().isPresent()) {
                new Samples(store, publisher, tenon).publish(options.samples().get());
            }
            listen(options.port());
            home.announce(uri().toString(), keeperToken);
            started = true;
        } finally {
            if (!started) {
                store.close();
            }
        }
    }

    /** Starts; when this returns, every address answers. */
    static Marketplace start(Options options) throws StartException {
        Home home = Home.open(options.home());
        try {
            return new Marketplace(home, options, Tokens.keeper());
        } catch (IOException e) {
            release(home, e);
            throw new StartException("the home " + options.home() + " cannot be used: " + e.getMessage(), e);
        } catch (StartException | RuntimeException e) {
            release(home, e);
            throw e;
        }
    }

    private static void release(Home home, Exception failure) {
        try {
            home.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static MarketStore open(Home home) throws StartException {
        try {
            return new SqlMarketStore(SqlSession.h2(home.market().resolve("market")));
        } catch (StoreException e) {
            throw new StartException(
                    "the marketplace's records in " + home.market() + " cannot be opened: restore them from a backup",
                    e);
        }
    }

    private Handler routes(
            Accounts accounts,
            Publisher publisher,
            IndexSigner signer,
            BlobFolder blobs,
            CurrentCatalogue catalogue,
            Handler web) {
        // the wrapped request of 12.1 fails outside a context (its context path is null): hand on the request itself
        PathMappingsHandler paths = new PathMappingsHandler() {
            @Override
            protected Request newPathSpecRequest(Request request, PathSpec pathSpec) {
                return request;
            }
        };
        paths.addMapping(
                PathSpec.from("/api/v1/releases"), MethodHandler.post(new PublishHandler(accounts, publisher)));
        paths.addMapping(PathSpec.from("/api/v1/tokens"), MethodHandler.post(new TokenHandler(accounts)));
        paths.addMapping(PathSpec.from("/api/v1/index"), MethodHandler.get(new IndexHandler(signer)));
        paths.addMapping(PathSpec.from("/api/v1/key"), MethodHandler.get(new KeyHandler(signer)));
        paths.addMapping(PathSpec.from("/api/v1/search"), MethodHandler.get(new SearchHandler(catalogue)));
        paths.addMapping(PathSpec.from("/api/v1/plugins/*"), MethodHandler.get(new PluginHandler(catalogue)));
        paths.addMapping(PathSpec.from("/blobs/sha256/*"), MethodHandler.get(new BlobHandler(blobs)));
        paths.addMapping(PathSpec.from("/healthz"), MethodHandler.get(new HealthHandler()));
        paths.addMapping(PathSpec.from("/"), MethodHandler.get(web));
        return new HostGuard(paths);
    }

    private static Server server(int port, Handler routes) {
        Server server = new Server(new QueuedThreadPool(64, 4));
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(routes);
        server.setErrorHandler(new ErrorReplies(WebHandler::error));
        server.setStopTimeout(STOP_MILLISECONDS);
        return server;
    }

    private void listen(int port) throws StartException {
        try {
            server.start();
        } catch (Exception e) { // declared so by Jetty
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException) {
                    throw new StartException(
                            "port " + port + " is in use: end the program that has it, or choose another with --port"
                                    + " (of 'tenon up': --market-port)",
                            e);
                }
            }
            throw new StartException("the HTTP server does not start: " + e.getMessage(), e);
        }
    }

    URI uri() {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) { // declared so by Jetty
            throw new IOException("the HTTP server does not stop", e);
        } finally {
            store.close();
            home.close();
        }
    }
}
