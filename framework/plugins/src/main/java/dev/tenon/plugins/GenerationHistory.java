// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.Generations;
import dev.tenon.generation.Member;
import dev.tenon.trust.VerifiedIndex;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The admin API's {@link Generations}, over the generation files. */
@Component
public final class GenerationHistory implements Generations {
    private final Platform platform;
    private final VerifiedIndex index;

    /**
     * Starts on a home.
     *
     * @param context names it
     * @param index of the trusted marketplace
     */
    @Activate
    public GenerationHistory(BundleContext context, @Reference VerifiedIndex index) {
        platform = new Platform(context);
        this.index = index;
    }

    @Override
    public List<Generation> history() {
        long current = platform.current().number();
        try {
            return platform.generations().history().stream()
                    .map(generation -> new Generation(
                            generation.number(),
                            Instant.parse(generation.created()),
                            generation.reason(),
                            generation.members().stream()
                                    .filter(member -> member.origin() != Member.Origin.DISTRIBUTION)
                                    .map(GenerationHistory::label)
                                    .toList(),
                            generation.number() == current))
                    .toList();
        } catch (IOException e) {
            throw platform.storage("the generations cannot be listed", e);
        }
    }

    private static String label(Member member) {
        return member.symbolicName() + " " + member.version() + (member.unsigned() ? " (unsigned)" : "");
    }

    @Override
    public Difference difference(long from, long to) {
        return Differences.between(platform.generation(Long.toString(from)), platform.generation(Long.toString(to)));
    }

    @Override
    public Lock lock() {
        String market =
                index.last().map(snapshot -> snapshot.market().toString()).orElse("marketplace");
        return new Lock(
                LockFile.FORMAT,
                platform.plugins().values().stream()
                        .sorted(Comparator.comparing(Member::symbolicName))
                        .map(member -> new Lock.Plugin(
                                member.symbolicName(),
                                member.version(),
                                member.sha256(),
                                member.bytes(),
                                member.origin() == Member.Origin.MARKETPLACE
                                        ? market
                                        : member.origin().name().toLowerCase(Locale.ROOT)))
                        .toList());
    }
}
