// SPDX-License-Identifier: Apache-2.0
package dev.tenon.embeddings;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.model.ModelDescriptor;
import dev.tenon.api.model.TextEncoding;
import dev.tenon.api.platform.Inference;
import dev.tenon.api.platform.Models;
import dev.tenon.api.platform.UnknownModelException;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import dev.tenon.backend.onnx.OnnxBackend;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.BundleContext;

/** Installed models over the real ONNX Runtime; sessions are opened at the first use and closed when a model goes. */
final class Installed implements Models, Inference, AutoCloseable {
    static final Path FOLDER = Path.of("src/test/resources/dev/tenon/embeddings");

    private static final OnnxBackend BACKEND = new OnnxBackend(
            (BundleContext) Proxy.newProxyInstance(
                    Installed.class.getClassLoader(),
                    new Class<?>[] {BundleContext.class},
                    (proxy, method, args) -> null),
            new Defaults());

    final AtomicInteger runs = new AtomicInteger();
    final AtomicInteger texts = new AtomicInteger();
    private final Map<InstalledModel, ModelSession> sessions = new ConcurrentHashMap<>();
    private volatile List<InstalledModel> models = List.of();

    static InstalledModel model(String id, Path file, Optional<TextEncoding> text) throws IOException {
        ModelDescriptor descriptor = new ModelDescriptor(
                id, id, "", "embedding", "onnx", "CC0-1.0", List.of(), List.of(), Optional.empty(), List.of(), text);
        byte[] content = Files.readAllBytes(file);
        try {
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            return new InstalledModel(descriptor, file, sha256, content.length);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static InstalledModel tokens(TextEncoding.Pooling pooling, int maxTokens, String prefix) throws IOException {
        return model(
                "words",
                FOLDER.resolve("tokens.onnx"),
                Optional.of(new TextEncoding("tokenizer.json", pooling, maxTokens, prefix)));
    }

    static InstalledModel sentence() throws IOException {
        TextEncoding text = new TextEncoding("tokenizer.json", TextEncoding.Pooling.NONE, 64, "");
        return model("words", FOLDER.resolve("sentence.onnx"), Optional.of(text));
    }

    /** From now on these are installed, the newest first; what goes is let go after it is listed no more. */
    void list(InstalledModel... installed) {
        models = List.of(installed);
        for (InstalledModel each : List.copyOf(sessions.keySet())) {
            if (!models.contains(each)) {
                sessions.remove(each).close();
            }
        }
    }

    @Override
    public List<InstalledModel> all() {
        return models;
    }

    @Override
    public List<InstalledModel> forTask(String task) {
        return models.stream()
                .filter(model -> model.descriptor().task().equals(task))
                .toList();
    }

    @Override
    public Optional<InstalledModel> find(String id) {
        return models.stream()
                .filter(model -> model.descriptor().id().equals(id))
                .findFirst();
    }

    private ModelSession session(String id) throws BackendException {
        InstalledModel model = find(id).orElseThrow(() -> new UnknownModelException(id));
        ModelSession session = sessions.get(model);
        if (session == null) {
            ModelSession opened = BACKEND.open(
                    model.file(),
                    new SessionOptions(BACKEND.descriptor().deviceKinds().get(0)));
            session = Optional.ofNullable(sessions.putIfAbsent(model, opened)).orElse(opened);
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
        runs.incrementAndGet();
        texts.addAndGet(inputs.get("input_ids").shape().dimensions().get(0).intValue());
        return session(id).run(inputs);
    }

    @Override
    public void run(String id, Map<String, Tensor> inputs, Map<String, Tensor> outputs) throws BackendException {
        session(id).run(inputs, outputs);
    }

    @Override
    public void close() {
        list();
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
