// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.platform.Notices;
import dev.tenon.runtime.CallListener;
import dev.tenon.runtime.LiveCalibration;
import dev.tenon.runtime.ModelListener;
import dev.tenon.runtime.ModelStore;
import dev.tenon.runtime.VariantMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Calibration with real calls, where it is permitted. Immediate: what is no longer permitted is deleted though nobody asks,
 * and calls are to be heard of from the first on.
 */
@Component(
        service = {LiveCalibration.class, ModelListener.class},
        configurationPid = TrafficCalibration.PID,
        immediate = true)
@Designate(ocd = TrafficCalibration.Config.class)
public final class TrafficCalibration implements LiveCalibration, ModelListener {
    static final String PID = "dev.tenon.quantization.traffic";

    /** Within which plugins have brought their models. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    private static final String ALL = "*";

    /** Settings. */
    @ObjectClassDefinition(name = "Calibration with real calls")
    @interface Config {
        /** Permission. */
        @AttributeDefinition(
                name = "Models whose calls may be kept [ids]",
                required = false,
                description =
                        "Ids of models of which some inputs of real calls are kept on this host's disk, * for all;"
                                + " none by default. These are private data of whoever asks (pictures, sound, texts): they stay"
                                + " in the home's cache/traffic, readable by the host's user alone, and are deleted when the id"
                                + " is taken out here or the model is removed")
        String[] models() default {};

        /** How many. */
        @AttributeDefinition(
                name = "Kept calls [calls]",
                min = "40",
                max = "10000",
                description =
                        "How many calls of each model are kept at most; fewer than 277 cannot show that 98 % of a classifier's answers are kept")
        int calls() default 512;

        /** How much. */
        @AttributeDefinition(
                name = "Kept data [MB]",
                min = "1",
                max = "1000",
                description = "How much of each model is kept at most")
        int megabytes() default 256;

        /** When it counts. */
        @AttributeDefinition(
                name = "Drift [index]",
                min = "0.01",
                max = "100",
                description =
                        "Population Stability Index of an input above which the variant in use is calibrated anew;"
                                + " by custom below 0.1 nothing has changed, above 0.25 much has")
        double drift() default 0.25;

        /** How often. */
        @AttributeDefinition(
                name = "Time between calibrations [hours]",
                min = "1",
                max = "8760",
                description =
                        "How long after a variant of a model was calibrated anew, or that failed, it is tried again"
                                + " at the earliest")
        int hours() default 24;
    }

    private final TrafficSampler sampler;
    private final Recalibration recalibration;
    private final Optional<ServiceRegistration<CallListener>> registration;

    /**
     * Starts.
     *
     * @param context tells the home's folder, and registers who hears of calls
     * @param models keeps models and variants
     * @param maker makes variants
     * @param notices tells the operator
     * @param config settings
     * @throws IllegalArgumentException if a setting is out of range
     * @throws IOException if what was kept cannot be read, or deleted where it is no longer permitted
     */
    @Activate
    public TrafficCalibration(
            BundleContext context,
            @Reference ModelStore models,
            @Reference VariantMaker maker,
            @Reference Notices notices,
            Config config)
            throws IOException {
        this(context, models, maker, notices, config, Clock.systemUTC(), bound -> ThreadLocalRandom.current()
                .nextLong(bound));
    }

    TrafficCalibration(
            BundleContext context,
            ModelStore models,
            VariantMaker maker,
            Notices notices,
            Config config,
            Clock clock,
            LongUnaryOperator random)
            throws IOException {
        Path cache = Path.of(context.getProperty("tenon.home")).resolve("cache");
        checked("calls", config.calls(), Data.ENOUGH, 10_000);
        checked("megabytes", config.megabytes(), 1, 1_000);
        checked("hours", config.hours(), 1, 8_760);
        if (!(config.drift() >= 0.01 && config.drift() <= 100)) {
            throw new IllegalArgumentException("drift must be from 0.01 to 100: " + config.drift());
        }
        Set<String> ids = Arrays.stream(config.models())
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        Predicate<String> permission = ids.contains(ALL) ? id -> true : ids::contains;
        sampler = new TrafficSampler(
                cache.resolve("traffic"),
                permission,
                models::original,
                new Traffic.Limits(config.calls(), (long) config.megabytes() << 20),
                random);
        recalibration = new Recalibration(
                models,
                maker,
                new CalibrationPrints(cache.resolve(Acceptance.PRINTS)),
                notices::post,
                new Recalibration.Settings(config.drift(), Duration.ofHours(config.hours()), clock),
                sampler);
        if (ids.isEmpty()) {
            registration = Optional.empty();
        } else {
            sampler.start(recalibration::look, GRACE, () -> isRunning(context));
            registration = Optional.of(context.registerService(CallListener.class, sampler, null));
        }
    }

    private static void checked(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + " must be from " + least + " to " + most + ": " + value);
        }
    }

    /** While the host stops, models that plugins brought go one by one; they come back. */
    private static boolean isRunning(BundleContext context) {
        return context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() != Bundle.STOPPING;
    }

    TrafficSampler sampler() {
        return sampler;
    }

    @Override
    public List<Sampled> sampled() {
        return sampler.all().stream()
                .flatMap(traffic -> traffic.sampled().stream())
                .sorted(Comparator.comparing(Sampled::model))
                .toList();
    }

    /** Has what was kept of models that are no longer here deleted, later and on another thread; not while the host stops. */
    @Override
    public void removed(InstalledModel model) {
        sampler.sweep();
    }

    /** Ends. What was kept stays, and so does what was found; what is calibrated anew is called off. */
    @Deactivate
    public void close() {
        registration.ifPresent(ServiceRegistration::unregister);
        recalibration.close();
        sampler.close();
    }
}
