// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.catalog.format.PluginIds;
import dev.tenon.catalog.format.SkillEntry;
import dev.tenon.generation.Generation;
import dev.tenon.runtime.Offers;
import dev.tenon.trust.VerifiedIndex;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The skills of the marketplace's newest releases, without those of plugins that are here, and those of disabled ones. */
@Component
public final class OfferedSkills implements Offers {
    private static final long PATIENCE_MILLIS = 500;

    /** Where no index is known yet, nothing can be named without this one. */
    private static final long FIRST_PATIENCE_MILLIS = 3_000;

    private final Platform platform;
    private final MarketView market;
    private CompletableFuture<Catalogue> refreshing =
            CompletableFuture.failedFuture(new IllegalStateException("not asked yet"));

    /**
     * Starts on an index.
     *
     * @param context names the home
     * @param index of the trusted marketplace
     */
    @Activate
    public OfferedSkills(BundleContext context, @Reference VerifiedIndex index) {
        platform = new Platform(context);
        market = new MarketView(index);
    }

    @Override
    public List<Offer> offers() {
        Set<String> installed = platform.plugins().keySet();
        return newest().stream()
                .flatMap(catalogue -> catalogue.newest().stream())
                .filter(release -> !installed.contains(release.id()))
                .flatMap(release -> release.skills().stream().map(skill -> offer(release.id(), release.name(), skill)))
                .toList();
    }

    @Override
    public List<Offer> disabled() {
        Generation current = platform.current();
        return platform.plugins().keySet().stream()
                .filter(id -> current.plugin(id).disabled())
                .flatMap(id -> platform.member(id).flatMap(platform::bundle).stream())
                .flatMap(bundle -> {
                    String name = Manifests.plugin(Platform.revision(bundle))
                            .map(plugin -> Manifests.text(plugin, "name"))
                            .orElse("");
                    return SkillFiles.of(bundle).stream().map(skill -> offer(bundle.getSymbolicName(), name, skill));
                })
                .toList();
    }

    /** What was published a moment ago counts, too, where the marketplace answers soon. */
    private Optional<Catalogue> newest() {
        try {
            long patience = market.last().isPresent() ? PATIENCE_MILLIS : FIRST_PATIENCE_MILLIS;
            return Optional.of(refreshed().get(patience, TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return market.last();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return market.last();
        }
    }

    /** All who wait, wait for the same: on a busy machine each refresh would make the others later. */
    private synchronized CompletableFuture<Catalogue> refreshed() {
        if (refreshing.isDone()) {
            refreshing = CompletableFuture.supplyAsync(market::refresh);
        }
        return refreshing;
    }

    private static Offer offer(String pluginId, String pluginName, SkillEntry skill) {
        Map<Locale, List<String>> examples = new LinkedHashMap<>();
        skill.examples().forEach((tag, sentences) -> examples.put(Locale.forLanguageTag(tag), sentences));
        return new Offer(
                pluginId,
                PluginIds.shortName(pluginId),
                pluginName,
                skill.name(),
                skill.summary(),
                examples,
                skill.attachments());
    }
}
