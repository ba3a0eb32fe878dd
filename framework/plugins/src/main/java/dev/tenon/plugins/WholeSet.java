// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.catalog.format.Release;
import dev.tenon.generation.Member;
import dev.tenon.plugins.Draft.Addition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.service.resolver.ResolutionException;
import org.osgi.service.resolver.Resolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Resolves everything that shall run as one set, and says in words why it does not. */
final class WholeSet {
    private static final Logger LOG = LoggerFactory.getLogger(WholeSet.class);

    private final Platform platform;
    private final MarketView market;
    private final Resolver resolver;
    private final Supplier<MachineResource> machine;
    private final Duration limit;

    WholeSet(Platform platform, MarketView market, Resolver resolver, Supplier<MachineResource> machine) {
        this(platform, market, resolver, machine, Duration.ofSeconds(2));
    }

    /** With a time limit of its own for each search. */
    WholeSet(
            Platform platform,
            MarketView market,
            Resolver resolver,
            Supplier<MachineResource> machine,
            Duration limit) {
        this.platform = platform;
        this.market = market;
        this.resolver = resolver;
        this.machine = machine;
        this.limit = limit;
    }

    /** Refuses to do without a plugin that others need. */
    void checkWithout(Member member, String what) {
        checkWithout(member, List.of(), what);
    }

    /** Refuses to do without a plugin, and others that go with it, that others need. */
    void checkWithout(Member member, List<Member> following, String what) {
        List<Member> absent =
                Stream.concat(Stream.of(member), following.stream()).toList();
        resolve(absent, List.of(), Offered.NOTHING).problem().ifPresent(problem -> {
            throw new AdminException(
                    Reason.UNRESOLVABLE, member.symbolicName() + " cannot be " + what + ": without it " + problem);
        });
    }

    /** Refuses bundles that do not resolve beside what runs. */
    void checkWith(List<BundleRevision> added) {
        resolve(List.of(), added, Offered.NOTHING).problem().ifPresent(problem -> {
            throw new AdminException(Reason.UNRESOLVABLE, problem);
        });
    }

    /** Refuses a draft whose whole set does not resolve; what is not here yet is as the index describes it. */
    void check(Draft draft, List<BundleRevision> here) {
        List<Resource> added = new ArrayList<>(here);
        market.last().ifPresent(catalogue -> draft.additions().stream()
                .filter(addition -> addition.source().isPresent())
                .map(Addition::member)
                .flatMap(member -> catalogue.release(member.symbolicName(), member.sha256()).stream())
                .map(OfferedResource::new)
                .forEach(added::add));
        resolve(draft.removals(), added, Offered.NOTHING).problem().ifPresent(problem -> {
            throw new AdminException(Reason.UNRESOLVABLE, problem);
        });
    }

    record Resolution(Set<Resource> resources, Optional<String> problem) {
        /** Returns what of the marketplace is in it. */
        Stream<OfferedResource> offered() {
            return resources.stream().filter(OfferedResource.class::isInstance).map(OfferedResource.class::cast);
        }

        List<Addition> additions(Catalogue catalogue) {
            return offered()
                    .map(OfferedResource::release)
                    .sorted(Comparator.comparing(Release::id))
                    .map(release -> Addition.of(release, catalogue.snapshot()))
                    .toList();
        }
    }

    /** Begins a search whose solutions must all be found within the time limit. */
    Search search() {
        return new Search(resolver, limit);
    }

    Resolution resolve(List<Member> absent, List<? extends Resource> added, Offered offered) {
        return resolve(search(), absent, added, offered);
    }

    /**
     * Resolves what runs, without and with something.
     *
     * @throws AdminException if no solution was found in time
     */
    Resolution resolve(Search search, List<Member> absent, List<? extends Resource> added, Offered offered) {
        MachineResource here = machine.get();
        List<Resource> wanted = new ArrayList<>(platform.revisionsWithout(absent));
        wanted.add(here);
        wanted.addAll(added);
        String named = named(absent, added);
        // what is amiss already seldom matters, and to look for it takes a third of a change
        if (offered == Offered.NOTHING) {
            try {
                return solved(search, new DesiredSet(wanted, offered, List.of()), named);
            } catch (ResolutionException e) {
                LOG.debug("Looking for what was amiss before", e);
            }
        }
        List<Requirement> excused = amiss(here);
        try {
            return solved(search, new DesiredSet(wanted, offered, excused), named);
        } catch (ResolutionException e) {
            return unsolved(new DesiredSet(wanted, offered, excused), added, wanted, e);
        }
    }

    /** What nobody meets of the requirements of what runs: it must not keep the operator from changing something else. */
    private List<Requirement> amiss(MachineResource here) {
        List<Resource> running = new ArrayList<>(platform.revisionsWithout(List.of()));
        running.add(here);
        return DesiredSet.unmet(running);
    }

    private static Resolution solved(Search search, DesiredSet set, String named) throws ResolutionException {
        return new Resolution(search.resolve(set, named), Optional.empty());
    }

    private Resolution unsolved(
            DesiredSet set, List<? extends Resource> added, List<Resource> wanted, ResolutionException why) {
        List<Resource> suspects = new ArrayList<>(added);
        suspects.addAll(wanted);
        Unresolved reason = new Unresolved(
                set, market.last().map(Catalogue::capabilities).orElseGet(() -> new CapabilityIndex(List.of())));
        String problem = suspects.stream()
                .flatMap(resource -> reason.explain(resource).stream())
                .findFirst()
                .orElseGet(() ->
                        String.valueOf(why.getMessage()).lines().findFirst().orElse("it does not resolve"));
        return new Resolution(Set.of(), Optional.of(problem));
    }

    private static String named(List<Member> absent, List<? extends Resource> added) {
        String with = added.stream().map(Manifests::label).collect(Collectors.joining(", "));
        return with.isEmpty()
                ? "the set without " + absent.stream().map(Member::symbolicName).collect(Collectors.joining(", "))
                : "with " + with + " there is too much to weigh; name one release with --version to leave less to try";
    }

    /** Returns why a solution has the variants of models that it has. */
    List<String> choices(Resolution resolution, Catalogue catalogue) {
        return new VariantChoice(catalogue, machine.get()).reasons(resolution.offered());
    }

    /** Returns what may be added to what runs, but for one plugin. */
    Offered offered(Catalogue catalogue, String except) {
        Set<String> running =
                platform.current().members().stream().map(Member::symbolicName).collect(Collectors.toSet());
        return catalogue.offered(id -> !id.equals(except) && !running.contains(id));
    }
}
