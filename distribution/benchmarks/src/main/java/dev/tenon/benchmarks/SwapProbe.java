// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.api.platform.Inference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Inside the container: runs callers of a kind of plugin while somebody else swaps it, and tells what they saw. */
@Component(service = Function.class, property = "tenon.benchmark=swap")
public final class SwapProbe implements Function<Map<String, String>, Map<String, Object>> {
    private static final int WARM_UP = 30;
    private static final int MOST_ROWS = 1 << 14;
    private static final int SOAK_CALLERS = 2;
    private static final long SOAK_PERIOD_MILLIS = 100;

    private final Inference inference;
    private final Map<String, SwapCalls> consumers = new ConcurrentHashMap<>();
    private Optional<CallLoad> load = Optional.empty();

    /**
     * Starts the probe.
     *
     * @param inference for the calibration
     */
    @Activate
    public SwapProbe(@Reference Inference inference) {
        this.inference = inference;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addConsumer(SwapCalls consumer, Map<String, Object> properties) {
        consumers.put((String) properties.get(SwapCalls.KIND), consumer);
    }

    void removeConsumer(SwapCalls consumer, Map<String, Object> properties) {
        consumers.remove((String) properties.get(SwapCalls.KIND), consumer);
    }

    /**
     * Does what is asked.
     *
     * @param options {@code do}: {@code calibrate} to calls of at least {@code millis}; {@code closed} and {@code open}
     *     start {@code callers} of {@code kind}, the latter every {@code period} milliseconds; {@code soak} starts some for several kinds in turn; {@code begins}, held up by {@code hold} milliseconds, and
     *     {@code ends} tell of a swap; {@code stop} ends the callers
     * @return the figures by name
     */
    @Override
    public synchronized Map<String, Object> apply(Map<String, String> options) {
        try {
            switch (options.get("do")) {
                case "calibrate" -> {
                    return calibrate(number(options, "millis"));
                }
                case "closed" -> start(options).closed((int) number(options, "callers"));
                case "open" -> start(options).open((int) number(options, "callers"), number(options, "period"));
                case "soak" -> {
                    CallLoad started = start(options);
                    started.open(SOAK_CALLERS, SOAK_PERIOD_MILLIS);
                    started.streams();
                }
                case "begins" -> load.orElseThrow().windowBegins(number(options, "hold"));
                case "ends" -> load.orElseThrow().windowEnds();
                case "stop" -> {
                    return load.orElseThrow().stop();
                }
                default -> throw new IllegalArgumentException("not " + options);
            }
            return Map.of();
        } catch (Exception e) {
            throw new IllegalStateException("the probe failed", e);
        }
    }

    private CallLoad start(Map<String, String> options) {
        List<String> kinds = List.of(options.get("kind").split(","));
        AtomicInteger turn = new AtomicInteger();
        CallLoad started = new CallLoad(
                () -> Optional.ofNullable(consumers.get(kinds.get(turn.getAndIncrement() % kinds.size()))));
        load = Optional.of(started);
        return started;
    }

    private static long number(Map<String, String> options, String name) {
        return Long.parseLong(options.get(name));
    }

    /** Finds how many rows keep the model busy for so long, for all who are made after this. */
    private Map<String, Object> calibrate(long millis) throws Exception {
        int rows = 1;
        double took = 0;
        while (took < millis && rows < MOST_ROWS) {
            rows = Math.max(rows + 1, (int) (took == 0 ? rows : Math.min(2 * rows, rows * (millis / took) + 1)));
            System.setProperty(ModelWork.ROWS, Integer.toString(rows));
            took = Quickest.millis(WARM_UP, new ModelWork(inference)::run);
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rows", rows);
        figures.put("call_ms", Math.round(took * 100) / 100.0);
        return figures;
    }
}
