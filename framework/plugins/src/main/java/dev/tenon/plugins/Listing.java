// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.InstalledPlugin;
import dev.tenon.admin.OfferedPlugin;
import dev.tenon.catalog.format.PluginIds;
import dev.tenon.catalog.format.Release;
import dev.tenon.generation.Generation;
import dev.tenon.generation.Member;
import dev.tenon.generation.PluginEntry;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** Lists what runs and what is offered. What runs is asked of the framework, never of the catalogue. */
final class Listing {
    private final Platform platform;
    private final ServiceComponentRuntime components;

    Listing(Platform platform, ServiceComponentRuntime components) {
        this.platform = platform;
        this.components = components;
    }

    List<InstalledPlugin> installed(Optional<Catalogue> market) {
        Generation current = platform.current();
        return platform.plugins().values().stream()
                .flatMap(member -> platform.bundle(member).stream()
                        .map(bundle -> describe(member, bundle, market, current.plugin(member.symbolicName()))))
                .sorted(Comparator.comparing(InstalledPlugin::id))
                .toList();
    }

    private InstalledPlugin describe(Member member, Bundle bundle, Optional<Catalogue> market, PluginEntry entry) {
        Map<String, Object> plugin = Manifests.plugin(Platform.revision(bundle)).orElse(Map.of());
        String better = market.flatMap(catalogue -> catalogue.newest(member.symbolicName()))
                .map(Release::version)
                .filter(version -> Version.parseVersion(version).compareTo(bundle.getVersion()) > 0)
                .orElse("");
        return new InstalledPlugin(
                member.symbolicName(),
                PluginIds.shortName(member.symbolicName()),
                Manifests.text(plugin, "name"),
                bundle.getVersion().toString(),
                Manifests.text(plugin, "summary"),
                Manifests.texts(plugin, "categories"),
                Manifests.texts(plugin, "permissions"),
                entry.disabled() ? "disabled" : state(bundle),
                member.origin().name().toLowerCase(Locale.ROOT),
                better,
                member.sha256(),
                new InstalledPlugin.Marks(member.unsigned(), entry.pinned(), entry.held(), entry.disabled()),
                Publisher.of(member, entry).map(Publisher::words).orElse(""));
    }

    private String state(Bundle bundle) {
        if (bundle.getState() != Bundle.ACTIVE) {
            if (platform.isStuck(bundle)) {
                return "left out: a start of it did not end";
            }
            return bundle.getState() == Bundle.INSTALLED ? "does not resolve: ./tenon logs says why" : "not started";
        }
        return components.getComponentDescriptionDTOs(bundle).stream()
                .flatMap(component -> components.getComponentConfigurationDTOs(component).stream())
                .filter(c -> c.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE
                        || c.state == ComponentConfigurationDTO.FAILED_ACTIVATION)
                .findFirst()
                .map(c -> c.state == ComponentConfigurationDTO.FAILED_ACTIVATION
                        ? "a component fails: ./tenon logs says why"
                        : "waits for "
                                + String.join(
                                        ", ",
                                        Arrays.stream(c.unsatisfiedReferences)
                                                .map(reference -> reference.name)
                                                .toList()))
                .orElse("active");
    }

    List<OfferedPlugin> offered(Catalogue market, String words) {
        Map<String, Member> installed = platform.plugins();
        List<String> wanted = Stream.of(words.toLowerCase(Locale.ROOT).split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return market.newest().stream()
                .filter(release -> wanted.isEmpty() ? !release.bringsVariant() : score(release, wanted) > 0)
                .sorted(Comparator.comparingInt((Release release) -> -score(release, wanted))
                        .thenComparing(Release::id))
                .map(release -> new OfferedPlugin(
                        release.id(),
                        PluginIds.shortName(release.id()),
                        release.name(),
                        release.version(),
                        release.summary(),
                        release.categories(),
                        release.permissions(),
                        release.bytes(),
                        Optional.ofNullable(installed.get(release.id()))
                                .map(Member::version)
                                .orElse(""),
                        release.publisher()))
                .toList();
    }

    /** Counts matches: three for a word of the name, one for a word of anything else; 0 if a word is nowhere. */
    private static int score(Release release, List<String> words) {
        String name = (release.id() + " " + PluginIds.shortName(release.id()) + " " + release.name())
                .toLowerCase(Locale.ROOT);
        String rest = (release.summary() + " " + release.categories() + " "
                        + release.skills().stream()
                                .flatMap(skill -> skill.examples().values().stream())
                                .flatMap(Collection::stream)
                                .toList())
                .toLowerCase(Locale.ROOT);
        int score = 0;
        for (String word : words) {
            int hits = (name.contains(word) ? 3 : 0) + (rest.contains(word) ? 1 : 0);
            if (hits == 0) {
                return 0;
            }
            score += hits;
        }
        return score;
    }
}
