// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.api.backend.Backend;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.platform.Models;
import dev.tenon.runtime.InputRecipe;
import dev.tenon.runtime.ModelHub;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import dev.tenon.runtime.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps models in {@code <home>/models} and lists those that bundles bring along, with variants in their place. Looking
 * models up takes no lock; adding and removing happens one at a time.
 */
@Component(service = {ModelStore.class, Models.class})
public final class FileModelStore implements ModelStore {
    private static final Logger LOG = LoggerFactory.getLogger(FileModelStore.class);
    private static final Duration STALL = Duration.ofSeconds(30);

    private final Shelf shelf;
    private final Consumer<InstalledModel> removed;
    private final List<Backend> backends = new CopyOnWriteArrayList<>();
    private final Sources sources;
    private final Offered offered;
    private final Variants variants;
    private @Nullable BundledModels bundled;

    /**
     * Reads what is installed.
     *
     * @param context tells the home's folder and finds the listeners
     * @throws IOException if the home cannot be read or written
     */
    @Activate
    public FileModelStore(BundleContext context) throws IOException {
        this(
                Path.of(context.getProperty("tenon.home")),
                // A property of the framework, or of the host's environment, which the framework does not show.
                Optional.ofNullable(context.getProperty("tenon.model.mirror"))
                        .or(() -> Optional.ofNullable(System.getenv("TENON_MODEL_MIRROR")))
                        .filter(folder -> !folder.isBlank())
                        .map(Path::of),
                STALL,
                model -> new Listeners(context).removed(model));
        ModelCache cache =
                new ModelCache(Path.of(context.getProperty("tenon.home")).resolve("cache/models"));
        cache.recover();
        bundled = new BundledModels(context, cache, offered::bundled, removed);
        bundled.open();
    }

    /**
     * A store that lists no models of bundles.
     *
     * @param home the folder
     * @param mirror a folder that stands in for the network
     * @param stall how long nothing may come before a download counts as cut
     * @param removed hears of models before their files go
     * @throws IOException if the home cannot be read or written
     */
    public FileModelStore(Path home, Optional<Path> mirror, Duration stall, Consumer<InstalledModel> removed)
            throws IOException {
        this.shelf = new Shelf(home.resolve("models"));
        this.sources = new Sources(new Downloads(shelf.downloads(), stall), mirror.map(Mirror::new), backends);
        this.removed = removed;
        shelf.recover();
        Map<String, StoredModel> found = new TreeMap<>();
        shelf.models().forEach(model -> found.put(model.model().descriptor().id(), model));
        VariantShelf variantShelf = new VariantShelf(home.resolve("variants"));
        variantShelf.recover();
        this.offered = new Offered(variantShelf);
        offered.begin(found);
        this.variants = new Variants(variantShelf, offered, new VariantCheck(new Trial(backends)), removed);
    }

    @Deactivate
    void deactivate() {
        if (bundled != null) {
            bundled.close();
        }
    }

    /** One more that models are tried with. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addBackend(Backend backend) {
        backends.add(backend);
    }

    void removeBackend(Backend backend) {
        backends.remove(backend);
    }

    /** One more that models can be imported from. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addHub(ModelHub hub) {
        sources.hubs().add(hub);
    }

    void removeHub(ModelHub hub) {
        sources.hubs().remove(hub);
    }

    @Override
    public List<InstalledModel> all() {
        return offered.now().all();
    }

    @Override
    public List<InstalledModel> forTask(String task) {
        return offered.now().forTask(task);
    }

    @Override
    public Optional<InstalledModel> find(String id) {
        return offered.now().find(id);
    }

    @Override
    public Optional<InstalledModel> original(String id) {
        return offered.now().original(id);
    }

    @Override
    public InputRecipe recipe(String id) {
        try {
            Optional<InstalledModel> original = original(id);
            return original.isPresent() ? DescriptorFile.of(original.get()).recipe() : InputRecipe.NONE;
        } catch (IOException | IllegalArgumentException | ModelRefusedException e) {
            LOG.warn("How inputs of model {} are made cannot be read from its descriptor", id, e);
            return InputRecipe.NONE;
        }
    }

    @Override
    public List<Variant> variants(String id) {
        return variants.list(id);
    }

    @Override
    public Variant keepVariant(String id, Path result) {
        return variants.keep(id, result);
    }

    @Override
    public void useVariant(String id, String name) {
        variants.use(id, name);
    }

    @Override
    public List<Packed> pack(String id, String namespace, String version, Path folder) {
        return variants.pack(id, namespace, version, folder);
    }

    @Override
    public List<Entry> catalogue() {
        return sources.entries(id -> find(id).isPresent());
    }

    @Override
    public synchronized InstalledModel add(String source, Optional<String> descriptor, BiConsumer<Long, Long> bytes) {
        Optional<ModelJson> entry = descriptor.isPresent() ? Optional.empty() : sources.entry(source);
        Optional<InstalledModel> present = entry.flatMap(this::present);
        if (present.isPresent()) {
            return present.get();
        }
        try {
            Path staged = shelf.stage();
            try {
                Staging.Acquired acquired = sources.acquire(entry, source, descriptor.map(Path::of), staged, bytes);
                return commit(staged, acquired, acquired.reference().orElse(source));
            } finally {
                Disk.delete(staged);
            }
        } catch (IOException e) {
            throw new ModelRefusedException(
                    Reason.STORAGE, "the model cannot be written to this host's disk: " + Disk.why(e), e);
        }
    }

    private Optional<InstalledModel> present(ModelJson entry) {
        return original(entry.id())
                .filter(model -> entry.files().get(0).sha256().equals(Optional.of(model.sha256())))
                .map(offered.now()::offered);
    }

    private InstalledModel commit(Path staged, Staging.Acquired acquired, String source) throws IOException {
        Files.deleteIfExists(staged.resolve(Shelf.DESCRIPTOR));
        List<FileSpec> files = acquired.files();
        ModelJson json = new Trial(backends).load(staged.resolve(files.get(0).name()), acquired.json());
        Optional<LabelsFile> labels = json.labelsFile();
        try {
            Trial.checkMeaning(json.descriptor(labels.isPresent() ? labels.get().read(staged) : List.of()), staged);
        } catch (IllegalArgumentException e) {
            throw new ModelRefusedException(
                    Reason.BAD_DESCRIPTOR, "the descriptor of " + json.id() + " is not valid: " + e.getMessage(), e);
        }
        ModelJson kept = json.installed(files, source, Instant.now());
        Files.write(staged.resolve(Shelf.DESCRIPTOR), kept.bytes());
        Optional<InstalledModel> old = find(json.id());
        StoredModel stored = shelf.commit(staged, json.id());
        offered.own(json.id(), Optional.of(stored));
        old.ifPresent(removed);
        shelf.discardOld(json.id());
        LOG.info("Model {} installed from {}", json.id(), source);
        return offered.now().offered(stored.model());
    }

    @Override
    public synchronized void remove(String id) {
        Optional<InstalledModel> model =
                Optional.ofNullable(offered.now().own().get(id)).map(StoredModel::model);
        if (model.isEmpty() && !shelf.has(id)) {
            throw new ModelRefusedException(
                    Reason.UNKNOWN,
                    find(id).isPresent()
                            ? "model " + id + " comes with a plugin and goes with it; 'tenon plugin list' shows which"
                            : "no model '" + id + "' is installed; 'tenon model list' shows which are");
        }
        try {
            shelf.setAside(id);
            Optional<InstalledModel> gone = model.map(offered.now()::offered);
            offered.own(id, Optional.empty());
            gone.ifPresent(removed);
            shelf.discardOld(id);
            if (model.isPresent()) {
                variants.forget(model.get().sha256());
            }
            LOG.info("Model {} removed", id);
        } catch (IOException e) {
            throw new ModelRefusedException(
                    Reason.STORAGE, "the files of model " + id + " cannot be deleted: " + e.getMessage(), e);
        }
    }
}
