// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.admin.Change;
import dev.tenon.admin.Change.Action;
import dev.tenon.admin.OfferedPlugin;
import dev.tenon.admin.Plan;
import dev.tenon.api.device.Device;
import dev.tenon.api.device.DeviceDescriptor;
import dev.tenon.api.device.DeviceLoad;
import dev.tenon.catalog.format.Clause;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model's plugin brings the variant of it that fits the machine, and the plan says why. */
class ModelVariantsTest {
    private static final String MODEL = "org.example.model.digits";
    private static final String VNNI = "(&(kind=cpu)(instructions=avx512_vnni))";

    @TempDir
    Path folder;

    private TestHost host;

    @BeforeEach
    void start() throws Exception {
        host = new TestHost(folder);
        host.market.publish(
                MODEL,
                "1.0.0",
                List.of(Market.requires("tenon.model", "(of=" + MODEL + ")")),
                "Require-Capability",
                "tenon.model;filter:=\"(of=" + MODEL + ")\";effective:=tenon");
        publish("original", "", 1, 1, List.of());
        publish("w8a8-cpu", "cpu", 0.27, 1.5, List.of(Market.requires("tenon.device", VNNI)));
        publish("w8-cpu", "cpu", 0.26, 1.1, List.of(Market.requires("tenon.device", "(kind=cpu)")));
        publish("w4a8-igpu", "igpu", 0.16, 1, List.of(Market.requires("tenon.device", "(kind=igpu)")));
    }

    @AfterEach
    void stop() throws Exception {
        host.close();
    }

    private void publish(String variant, String device, double share, double speed, List<Clause> requirements)
            throws IOException {
        publish(MODEL, variant, device, share, speed, requirements);
    }

    private void publish(
            String prefix, String variant, String device, double share, double speed, List<Clause> requirements)
            throws IOException {
        Map<String, Clause.Value> attributes = new HashMap<>(Map.of(
                "tenon.model",
                new Clause.Value("String", "digits"),
                "of",
                new Clause.Value("String", MODEL),
                "version",
                new Clause.Value("Version", "1.0.0"),
                "variant",
                new Clause.Value("String", variant)));
        if (!device.isEmpty()) {
            attributes.put("device", new Clause.Value("String", device));
            attributes.put("share", new Clause.Value("Double", Double.toString(share)));
            attributes.put("speed", new Clause.Value("Double", Double.toString(speed)));
            attributes.put("kept", new Clause.Value("Double", "0.985"));
        }
        host.market.publish(
                prefix + "." + variant,
                "1.0.0",
                List.of(),
                List.of(new Clause("tenon.model", attributes, Map.of("effective", "tenon"))),
                requirements,
                "Provide-Capability",
                "tenon.plugin;effective:=tenon;tenon.plugin=\"" + prefix + "." + variant
                        + "\";name=\"Plugin\",tenon.model;effective:=tenon;tenon.model=digits;of=\"" + MODEL
                        + "\";variant=\"" + variant + "\"");
    }

    private void plug(String kind, String... instructions) {
        DeviceDescriptor descriptor =
                new DeviceDescriptor("test:" + kind, kind, kind, 1, 1, List.of(instructions), Map.of());
        Device device = new Device() {
            @Override
            public DeviceDescriptor descriptor() {
                return descriptor;
            }

            @Override
            public DeviceLoad load() {
                throw new UnsupportedOperationException();
            }
        };
        List<Device> all = new ArrayList<>(host.plugins.devices);
        all.add(device);
        host.plugins.devices = all;
    }

    private Plan plan() {
        return host.plugins.plan(new Change(Action.INSTALL, MODEL, ""));
    }

    private void assertGets(String variant) {
        assertThat(plan().lines()).extracting(Plan.Line::id).containsExactlyInAnyOrder(MODEL, MODEL + "." + variant);
    }

    @Test
    void takesWhatIsMadeForTheInstructionsOfThisCpu() {
        plug("cpu", "avx2", "avx512_vnni");
        assertGets("w8a8-cpu");
        assertThat(plan().notes())
                .containsExactly(
                        "Of model digits this machine gets w8a8-cpu: 27 % of the original's size, 1.50 times as"
                                + " fast where it was measured, keeps at least 98.5 %. Not w4a8-igpu: there is no igpu here."
                                + " Not w8-cpu: for 26 % of the original's size it is 1.10 times as fast. Not original: it is larger.");
    }

    @Test
    void takesWhatAnyCpuCanWhereInstructionsAreMissing() {
        plug("cpu", "avx2");
        assertGets("w8-cpu");
        assertThat(plan().notes().get(0))
                .contains("Not w8a8-cpu: the cpu here lacks instructions that it was made for.");
    }

    @Test
    void prefersAnAcceleratorThatIsHere() {
        plug("cpu", "avx2", "avx512_vnni");
        plug("igpu");
        assertGets("w4a8-igpu");
        assertThat(plan().notes().get(0)).contains("Not w8a8-cpu: the igpu here comes before the cpu.");
    }

    @Test
    void takesTheVariantAwayWithTheModel() throws Exception {
        plug("cpu", "avx2");
        host.done(Action.INSTALL, MODEL);
        assertThat(host.refused(new Change(Action.REMOVE, MODEL + ".w8-cpu", "")))
                .contains("variants of a model come and go with the plugin", "plugin remove model-digits");
        host.done(Action.REMOVE, MODEL);
        assertThat(host.bundles()).isEmpty();
    }

    @Test
    void takesNoVariantOfAStranger() throws Exception {
        plug("cpu", "avx2");
        publish("org.stranger.digits", "w2a2-cpu", "cpu", 0.01, 9, List.of());
        assertGets("w8-cpu");
    }

    @Test
    void takesTheOriginalWhereNothingElseFits() {
        assertGets("original");
        assertThat(plan().notes().get(0))
                .startsWith("Of model digits this machine gets original. Not w4a8-igpu: there is no igpu here.");
    }

    @Test
    void bringsNoModelThatNobodyChose() throws Exception {
        host.market.publish(
                "org.example.reader", "1.0.0", List.of(Market.requires("tenon.model", "(tenon.model=digits)")));
        assertThat(host.refused(new Change(Action.INSTALL, "org.example.reader", "")))
                .contains("requires tenon.model (tenon.model=digits), which nobody here provides");
        host.done(Action.INSTALL, MODEL);
        host.done(Action.INSTALL, "org.example.reader");
    }

    @Test
    void showsVariantsToThoseAloneWhoAskForThem() {
        assertThat(host.plugins.offered("")).extracting(OfferedPlugin::id).containsExactly(MODEL);
        assertThat(host.plugins.offered("w8a8")).extracting(OfferedPlugin::id).containsExactly(MODEL + ".w8a8-cpu");
    }

    @Test
    void keepsTheVariantThatIsInstalled() throws Exception {
        plug("cpu", "avx2");
        host.done(Action.INSTALL, MODEL + ".w8-cpu");
        plug("igpu");
        assertThat(plan().lines()).extracting(Plan.Line::id).containsExactly(MODEL);
    }
}
