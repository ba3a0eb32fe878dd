// SPDX-License-Identifier: Apache-2.0
package dev.tenon.scheduler;

import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.BackendException.Reason;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.device.Device;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.platform.Inference;
import dev.tenon.api.platform.Models;
import dev.tenon.api.platform.UnknownModelException;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import dev.tenon.runtime.CallListener;
import dev.tenon.runtime.ModelListener;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each model on the best backend of its format, on the caller's thread. A session is opened at the first use and
 * kept until its model or its backend goes; a call that meets a session being closed goes on with its successor.
 */
@Component(service = {Inference.class, ModelListener.class})
public final class ModelRunner implements Inference, ModelListener {
    /** Sessions that are closed for longer than any swap takes: the backend refuses for good. */
    private static final long PATIENCE_NANOS = 2_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(ModelRunner.class);

    private static final String DEVICE_KIND = "tenon.device.kind";

    private final Models models;
    private final Map<ServiceReference<Backend>, Backend> backends =
            new ConcurrentSkipListMap<>(Comparator.reverseOrder());
    private final Map<Device, String> deviceKinds = new ConcurrentHashMap<>();
    private final Map<String, LoadedModel> loaded = new ConcurrentHashMap<>();
    private final Audience audience = new Audience();

    /**
     * Starts with nothing loaded.
     *
     * @param models says which file a model is
     */
    @Activate
    public ModelRunner(@Reference Models models) {
        this.models = models;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addBackend(Backend backend, ServiceReference<Backend> reference) {
        backends.put(reference, backend);
    }

    void removeBackend(Backend backend, ServiceReference<Backend> reference) {
        backends.remove(reference);
        closeAll(each -> each.isOn(backend));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addDevice(Device device, Map<String, Object> properties) {
        // A device may take long to describe itself; its properties say the kind at once.
        Object kind = properties.get(DEVICE_KIND);
        deviceKinds.put(
                device, kind instanceof String text ? text : device.descriptor().kind());
    }

    void removeDevice(Device device) {
        deviceKinds.remove(device);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setListener(CallListener listener) {
        audience.enter(listener);
    }

    void unsetListener(CallListener listener) {
        audience.leave(listener);
    }

    @Deactivate
    void deactivate() {
        closeAll(each -> true);
    }

    @Override
    public void removed(InstalledModel model) {
        loaded.forEach((id, old) -> {
            if (old.isOf(model)) {
                models.find(id).filter(now -> !old.isOf(now)).ifPresent(now -> succeed(id, old, now));
                drop(id, old);
            }
        });
    }

    /** Opens what takes a model's place before the model goes: calls go on with the old one until then. */
    private void succeed(String id, LoadedModel old, InstalledModel now) {
        try {
            LoadedModel successor = on(backendFor(now), now);
            successor.session();
            if (!loaded.replace(id, old, successor)) {
                successor.close();
            }
        } catch (BackendException e) {
            LOG.warn("The new {} cannot be opened: calls are told why", id, e);
        }
    }

    private LoadedModel on(Backend backend, InstalledModel model) {
        return new LoadedModel(model, backend, new SessionOptions(kindFor(backend)));
    }

    @Override
    public List<TensorSpec> inputs(String modelId) throws BackendException {
        return with(modelId, ModelSession::inputs);
    }

    @Override
    public List<TensorSpec> outputs(String modelId) throws BackendException {
        return with(modelId, ModelSession::outputs);
    }

    @Override
    public Map<String, Tensor> run(String modelId, Map<String, Tensor> inputs) throws BackendException {
        return with(modelId, session -> {
            Map<String, Tensor> outputs = session.run(inputs);
            audience.tell(modelId, session, inputs);
            return outputs;
        });
    }

    @Override
    public void run(String modelId, Map<String, Tensor> inputs, Map<String, Tensor> outputs) throws BackendException {
        with(modelId, session -> {
            session.run(inputs, outputs);
            audience.tell(modelId, session, inputs);
            return outputs;
        });
    }

    /** What is done with a session. */
    private interface Use<T> {
        T of(ModelSession session) throws BackendException;
    }

    private <T> T with(String modelId, Use<T> use) throws BackendException {
        long begun = System.nanoTime();
        while (true) {
            LoadedModel model = find(modelId);
            try {
                return use.of(open(modelId, model));
            } catch (BackendException e) {
                if (e.reason() != Reason.CLOSED || System.nanoTime() - begun > PATIENCE_NANOS) {
                    throw e;
                }
                drop(modelId, model);
                Thread.yield();
            }
        }
    }

    private ModelSession open(String modelId, LoadedModel model) throws BackendException {
        try {
            return model.session();
        } catch (BackendException e) {
            drop(modelId, model);
            throw e;
        }
    }

    private LoadedModel find(String modelId) throws BackendException {
        LoadedModel current = loaded.get(modelId);
        if (current != null) {
            return current; // until its successor is open: see removed
        }
        InstalledModel installed = models.find(modelId).orElseThrow(() -> new UnknownModelException(modelId));
        Backend backend = backendFor(installed);
        LoadedModel created = on(backend, installed);
        LoadedModel other = loaded.putIfAbsent(modelId, created);
        if (other != null) {
            return other;
        }
        // Gone between the choice and the entry: removeBackend or removed may have looked before the entry was there.
        if (!backends.containsValue(backend)
                || models.find(modelId).filter(created::isOf).isEmpty()) {
            drop(modelId, created);
        }
        return created;
    }

    private Backend backendFor(InstalledModel model) throws BackendException {
        String format = model.descriptor().format();
        for (Backend backend : backends.values()) {
            if (backend.descriptor().formats().contains(format)) {
                return backend;
            }
        }
        throw new BackendException(
                Reason.UNSUPPORTED_MODEL,
                "no installed backend runs '" + format + "' models such as "
                        + model.descriptor().id() + "; 'tenon plugin search backend' lists backends");
    }

    /** The backend's best kind of device among those that are here. */
    private String kindFor(Backend backend) {
        List<String> kinds = backend.descriptor().deviceKinds();
        return kinds.stream().filter(deviceKinds::containsValue).findFirst().orElse(kinds.get(0));
    }

    private void closeAll(Predicate<LoadedModel> which) {
        loaded.forEach((id, model) -> {
            if (which.test(model)) {
                drop(id, model);
            }
        });
    }

    private void drop(String modelId, LoadedModel model) {
        loaded.remove(modelId, model);
        model.close();
    }
}
