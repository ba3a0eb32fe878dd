// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.admin.Change;
import dev.tenon.catalog.format.PluginIds;
import dev.tenon.catalog.format.Release;
import dev.tenon.generation.Member;
import dev.tenon.generation.PluginEntry;
import dev.tenon.plugins.Draft.Addition;
import dev.tenon.plugins.ShortNames.Among;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Resource;

/** Turns a change into a draft: which releases, from the verified index, such that everything resolves as one set. */
final class Planner {
    private final Platform platform;
    private final MarketView market;
    private final WholeSet set;

    Planner(Platform platform, MarketView market, WholeSet set) {
        this.platform = platform;
        this.market = market;
        this.set = set;
    }

    Draft draft(Change change) {
        Releases.range(change.versions());
        return switch (change.action()) {
            case INSTALL -> install(change);
            case UPDATE -> update(change);
            case REMOVE -> remove(change);
            default -> throw new IllegalArgumentException("not planned from the index: " + change.action());
        };
    }

    private Draft install(Change change) {
        Catalogue catalogue = market.refresh();
        Map<String, Member> plugins = platform.plugins();
        Set<String> known = new TreeSet<>(catalogue.ids());
        known.addAll(plugins.keySet());
        String id = ShortNames.resolve(change.plugin(), known, Among.OFFERED);
        Member installed = plugins.get(id);
        if (installed != null) {
            throw new AdminException(
                    Reason.NO_CHANGE,
                    id + " " + installed.version() + " is installed already; ./tenon plugin update "
                            + PluginIds.shortName(id) + " takes a newer release");
        }
        List<Member> part =
                platform.member(id).stream().toList(); // a part of the platform, or a plugin whose jar is lost
        return resolve(change, catalogue, releases(catalogue, id, change.versions()), part);
    }

    private Draft update(Change change) {
        Map<String, Member> plugins = platform.plugins();
        String id = ShortNames.resolve(change.plugin(), plugins.keySet(), Among.INSTALLED);
        Member old = plugins.get(id);
        PluginEntry entry = updatable(id);
        Catalogue catalogue = market.refresh();
        Version current = Version.parseVersion(old.version());
        List<Release> better = catalogue.ids().contains(id)
                ? releases(catalogue, id, change.versions()).stream()
                        .filter(release -> change.versions().isBlank()
                                ? Version.parseVersion(release.version()).compareTo(current) > 0
                                : !release.version().equals(old.version()))
                        .filter(release ->
                                Releases.range(entry.pinned()).includes(Version.parseVersion(release.version())))
                        .toList()
                : List.of();
        if (better.isEmpty()) {
            throw new AdminException(
                    Reason.NO_CHANGE,
                    "the marketplace offers no release of " + id + " that is newer than " + old.version()
                            + (entry.pinned().isEmpty() ? "" : " in " + entry.pinned() + ", to which it is pinned"));
        }
        return resolve(change, catalogue, better, List.of(old));
    }

    /** Refuses a plugin that the operator holds. */
    private PluginEntry updatable(String id) {
        PluginEntry entry = platform.current().plugin(id);
        if (entry.held()) {
            throw new AdminException(
                    Reason.NO_CHANGE,
                    id + " is held: ./tenon plugin unhold " + PluginIds.shortName(id) + " lets it be updated");
        }
        return entry;
    }

    private Draft remove(Change change) {
        Map<String, Member> plugins = platform.plugins();
        String id = ShortNames.resolve(change.plugin(), plugins.keySet(), Among.INSTALLED);
        Member old = plugins.get(id);
        if (old.origin() == Member.Origin.DISTRIBUTION) {
            throw new AdminException(
                    Reason.BAD_REQUEST, id + " belongs to the distribution and cannot be removed, only updated");
        }
        List<Member> variants = variants(id);
        set.checkWithout(old, variants, "removed");
        List<Member> removals = new ArrayList<>(List.of(old));
        removals.addAll(variants);
        return new Draft(change, List.of(), removals);
    }

    /** The variants of a model came with the plugin that stands for it, and go with it. */
    private List<Member> variants(String id) {
        Map<String, Member> plugins = platform.plugins();
        return platform.revisionsWithout(List.of()).stream()
                .filter(revision -> ((Resource) revision)
                        .getCapabilities(ModelNeeds.NAMESPACE).stream()
                                .anyMatch(model -> VariantOrder.isVariant(model)
                                        && id.equals(model.getAttributes().get(VariantOrder.OF))))
                .map(revision -> plugins.get(revision.getSymbolicName()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Returns what the distribution brought of a plugin that runs in another release; empty if it brought none. */
    Optional<Member> brought(String plugin) {
        Map<String, Member> plugins = platform.plugins();
        Member now = plugins.get(ShortNames.resolve(plugin, plugins.keySet(), Among.INSTALLED));
        return now.origin() == Member.Origin.DISTRIBUTION ? Optional.empty() : platform.brought(now.symbolicName());
    }

    /** Drafts the return to a release that the distribution brought, which is installed again, not started. */
    Draft draftReturn(Change change, Member own, BundleRevision revision) {
        Member old = platform.plugins().get(own.symbolicName());
        WholeSet.Resolution resolution = set.resolve(List.of(old), List.of(revision), Offered.NOTHING);
        resolution.problem().ifPresent(problem -> {
            throw new AdminException(
                    Reason.UNRESOLVABLE,
                    own.symbolicName() + " " + old.version() + " cannot be removed: with the distribution's "
                            + own.version() + " " + problem);
        });
        return new Draft(change, List.of(Addition.of(own, revision, Draft.Voucher.DISTRIBUTION)), List.of(old));
    }

    /** Drafts the addition of a bundle that lies in the content store and is installed, not started. */
    Draft draftFile(Change change, Member member, BundleRevision revision) {
        ReleaseRules.problem(revision).ifPresent(problem -> {
            throw new AdminException(Reason.UNFIT, problem);
        });
        Member old = platform.member(member.symbolicName()).orElse(null);
        List<Member> removals = old == null ? List.of() : List.of(old);
        if (old != null && old.version().equals(member.version())) {
            throw new AdminException(
                    Reason.NO_CHANGE, member.symbolicName() + " " + member.version() + " is installed already");
        }
        String pinned = old == null ? "" : updatable(member.symbolicName()).pinned();
        if (!Releases.range(pinned).includes(Version.parseVersion(member.version()))) {
            throw new AdminException(
                    Reason.NO_CHANGE,
                    member.symbolicName() + " is pinned to " + pinned + ", and the file has " + member.version());
        }
        Optional<Catalogue> catalogue = market.last();
        WholeSet.Resolution resolution = set.resolve(
                removals,
                List.of(revision),
                catalogue.map(all -> set.offered(all, member.symbolicName())).orElse(Offered.NOTHING));
        resolution.problem().ifPresent(problem -> {
            throw new AdminException(Reason.UNRESOLVABLE, problem);
        });
        List<Addition> additions = new ArrayList<>();
        additions.add(Addition.of(member, revision, Draft.Voucher.FILE));
        catalogue.ifPresent(all -> additions.addAll(resolution.additions(all)));
        return new Draft(change, additions, removals)
                .noting(catalogue.map(all -> set.choices(resolution, all)).orElse(List.of()));
    }

    static List<String> permissions(BundleRevision revision) {
        return Manifests.plugin(revision)
                .map(attributes -> Manifests.texts(attributes, "permissions"))
                .orElse(List.of());
    }

    private Draft resolve(Change change, Catalogue catalogue, List<Release> candidates, List<Member> removals) {
        Search search = set.search();
        String problem = "";
        for (Release candidate :
                candidates.stream().limit(DesiredSet.MOST_PROVIDERS).toList()) {
            if (!problem.isEmpty() && search.isOver()) {
                break; // what was found wrong with the first says more than that time ran out
            }
            WholeSet.Resolution resolution = resolve(search, candidate, catalogue, removals);
            if (resolution.problem().isEmpty()) {
                return new Draft(change, resolution.additions(catalogue), removals)
                        .noting(set.choices(resolution, catalogue));
            }
            if (problem.isEmpty()) {
                problem = resolution.problem().get();
            }
        }
        throw new AdminException(Reason.UNRESOLVABLE, problem + other(search, catalogue, candidates, removals));
    }

    private WholeSet.Resolution resolve(Search search, Release candidate, Catalogue catalogue, List<Member> removals) {
        OfferedResource resource = new OfferedResource(candidate);
        Optional<String> unfit = ReleaseRules.problem(resource);
        return unfit.isPresent()
                ? new WholeSet.Resolution(Set.of(), unfit)
                : set.resolve(search, removals, List.of(resource), set.offered(catalogue, candidate.id()));
    }

    /** Returns words about the newest release of the same plugin that would do, though nobody asked for it; or nothing. */
    private String other(Search search, Catalogue catalogue, List<Release> candidates, List<Member> removals) {
        String id = candidates.get(0).id();
        List<Release> others = catalogue.releases(id).stream()
                .filter(release -> !candidates.contains(release)
                        && removals.stream().noneMatch(old -> old.sha256().equals(release.sha256())))
                .limit(DesiredSet.MOST_PROVIDERS)
                .toList();
        for (Release release : others) {
            if (!search.isOver()
                    && resolve(search, release, catalogue, removals).problem().isEmpty()) {
                return "; a release for this host: " + id + " " + release.version();
            }
        }
        return "";
    }

    private static List<Release> releases(Catalogue catalogue, String id, String versions) {
        List<Release> all = catalogue.releases(id);
        VersionRange range = Releases.range(versions);
        List<Release> inRange = all.stream()
                .filter(release -> range.includes(Version.parseVersion(release.version())))
                .toList();
        if (inRange.isEmpty()) {
            throw new AdminException(
                    Reason.UNKNOWN,
                    "no release of " + id + " is in the range " + versions + "; the marketplace offers "
                            + all.stream().map(Release::version).collect(Collectors.joining(", ")));
        }
        return inRange;
    }
}
