// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.generation.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.osgi.framework.BundleContext;
import org.osgi.resource.Resource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes homes for containers in workers, each a folder of its own in the operator's folder {@code cache/workers}. What is
 * there before the first of them, a host that crashed has left, and it is removed.
 */
@Component(service = WorkerHomes.class)
public final class WorkerHomes {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerHomes.class);

    /** The platform's own bundles that manifests do not always ask for. */
    private static final List<String> ALWAYS = List.of(
            "org.apache.felix.scr", "org.apache.felix.configadmin", "org.apache.felix.metatype", "dev.tenon.api");

    private final Platform platform;
    private final Path folder;

    /**
     * Starts without any.
     *
     * @param context names home and distribution
     */
    @Activate
    public WorkerHomes(BundleContext context) {
        platform = new Platform(context);
        folder = platform.home().cache().resolve("workers");
        try {
            WorkerHome.delete(folder);
        } catch (IOException e) {
            LOG.warn("What workers of an earlier host left in {} stays", folder, e);
        }
    }

    /**
     * Chooses who is in a worker: leads, what the platform always needs, and what these require.
     *
     * @param planned among whom; those that are not installed here are not there either
     * @param isLead who is there in any case
     */
    List<Member> cast(List<Member> planned, Predicate<Member> isLead) {
        Map<Resource, Member> resources = new LinkedHashMap<>();
        List<Resource> leads = new ArrayList<>();
        for (Member member : planned) {
            platform.bundle(member).map(Platform::revision).ifPresent(revision -> {
                resources.put(revision, member);
                if (isLead.test(member) || ALWAYS.contains(member.symbolicName())) {
                    leads.add(revision);
                }
            });
        }
        return Cast.of(leads, resources.keySet()).stream().map(resources::get).toList();
    }

    /**
     * Makes a home.
     *
     * @param reason of its generation
     * @param cast that generation
     * @param files what else lies in it, by relative path
     * @throws IOException if it cannot be made; nothing is left of it
     */
    WorkerHome make(String reason, List<Member> cast, Map<String, Path> files) throws IOException {
        return WorkerHome.make(
                platform, Files.createTempDirectory(Files.createDirectories(folder), ""), reason, cast, files);
    }
}
