// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.embed;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.platform.Inference;
import dev.tenon.api.platform.Models;
import dev.tenon.api.platform.UnknownModelException;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import dev.tenon.backend.onnx.OnnxBackend;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;

/** Runs models with the real ONNX Runtime, one session per file. */
final class Inferences implements Inference, AutoCloseable {
    private static final OnnxBackend BACKEND = new OnnxBackend(
            (BundleContext) Proxy.newProxyInstance(
                    Inferences.class.getClassLoader(),
                    new Class<?>[] {BundleContext.class},
                    (proxy, method, args) -> null),
            new Defaults());

    private final Models models;
    private final Map<Path, ModelSession> sessions = new ConcurrentHashMap<>();

    Inferences(Models models) {
        this.models = models;
    }

    private synchronized ModelSession session(String id) throws BackendException {
        Path file =
                models.find(id).orElseThrow(() -> new UnknownModelException(id)).file();
        ModelSession session = sessions.get(file);
        if (session == null) {
            session = BACKEND.open(
                    file, new SessionOptions(BACKEND.descriptor().deviceKinds().get(0)));
            sessions.put(file, session);
        }
        return session;
    }

    @Override
    public List<TensorSpec> inputs(String id) throws BackendException {
        return session(id).inputs();
    }

    @Override
    public List<TensorSpec> outputs(String id) throws BackendException {
        return session(id).outputs();
    }

    @Override
    public Map<String, Tensor> run(String id, Map<String, Tensor> inputs) throws BackendException {
        return session(id).run(inputs);
    }

    @Override
    public void run(String id, Map<String, Tensor> inputs, Map<String, Tensor> outputs) throws BackendException {
        session(id).run(inputs, outputs);
    }

    @Override
    public void close() {
        sessions.values().forEach(ModelSession::close);
    }

    @SuppressWarnings("BadAnnotationImplementation")
    private static final class Defaults implements OnnxBackend.Config {
        @Override
        public int threads() {
            return 1;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return OnnxBackend.Config.class;
        }
    }
}
