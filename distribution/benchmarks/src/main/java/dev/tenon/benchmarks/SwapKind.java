// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A kind of plugin that is swapped, with the plugin that stands for it and its two releases. */
enum SwapKind {
    /** First: the others work with it. */
    MODEL("dev.tenon.bench.model"),
    SKILL("dev.tenon.bench.labour"),
    BACKEND("dev.tenon.backend.onnx"),
    ROUTER("dev.tenon.router.adaptive"),
    QUANTIZER("dev.tenon.bench.quantizer"),
    DEVICE("dev.tenon.device.cpu"),
    SOURCE("dev.tenon.bench.source"),
    HEALTH("dev.tenon.bench.health"),
    SERVLET("dev.tenon.bench.servlet");

    static final String OLDER = "1.0.0";
    static final String NEWER = "1.1.0";

    private final String plugin;

    SwapKind(String plugin) {
        this.plugin = plugin;
    }

    /** The plugin's id. */
    String plugin() {
        return plugin;
    }

    /** As the command line and the probe name it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if there is no such kind
     */
    static SwapKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not --kind " + word));
    }

    /** All there are. */
    static String words() {
        return Arrays.stream(values()).map(SwapKind::word).collect(Collectors.joining(", "));
    }

    /** Says whether the distribution brings its older release. */
    boolean isBuiltIn() {
        return this == BACKEND || this == ROUTER || this == DEVICE;
    }

    /** Writes what the marketplace offers of it. */
    void write(Path folder, Path distribution) throws IOException {
        if (isBuiltIn()) {
            String name = plugin.substring("dev.tenon.".length()).replace('.', '-');
            TwoReleases.write(TwoReleases.bundle(distribution, name), NEWER, folder.resolve(name + ".jar"));
        } else {
            generated(OLDER).write(folder, OLDER);
            generated(NEWER).write(folder, NEWER);
        }
    }

    private BenchPlugin generated(String version) throws IOException {
        return switch (this) {
            case MODEL -> BenchPlugin.model(plugin, version);
            case SKILL ->
                BenchPlugin.of(plugin, "skill", "dev.tenon.api.skill.Skill", "LabourSkill")
                        .skill("labour", LabourSkill.QUICK, LabourSkill.SLOW);
            case QUANTIZER -> BenchPlugin.of(plugin, "quantizer", "dev.tenon.api.quantizer.Quantizer", "CopyQuantizer");
            case SOURCE -> BenchPlugin.of(plugin, "source", "dev.tenon.api.source.ModelSource", "DripSource");
            case HEALTH -> BenchPlugin.of(plugin, "health", "dev.tenon.api.health.HealthCheck", "LabourHealth");
            case SERVLET ->
                BenchPlugin.of(plugin, "servlet", "jakarta.servlet.Servlet", "LabourServlet")
                        .code("LabourSkill");
            default -> throw new IllegalStateException(this + " is built in");
        };
    }
}
