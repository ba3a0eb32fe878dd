// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendDescriptor;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.device.Device;
import dev.tenon.api.device.DeviceDescriptor;
import dev.tenon.api.device.DeviceLoad;
import dev.tenon.api.lifecycle.DerivedState;
import dev.tenon.api.lifecycle.Handover;
import dev.tenon.api.quantizer.QuantizationStrategy;
import dev.tenon.api.router.Candidate;
import dev.tenon.api.router.Decision;
import dev.tenon.api.router.Route;
import dev.tenon.api.router.Router;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Utterance;
import dev.tenon.api.source.ModelSource;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** What the plugins of these tests do; each bundle has classes of its own, loaded from its own jar. */
public final class Fixture implements BundleActivator {
    /** What others may know of it: names of services to register, in this order, comma-separated. */
    static final String SERVICES = "Fixture-Services";

    /** System property: set, slow things last, and say so by setting it. */
    static final String HOLD = "fixture.hold";

    private String version;
    private BundleContext context;

    @Override
    public void start(BundleContext bundle) {
        context = bundle;
        version = bundle.getBundle().getVersion().toString();
        for (String name : bundle.getBundle().getHeaders().get(SERVICES).split(",")) {
            register(name);
        }
    }

    void register(String name) {
        Dictionary<String, Object> properties = new Hashtable<>(Map.of("component.name", name, "made.by", version));
        switch (name.substring(0, name.indexOf('-'))) {
            case "skill" -> context.registerService(Skill.class, new Talker(name), properties);
            case "device" -> context.registerService(Device.class, new Dial(), properties);
            case "router" -> context.registerService(Router.class, new Chooser(), properties);
            case "strategy" -> context.registerService(QuantizationStrategy.class, new Taste(), properties);
            case "source" -> context.registerService(ModelSource.class, new Well(), properties);
            case "backend" -> context.registerService(Backend.class, new Engine(), properties);
            case "counter" -> {
                Counter counter = new Counter();
                context.registerService(
                        new String[] {Skill.class.getName(), Handover.class.getName()}, counter, properties);
            }
            case "heir" -> {
                Heir heir = new Heir();
                context.registerService(
                        new String[] {Skill.class.getName(), DerivedState.class.getName()}, heir, properties);
            }
            default -> throw new IllegalArgumentException(name);
        }
    }

    @Override
    public void stop(BundleContext bundle) {
        context = bundle;
    }

    /** Of which Java links the methods at their first use. */
    record OwnRecord(OwnRecord inner) {
        static final OwnRecord ONE = new OwnRecord(null);
    }

    /** An exception that nobody else knows. */
    static final class OwnException extends Exception {
        private static final long serialVersionUID = 1L;

        OwnException() {
            super("mine");
        }
    }

    /** A number that nobody else knows. */
    static final class OwnNumber extends Number {
        private static final long serialVersionUID = 1L;

        @Override
        public int intValue() {
            return 1;
        }

        @Override
        public long longValue() {
            return 1;
        }

        @Override
        public float floatValue() {
            return 1;
        }

        @Override
        public double doubleValue() {
            return 1;
        }
    }

    private final class Talker implements Skill {
        private final String name;

        private Talker(String name) {
            this.name = name;
        }

        @Override
        public SkillDescriptor descriptor() {
            return new SkillDescriptor(name, "Says who it is.", Map.of(Locale.ENGLISH, List.of("hello")), "{}", "{}");
        }

        @Override
        public SkillResult invoke(Arguments arguments, SkillContext request) throws SkillException {
            return switch (arguments.text("do").orElse("")) {
                case "block" -> block(request);
                case "own value" -> new SkillResult("", Map.of("nested", List.of(new OwnNumber())));
                case "own exception" -> throw Fixture.<RuntimeException>sneak(new OwnException());
                case "io exception" -> throw Fixture.<RuntimeException>sneak(new IOException("disk"));
                case "record" -> said(Boolean.toString(OwnRecord.ONE.equals(new OwnRecord(OwnRecord.ONE))));
                case "refuse" -> throw new SkillException(SkillException.Reason.NO_ANSWER, "none");
                case "loader" ->
                    said(Boolean.toString(
                            Thread.currentThread().getContextClassLoader() == Fixture.class.getClassLoader()));
                default -> said(name + " " + version);
            };
        }

        private SkillResult block(SkillContext request) throws SkillException {
            request.emit("in");
            try {
                while (!request.isCancelled()) {
                    Thread.sleep(1);
                }
                return said("out " + version);
            } catch (InterruptedException e) {
                throw new SkillException(SkillException.Reason.FAILED, "interrupted", e);
            }
        }

        private SkillResult said(String text) {
            return new SkillResult(text, Map.of());
        }
    }

    /** Counts its calls, over all its releases. */
    private final class Counter implements Skill, Handover {
        private final AtomicInteger count = new AtomicInteger();
        private volatile boolean given;

        @Override
        public SkillDescriptor descriptor() {
            return new SkillDescriptor("count", "Counts.", Map.of(Locale.ENGLISH, List.of("count")), "{}", "{}");
        }

        @Override
        public SkillResult invoke(Arguments arguments, SkillContext request) {
            if (given) {
                throw new IllegalStateException("called after its state was given away");
            }
            return new SkillResult(count.incrementAndGet() + " " + version, Map.of());
        }

        @Override
        public String name() {
            return "count";
        }

        @Override
        public byte[] give() throws IOException {
            given = true;
            if (version.equals("9.0.0")) {
                throw new IOException("lost");
            }
            return ByteBuffer.allocate(4).putInt(count.get()).array();
        }

        @Override
        public void take(byte[] state) {
            count.set(ByteBuffer.wrap(state).getInt());
        }
    }

    /** Says who worked out what it knows; hands that over once it has been called meanwhile. */
    private final class Heir implements Skill, DerivedState {
        private final AtomicReference<String> knowledge = new AtomicReference<>("");
        private final Semaphore calls = new Semaphore(0);

        @Override
        public SkillDescriptor descriptor() {
            return new SkillDescriptor("know", "Knows.", Map.of(Locale.ENGLISH, List.of("know")), "{}", "{}");
        }

        @Override
        public SkillResult invoke(Arguments arguments, SkillContext request) {
            knowledge.compareAndSet("", version);
            calls.release();
            return new SkillResult(version + " knows what " + knowledge.get() + " found", Map.of());
        }

        @Override
        public String name() {
            return "knowledge";
        }

        @Override
        public byte[] give() throws IOException {
            calls.drainPermits();
            try {
                if (version.equals("9.0.0") || !calls.tryAcquire(4, TimeUnit.SECONDS)) {
                    throw new IOException("nobody calls any more");
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return knowledge.get().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void take(byte[] state) {
            knowledge.set(new String(state, StandardCharsets.UTF_8));
        }
    }

    private final class Dial implements Device {
        @Override
        public DeviceDescriptor descriptor() {
            System.setProperty("dial.looked.by", version);
            return new DeviceDescriptor("dial0", "virtual", version, 1, 1, List.of(), Map.of());
        }

        @Override
        public DeviceLoad load() {
            throw new IllegalStateException(version);
        }
    }

    /** Chooses by its version; where the task is {@code none}, nothing at all. */
    private final class Taste implements QuantizationStrategy {
        @Override
        public List<Choice> choose(Situation situation) {
            return situation.task().equals("none") ? null : List.of(new Choice("w8", version));
        }
    }

    /** Says what it was asked about before, and by whom it is. */
    private final class Chooser implements Router {
        private final List<String> before = new CopyOnWriteArrayList<>();

        @Override
        public Decision decide(Utterance utterance, List<Route> routes) {
            String id = routes.get(0).id();
            Candidate candidate = new Candidate(id, 0, Map.of(), version + " after " + String.join(", ", before));
            before.add(id);
            return Decision.nobody(List.of(candidate));
        }
    }

    private final class Well implements ModelSource {
        @Override
        public boolean serves(URI address) {
            return true;
        }

        @Override
        public Content open(URI address, long offsetBytes) {
            InputStream bytes = new ByteArrayInputStream(version.getBytes(StandardCharsets.UTF_8));
            return new Content(bytes, offsetBytes, -1);
        }
    }

    private final class Engine implements Backend {
        @Override
        public BackendDescriptor descriptor() {
            return new BackendDescriptor("engine " + version, List.of("onnx"), List.of("cpu"));
        }

        @Override
        public ModelSession open(Path model, SessionOptions options) {
            if (model.endsWith("only-once.onnx") && !version.equals("1.0.0")) {
                throw new IllegalStateException("cannot be opened by " + version);
            }
            holdOn(model.endsWith("slow-to-open.onnx") && version.equals("1.0.0"));
            return new Run(model.endsWith("slow-to-run.onnx"));
        }
    }

    /** Stays as long as the test wants, who knows this class only by name. */
    private static void holdOn(boolean isSlow) {
        if (isSlow && System.getProperty(HOLD) != null) {
            System.setProperty(HOLD, "held");
            while (System.getProperty(HOLD) != null) {
                Thread.onSpinWait();
            }
        }
    }

    private final class Run implements ModelSession {
        private final AtomicBoolean closed = new AtomicBoolean();
        private final boolean isSlow;

        private Run(boolean isSlow) {
            this.isSlow = isSlow;
        }

        @Override
        public List<TensorSpec> inputs() {
            return List.of();
        }

        @Override
        public List<TensorSpec> outputs() {
            return List.of();
        }

        @Override
        public Map<String, Tensor> run(Map<String, Tensor> inputs) {
            holdOn(isSlow);
            if (closed.get()) {
                throw new IllegalStateException("closed under a run");
            }
            return Map.of();
        }

        @Override
        public void run(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
            run(inputs);
            Thread.onSpinWait();
            run(inputs);
            throw new IllegalStateException("ran on " + version);
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
