// SPDX-License-Identifier: Apache-2.0
package dev.tenon.backend.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendDescriptor;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.BackendException.Reason;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.lifecycle.TenonPlugin;
import dev.tenon.api.tensor.TensorSpec;
import dev.tenon.onnxruntime.SharedSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Runs ONNX models on the CPU with ONNX Runtime. */
@TenonPlugin(
        id = "dev.tenon.backend.onnx",
        name = "ONNX models",
        summary = "Runs ONNX models on the CPU with ONNX Runtime.",
        categories = "backend",
        permissions = "native")
@Capability(namespace = "tenon.backend", name = "onnx", attribute = "formats:List<String>=onnx", effective = "tenon")
@Component(configurationPid = OnnxBackend.PID)
@Designate(ocd = OnnxBackend.Config.class)
public final class OnnxBackend implements Backend {
    static final String PID = "dev.tenon.backend.onnx";

    /** Settings. */
    @ObjectClassDefinition(name = "ONNX backend")
    public @interface Config {
        /**
         * Size of the one thread pool.
         *
         * @return threads, 0 for as many as this process may use
         */
        @AttributeDefinition(
                name = "Threads [threads]",
                min = "0",
                description = "Threads of the one pool that all models share, 0 for as many CPUs as this process may"
                        + " use. Another value takes effect at the next start of the host.")
        int threads() default 0;
    }

    private static final BackendDescriptor DESCRIPTOR =
            new BackendDescriptor("onnxruntime", List.of("onnx"), List.of("cpu"));

    private final OrtLibrary library;
    private final Set<OnnxSession> open = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /**
     * Starts the backend; ONNX Runtime itself is loaded with the first model.
     *
     * @param context tells the home's folder
     * @param config settings
     * @throws IllegalArgumentException if a setting is out of range
     */
    @Activate
    public OnnxBackend(BundleContext context, Config config) {
        this(new OrtLibrary(
                Optional.ofNullable(context.getProperty("tenon.home")).map(home -> Path.of(home, "cache", "native")),
                checked(config.threads())));
    }

    OnnxBackend(OrtLibrary library) {
        this.library = library;
    }

    private static int checked(int threads) {
        if (threads < 0) {
            throw new IllegalArgumentException("threads must be at least 0: " + threads);
        }
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /** Ends every session that is still open: runs in flight end first. */
    @Deactivate
    void deactivate() {
        ended = true;
        open.forEach(OnnxSession::close);
    }

    @Override
    public BackendDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public ModelSession open(Path model, SessionOptions options) throws BackendException {
        if (!DESCRIPTOR.deviceKinds().contains(options.deviceKind())) {
            throw ModelFile.refusal(model, "this backend runs on the CPU, not on '" + options.deviceKind() + "'");
        }
        ModelFile.check(model);
        OnnxSession session = load(model, options.threads(), library.environment());
        open.add(session);
        if (ended) {
            session.close();
            throw new BackendException(Reason.CLOSED, "the ONNX backend has been stopped");
        }
        return session;
    }

    private OnnxSession load(Path model, int threads, OrtEnvironment environment) throws BackendException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            if (threads == 0) {
                options.disablePerSessionThreads();
            } else {
                options.setIntraOpNumThreads(library.atMost(threads));
                options.addConfigEntry("session.intra_op.allow_spinning", "0");
            }
            String configuration = threads == 0 ? DESCRIPTOR.name() : DESCRIPTOR.name() + " threads=" + threads;
            SharedSession loaded = SharedSession.open(environment, model, options, configuration);
            try {
                List<TensorSpec> inputs = Types.specs(
                        model, "input", loaded.session().getInputInfo().values());
                List<TensorSpec> outputs = Types.specs(
                        model, "output", loaded.session().getOutputInfo().values());
                return new OnnxSession(model, environment, loaded, inputs, outputs, open::remove);
            } catch (BackendException | OrtException e) {
                loaded.close();
                throw e;
            }
        } catch (OrtException e) {
            throw ModelFile.refusal(model, e);
        } catch (IOException e) {
            throw ModelFile.refusal(model, "it cannot be read");
        }
    }
}
