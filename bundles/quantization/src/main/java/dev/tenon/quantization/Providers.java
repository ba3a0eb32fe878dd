// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.backend.Backend;
import dev.tenon.api.device.Device;
import dev.tenon.api.device.DeviceDescriptor;
import dev.tenon.api.quantizer.QuantizationStrategy;
import dev.tenon.api.quantizer.Quantizer;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import dev.tenon.runtime.ServiceOrigin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The services that one quantization needs, given back when it is closed. Not thread-safe. */
final class Providers implements AutoCloseable {
    private final BundleContext context;
    private final List<ServiceReference<?>> taken = new ArrayList<>();

    Providers(BundleContext context) {
        this.context = context;
    }

    /** A service, and whose it is. */
    record Provider<T>(T service, ServiceOrigin origin) {
        /** Returns id and version. */
        String release() {
            return origin.pluginId() + " " + origin.version();
        }
    }

    /**
     * Returns the highest-ranked quantizer for a format.
     *
     * @param scheme that it must have; empty for any
     * @throws ModelRefusedException if there is none, or it has no such scheme
     */
    Provider<Quantizer> quantizer(String format, String scheme) {
        Provider<Quantizer> quantizer = all(Quantizer.class)
                .filter(each -> !each.service().schemes(format).isEmpty())
                .findFirst()
                .orElseThrow(() -> new ModelRefusedException(
                        Reason.UNSUPPORTED, "no installed quantizer knows " + format + " models"));
        List<String> schemes = quantizer.service().schemes(format);
        if (!scheme.isEmpty() && !schemes.contains(scheme)) {
            throw new ModelRefusedException(
                    Reason.BAD_DESCRIPTOR,
                    "there is no scheme '" + scheme + "'; " + quantizer.origin().pluginId() + " has "
                            + String.join(", ", schemes));
        }
        return quantizer;
    }

    /**
     * Returns the highest-ranked backend for a format.
     *
     * @throws ModelRefusedException if there is none
     */
    Provider<Backend> backend(String format) {
        return all(Backend.class)
                .filter(each -> each.service().descriptor().formats().contains(format))
                .findFirst()
                .orElseThrow(() -> new ModelRefusedException(
                        Reason.UNSUPPORTED, "no installed backend runs " + format + " models"));
    }

    /** Returns the highest-ranked strategy of a plugin, if there is one. */
    Optional<Provider<QuantizationStrategy>> strategy() {
        return all(QuantizationStrategy.class).findFirst();
    }

    /** Returns the device of a kind; where there is none, one of which nothing is known but its kind. */
    DeviceDescriptor device(String kind) {
        return all(Device.class)
                .map(device -> device.service().descriptor())
                .sorted(Comparator.comparing(descriptor -> descriptor.kind().equals("cpu") ? 0 : 1))
                .filter(device -> kind.isEmpty() || device.kind().equals(kind))
                .findFirst()
                .orElseGet(() -> new DeviceDescriptor(
                        "unknown", kind.isEmpty() ? "cpu" : kind, "unknown", 1, 1, List.of(), Map.of()));
    }

    private <T> Stream<Provider<T>> all(Class<T> type) {
        try {
            return context.getServiceReferences(type, null).stream()
                    .sorted(Comparator.reverseOrder())
                    .flatMap(reference -> take(reference).stream());
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter is given", e);
        }
    }

    private <T> Optional<Provider<T>> take(ServiceReference<T> reference) {
        return Optional.ofNullable(context.getService(reference)).map(service -> {
            taken.add(reference);
            return new Provider<>(service, ServiceOrigin.of(reference));
        });
    }

    @Override
    public void close() {
        taken.forEach(context::ungetService);
        taken.clear();
    }
}
