// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.generation.BootSet;
import dev.tenon.generation.ContentStore;
import dev.tenon.generation.DurableFiles;
import dev.tenon.generation.Generation;
import dev.tenon.generation.GenerationStore;
import dev.tenon.generation.Home;
import dev.tenon.generation.HomeException;
import dev.tenon.generation.Member;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRevision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running host, seen from inside: its framework, its home, its current generation. Thread-safe. */
final class Platform {
    private static final Logger LOG = LoggerFactory.getLogger(Platform.class);

    private final BundleContext context;
    private final Home home;
    private final Path distribution;
    private final ContentStore content;
    private final GenerationStore generations;

    Platform(BundleContext context) {
        this.context = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getBundleContext();
        home = new Home(Path.of(context.getProperty("tenon.home")));
        distribution = Path.of(context.getProperty("tenon.distribution"));
        content = new ContentStore(home);
        generations = new GenerationStore(home);
    }

    BundleContext context() {
        return context;
    }

    Home home() {
        return home;
    }

    Path distribution() {
        return distribution;
    }

    ContentStore content() {
        return content;
    }

    GenerationStore generations() {
        return generations;
    }

    /** Returns the generation that runs. */
    Generation current() {
        try {
            return generations
                    .current()
                    .orElseThrow(
                            () -> new AdminException(Reason.STORAGE, "no generation is current in " + home.root()));
        } catch (HomeException e) {
            throw new AdminException(Reason.STORAGE, e.getMessage(), e);
        }
    }

    /**
     * Returns one generation that is kept.
     *
     * @param number as an operator typed it
     */
    Generation generation(String number) {
        if (!number.matches("\\d{1,18}")) {
            throw new AdminException(
                    Reason.BAD_REQUEST,
                    "'" + number + "' is no number of a generation; ./tenon plugin history lists them");
        }
        try {
            return generations
                    .find(Long.parseLong(number))
                    .orElseThrow(() -> new AdminException(
                            Reason.UNKNOWN,
                            "generation " + number + " is not kept; ./tenon plugin history lists those that are"));
        } catch (HomeException e) {
            throw new AdminException(Reason.STORAGE, e.getMessage(), e);
        }
    }

    /** Returns the member that the distribution brings under a name. */
    Optional<Member> brought(String symbolicName) {
        return bootSet().members().stream()
                .filter(member -> member.symbolicName().equals(symbolicName))
                .findFirst();
    }

    String location(Member member) {
        return member.location(content, distribution);
    }

    /** Returns the locations of all bundles that the distribution brings, whether or not they run. */
    Set<String> locationsOfDistribution() {
        return bootSet().members().stream().map(this::location).collect(Collectors.toSet());
    }

    private BootSet bootSet() {
        try {
            return BootSet.read(distribution.resolve("bundles"));
        } catch (HomeException e) {
            throw new AdminException(Reason.STORAGE, e.getMessage(), e);
        }
    }

    /** Installs a member. Without the file of the next bundle's number Felix need not wait for the disk, as at its start. */
    Bundle install(Member member) throws BundleException {
        File nextId = context.getDataFile("bundle.id");
        if (nextId != null && nextId.exists() && !nextId.delete()) {
            LOG.debug("{} stays", nextId);
        }
        return context.installBundle(location(member));
    }

    /** Returns the bundle of a member, empty if it could not be installed. */
    Optional<Bundle> bundle(Member member) {
        return Optional.ofNullable(context.getBundle(location(member)));
    }

    /** Returns the members of the current generation that are plugins, by id. */
    Map<String, Member> plugins() {
        return current().members().stream()
                .filter(member -> bundle(member)
                        .flatMap(b -> Manifests.plugin(revision(b)))
                        .isPresent())
                .collect(Collectors.toMap(Member::symbolicName, member -> member, (a, b) -> b));
    }

    /** Returns the member of the current generation that bears a name, be it a plugin or a part of the platform. */
    Optional<Member> member(String symbolicName) {
        return current().members().stream()
                .filter(member -> member.symbolicName().equals(symbolicName))
                .findFirst();
    }

    /** Returns what runs, the framework itself included, without the members named and the disabled ones. */
    List<BundleRevision> revisionsWithout(List<Member> absent) {
        List<BundleRevision> revisions = new ArrayList<>();
        revisions.add(revision(context.getBundle()));
        Generation current = current();
        current.members().stream()
                .filter(member -> !absent.contains(member)
                        && !current.plugin(member.symbolicName()).disabled())
                .forEach(member -> bundle(member).ifPresent(b -> revisions.add(revision(b))));
        return revisions;
    }

    /** Says whether the host leaves a bundle out because a start of it did not end ({@code run/stuck}). */
    boolean isStuck(Bundle bundle) {
        try {
            List<String> digests = Files.readAllLines(home.run().resolve("stuck"));
            return current().members().stream()
                    .anyMatch(member ->
                            location(member).equals(bundle.getLocation()) && digests.contains(member.sha256()));
        } catch (IOException e) {
            return false; // there is no such file as long as nothing was stuck
        }
    }

    static BundleRevision revision(Bundle bundle) {
        return bundle.adapt(BundleRevision.class);
    }

    /** Turns a failure of the disk into the refusal that the operator reads. */
    AdminException storage(String what, IOException e) {
        return new AdminException(
                Reason.STORAGE,
                what + " (" + DurableFiles.reason(e) + "): check free space and permissions of " + home.root(),
                e);
    }
}
