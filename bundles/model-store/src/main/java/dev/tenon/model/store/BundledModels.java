// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.runtime.ModelRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the models of active bundles: folders {@code models/<id>/} with {@code descriptor.json} in bundles that provide
 * the capability {@code tenon.model} and serve. Of two versions of one bundle the newer one's models count.
 */
final class BundledModels implements BundleTrackerCustomizer<List<BundledModel>> {
    private static final Logger LOG = LoggerFactory.getLogger(BundledModels.class);
    /** A bundle without this in its manifest is not searched. */
    private static final Pattern MARK = Pattern.compile("(^|,)\\s*tenon\\.model\\s*;");

    private static final int MAX_DESCRIPTOR_BYTES = 1 << 20;

    private final ModelCache cache;
    private final Function<Map<String, InstalledModel>, List<InstalledModel>> listed;
    private final Consumer<InstalledModel> removed;
    private final BundleTracker<List<BundledModel>> tracker;
    private final Live live;
    private final List<BundledModel> here = new ArrayList<>();

    /**
     * Finds nothing yet.
     *
     * @param context whose bundles are searched
     * @param cache where files are extracted to
     * @param listed hears of all that count whenever they change, and says which models are offered no more
     * @param removed hears of these, one by one
     */
    BundledModels(
            BundleContext context,
            ModelCache cache,
            Function<Map<String, InstalledModel>, List<InstalledModel>> listed,
            Consumer<InstalledModel> removed) {
        this.cache = cache;
        this.listed = listed;
        this.removed = removed;
        this.tracker = new BundleTracker<>(context, Bundle.ACTIVE, this);
        this.live = new Live(context, () -> change(() -> {}));
    }

    void open() {
        live.open();
        tracker.open();
    }

    void close() {
        tracker.close();
        live.close();
    }

    @Override
    public @Nullable List<BundledModel> addingBundle(Bundle bundle, @Nullable BundleEvent event) {
        String capabilities = bundle.getHeaders("").get(Constants.PROVIDE_CAPABILITY);
        if (capabilities == null || !MARK.matcher(capabilities).find()) {
            return null;
        }
        Collection<URL> descriptors = bundle.findEntries("models", "descriptor.json", true) == null
                ? List.of()
                : Collections.list(bundle.findEntries("models", "descriptor.json", true));
        List<BundledModel> models = new ArrayList<>();
        for (URL descriptor : descriptors) {
            try {
                models.add(new BundledModel(read(bundle, descriptor), bundle));
            } catch (IOException | IllegalArgumentException | ModelRefusedException e) {
                LOG.warn(
                        "{} of {} {} is refused and not offered: {}",
                        descriptor.getPath(),
                        bundle.getSymbolicName(),
                        bundle.getVersion(),
                        e.getMessage(),
                        e);
            }
        }
        change(() -> here.addAll(models));
        models.forEach(model ->
                LOG.info("Model {} comes with {} {}", model.id(), bundle.getSymbolicName(), bundle.getVersion()));
        models.forEach(model -> cache.sweep(model.id(), folders()));
        return models;
    }

    private InstalledModel read(Bundle bundle, URL descriptor) throws IOException {
        byte[] text;
        try (InputStream in = descriptor.openStream()) {
            text = in.readNBytes(MAX_DESCRIPTOR_BYTES);
        }
        String path = descriptor.getPath();
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        return cache.model(path, text, name -> {
            URL file = bundle.getEntry(folder + name);
            if (file == null) {
                throw new IOException("there is no " + folder + name);
            }
            return file.openStream();
        });
    }

    @Override
    public void modifiedBundle(Bundle bundle, BundleEvent event, List<BundledModel> models) {}

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, List<BundledModel> models) {
        change(() -> here.removeAll(models));
    }

    private synchronized Collection<String> folders() {
        Collection<String> folders = new TreeSet<>();
        here.forEach(each ->
                folders.add(each.model().file().getParent().getFileName().toString()));
        return folders;
    }

    /** Whoever holds something of a model that counts no more hears of it when its successor is listed. */
    private void change(Runnable change) {
        List<InstalledModel> gone;
        synchronized (this) {
            change.run();
            Map<String, BundledModel> newest = new TreeMap<>();
            here.stream()
                    .filter(each -> live.serves(each.bundle()))
                    .forEach(each -> newest.merge(each.id(), each, BinaryOperator.maxBy(BundledModel.BY_AGE)));
            Map<String, InstalledModel> next = new TreeMap<>();
            newest.forEach((id, each) -> next.put(id, each.model()));
            gone = listed.apply(next);
        }
        gone.forEach(removed);
    }
}
