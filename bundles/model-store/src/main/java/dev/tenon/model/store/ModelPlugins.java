// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import dev.tenon.runtime.ModelStore.Packed;
import dev.tenon.runtime.VariantReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes plugins of a model: one that stands for the model and asks for any of its variants, and one for the original and
 * each variant that passed the gate, which says for which device it is. A host that installs the first gets the variant
 * that fits its machine.
 */
final class ModelPlugins {
    /** A namespace or version that somebody made up would be refused by each marketplace. */
    private static final String NAMESPACE = "[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*";

    private static final String VERSION = "(0|[1-9][0-9]{0,8})(\\.(0|[1-9][0-9]{0,8})){2}";

    /** With these on x86, weights have all their 8 bits; without, sums of 16 bits would overflow. */
    private static final List<String> VNNI = List.of("avx512_vnni", "avx_vnni", "avx_vnni_int8", "amx_int8", "avx10");

    private static final Set<String> EIGHT_BIT_ACTIVATIONS = Set.of("w8a8", "w8a8-dynamic");

    private final InstalledModel original;
    private final ModelJson json;
    private final String plugin;
    private final String version;

    /**
     * Looks at a model.
     *
     * @param original as it was added or as its bundle brought it
     * @param namespace of the publisher ({@code org.example})
     * @param version of all these plugins, three numbers
     * @throws ModelRefusedException if namespace or version are ill-formed, or the model is itself a variant
     * @throws IOException if its descriptor cannot be read
     */
    ModelPlugins(InstalledModel original, String namespace, String version) throws IOException {
        if (!namespace.matches(NAMESPACE)) {
            throw new ModelRefusedException(
                    Reason.UNKNOWN,
                    "'" + namespace + "' is no namespace; it is letters, digits, '_', '-' and dots: org.example");
        }
        if (!version.matches(VERSION)) {
            throw new ModelRefusedException(
                    Reason.UNKNOWN, "'" + version + "' is no version; it is three numbers: 1.0.0");
        }
        this.original = original;
        this.version = version;
        this.json = DescriptorFile.of(original);
        this.plugin = namespace + ".model." + json.id().replace('.', '-');
        if (BundledVariant.of(original).isPresent()) {
            throw new ModelRefusedException(
                    Reason.UNKNOWN,
                    "model " + json.id() + " came as a variant with a plugin; make plugins where its original is");
        }
    }

    /**
     * Writes the plugins.
     *
     * @param variants those that passed are taken
     * @param folder where to
     * @return what was written, the variants first, so that who publishes in this order never offers a model that cannot
     *     be installed
     */
    List<Packed> write(List<KeptVariant> variants, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path work = Files.createTempDirectory(folder, ".packing-");
        try {
            List<KeptVariant> passed =
                    variants.stream().filter(KeptVariant::isPassed).toList();
            List<Packed> packed = new ArrayList<>();
            packed.add(original(work, folder));
            for (KeptVariant variant : passed) {
                packed.add(variant(variant, work, folder));
            }
            PluginJar jar = jar("", json.name(), summary(), page(passed))
                    .requires("tenon.model", "(&(tenon.model=" + json.id() + ")(of=" + plugin + ")(variant=*))");
            packed.add(write(jar, "", folder));
            return packed;
        } finally {
            Disk.delete(work);
        }
    }

    private PluginJar jar(String suffix, String name, String summary, String page) {
        String shortened = summary.length() > 200 ? summary.substring(0, 199) + "…" : summary;
        return new PluginJar(plugin + suffix, version, name, shortened, json.license(), page);
    }

    private Packed write(PluginJar jar, String suffix, Path folder) throws IOException {
        Path file = folder.resolve(plugin + suffix + "-" + version + ".jar");
        jar.write(file);
        return new Packed(plugin + suffix, version, file);
    }

    private Packed original(Path work, Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        json.files().forEach(file -> files.add(original.file().resolveSibling(file.name())));
        PluginJar jar = jar(
                        ".original",
                        json.name() + ", as it is",
                        "The original of " + json.name() + ": for machines that no smaller variant fits.",
                        page(List.of()))
                .provides(capability("original"));
        return write(withModel(jar, json, files, work.resolve("original")), ".original", folder);
    }

    private Packed variant(KeptVariant variant, Path work, Path folder) throws IOException {
        VariantReport report = variant.report();
        List<Path> files = new ArrayList<>();
        files.add(variant.folder().resolve(KeptVariant.MODEL));
        for (String name : List.of(KeptVariant.DATA, KeptVariant.REPORT)) {
            if (variant.files().containsKey(name)) {
                files.add(variant.folder().resolve(name));
            }
        }
        json.companions().forEach(name -> files.add(original.file().resolveSibling(name)));
        String figures = String.format(
                Locale.ROOT,
                ";device=%s;share:Double=\"%.4f\";speed:Double=\"%.4f\";kept:Double=\"%.4f\"",
                PluginJar.quoted(report.device().kind()),
                report.size().ratio(),
                report.speed().ratio(),
                report.quality().retainedLow());
        PluginJar jar = jar(
                        "." + variant.name(),
                        json.name() + ", " + variant.name(),
                        variant.name() + " of " + json.name() + ": " + sentence(report) + ".",
                        page(List.of(variant)))
                .provides(capability(variant.name()) + figures)
                .requires("tenon.device", device(report));
        ModelJson described = json.withoutAnswers();
        return write(withModel(jar, described, files, work.resolve(variant.name())), "." + variant.name(), folder);
    }

    private PluginJar withModel(PluginJar jar, ModelJson described, List<Path> files, Path work) throws IOException {
        List<FileSpec> specs = new ArrayList<>();
        String place = "models/" + json.id() + "/";
        for (Path file : files) {
            String name = file.getFileName().toString();
            specs.add(new FileSpec(name, Optional.empty(), Optional.of(Digest.of(file)), Files.size(file)));
            jar.with(place + name, file);
        }
        Path descriptor = Files.createDirectory(work).resolve(ModelCache.DESCRIPTOR);
        Files.write(descriptor, described.packed(specs).bytes());
        return jar.with(place + ModelCache.DESCRIPTOR, descriptor);
    }

    private String capability(String variant) {
        return "tenon.model;tenon.model=" + PluginJar.quoted(json.id()) + ";task=" + PluginJar.quoted(json.task())
                + ";format=" + PluginJar.quoted(json.format()) + ";version:Version=" + PluginJar.quoted(version)
                + ";of=" + PluginJar.quoted(plugin) + ";variant=" + PluginJar.quoted(variant) + ";original="
                + PluginJar.quoted(original.sha256());
    }

    /** What a machine must have for this variant: what it was made for, as far as the numbers depend on it. */
    private static String device(VariantReport report) {
        String kind = "(kind=" + report.device().kind() + ")";
        List<String> made = report.device().instructionSets();
        if (!EIGHT_BIT_ACTIVATIONS.contains(report.scheme())) {
            return kind;
        }
        if (made.contains("neon")) {
            return "(&" + kind + "(instructions=neon))";
        }
        if (made.stream().noneMatch(VNNI::contains)) {
            return kind;
        }
        return "(&" + kind
                + VNNI.stream().map(set -> "(instructions=" + set + ")").collect(Collectors.joining("", "(|", "))"));
    }

    private String summary() {
        String summary = json.descriptor(List.of()).summary();
        return summary.isBlank() ? "The model " + json.name() + ", in the variant that fits the machine." : summary;
    }

    private static String sentence(VariantReport report) {
        return String.format(
                Locale.ROOT,
                "%.0f %% of the original's size, %.2f times as fast where it was measured, keeps at least %.1f %%",
                100 * report.size().ratio(),
                report.speed().ratio(),
                report.quality().percentAtLeast());
    }

    private String page(List<KeptVariant> variants) {
        StringBuilder page = new StringBuilder("# " + json.name() + "\n\n" + summary() + "\n\n- Task: " + json.task()
                + "\n- Licence: " + json.license() + "\n- SHA-256 of the original: `" + original.sha256() + "`\n");
        json.files().stream().limit(1).flatMap(file -> file.url().stream()).forEach(url -> page.append(
                        "- The original comes from ")
                .append(url)
                .append('\n'));
        if (!variants.isEmpty()) {
            page.append("\nA host takes the variant that fits its machine. What each keeps was measured:\n\n");
        }
        for (KeptVariant variant : variants) {
            VariantReport report = variant.report();
            page.append(String.format(
                    Locale.ROOT,
                    "- `%s`: %s (%s, %d items of %s)\n",
                    variant.name(),
                    sentence(report),
                    report.quality().metric(),
                    report.quality().items(),
                    report.quality().data()));
        }
        return page.toString();
    }
}
