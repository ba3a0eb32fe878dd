// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.Plan.Touched;
import dev.tenon.generation.Member;
import dev.tenon.runtime.ServiceOrigin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/** Who stays and notices it when a plugin goes: by requirements, by services in use, by wires between classes. */
final class Neighbours {
    private static final String SERVICE = "osgi.service";
    private static final String ALL_CLASSES = "all its classes";

    private final Platform platform;

    Neighbours(Platform platform) {
        this.platform = platform;
    }

    /** Returns the running plugins that use what goes or is replaced, sorted by id. */
    List<Touched> touched(Draft draft) {
        Map<String, Member> plugins = platform.plugins();
        List<Touched> touched = new ArrayList<>();
        for (Member goes : draft.removals()) {
            Optional<Bundle> old = platform.bundle(goes);
            if (old.isEmpty()) { // its jar is lost: nobody can use it
                continue;
            }
            Collection<Bundle> refreshed = closure(old.get());
            plugins.values().stream()
                    .filter(stays -> !draft.removals().contains(stays))
                    .forEach(stays -> platform.bundle(stays)
                            .filter(user -> user.getState() == Bundle.ACTIVE)
                            .flatMap(user -> use(user, old.get(), refreshed.contains(user)))
                            .map(use -> new Touched(
                                    stays.symbolicName(), stays.version(), goes.symbolicName(), use.through, use.wired))
                            .ifPresent(touched::add));
        }
        touched.sort(Comparator.comparing(Touched::id).thenComparing(Touched::of));
        return touched;
    }

    /** Returns why Tenon must be started again for a change, one sentence; empty if it need not. */
    String restart(Draft draft) {
        Map<String, Member> plugins = platform.plugins();
        List<Member> parts = platform.current().members().stream()
                .filter(member ->
                        member.origin() == Member.Origin.DISTRIBUTION && !plugins.containsKey(member.symbolicName()))
                .toList();
        for (Member goes : draft.removals()) {
            if (parts.contains(goes)) {
                return goes.symbolicName() + " is a part of the platform, which is never replaced while Tenon runs";
            }
            Collection<Bundle> refreshed =
                    platform.bundle(goes).map(this::closure).orElse(List.of());
            Optional<Member> part = parts.stream()
                    .filter(member ->
                            platform.bundle(member).filter(refreshed::contains).isPresent())
                    .findFirst();
            if (part.isPresent()) {
                return part.get().symbolicName() + ", a part of the platform, uses classes of " + goes.symbolicName()
                        + " and is never replaced while Tenon runs";
            }
        }
        return "";
    }

    /** Returns what the framework would stop and start again if a bundle went. */
    private Collection<Bundle> closure(Bundle bundle) {
        return platform.context().getBundle().adapt(FrameworkWiring.class).getDependencyClosure(List.of(bundle));
    }

    /**
     * How a plugin uses another.
     *
     * @param through what it uses
     * @param wired whether its classes are wired to the other's
     */
    private record Use(String through, boolean wired) {}

    private Optional<Use> use(Bundle user, Bundle old, boolean wired) {
        if (wired) {
            return Optional.of(new Use(classes(user, old), true));
        }
        return required(Platform.revision(user), Platform.revision(old))
                .or(() -> services(user, old.getSymbolicName()))
                .map(through -> new Use(through, false));
    }

    private static String classes(Bundle user, Bundle old) {
        BundleRevision revision = Platform.revision(user);
        if (revision.getWiring() == null) {
            return ALL_CLASSES;
        }
        return revision.getWiring().getRequiredWires("osgi.wiring.package").stream()
                .filter(wire -> old.equals(wire.getProvider().getBundle()))
                .map(wire -> "package " + wire.getCapability().getAttributes().get("osgi.wiring.package"))
                .findFirst()
                .orElse(ALL_CLASSES);
    }

    private static Optional<String> required(Resource user, Resource old) {
        return user.getRequirements(null).stream()
                .filter(requirement -> requirement.getNamespace().startsWith("tenon.")
                        || requirement.getNamespace().equals(SERVICE))
                .filter(requirement ->
                        old.getCapabilities(requirement.getNamespace()).stream().anyMatch(Match.of(requirement)::by))
                .map(requirement -> words(requirement, old))
                .findFirst();
    }

    private static String words(Requirement requirement, Resource old) {
        if (!requirement.getNamespace().equals(SERVICE)) {
            return requirement.getNamespace();
        }
        return old.getCapabilities(SERVICE).stream()
                .filter(Match.of(requirement)::by)
                .flatMap(capability -> Manifests.texts(capability.getAttributes(), Constants.OBJECTCLASS).stream())
                .findFirst()
                .map(name -> "service " + name)
                .orElse("a service");
    }

    /** What a plugin offers stands behind fronts, and they tell who uses them. */
    private Optional<String> services(Bundle user, String old) {
        ServiceReference<?>[] offered;
        try {
            offered = platform.context().getAllServiceReferences(null, "(" + ServiceOrigin.PLUGIN_ID + "=" + old + ")");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(old + " is no plugin's id", e);
        }
        return (offered == null ? Stream.<ServiceReference<?>>empty() : Arrays.stream(offered))
                .filter(service -> service.getUsingBundles() != null
                        && Arrays.asList(service.getUsingBundles()).contains(user))
                .map(service -> "service " + ((String[]) service.getProperty(Constants.OBJECTCLASS))[0])
                .findFirst();
    }
}
