// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.Generations;
import dev.tenon.generation.Member;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The admin API's {@link Generations}, over the generation files. */
@Component
public final class GenerationHistory implements Generations {
    private final Platform platform;

    /**
     * Starts on a home.
     *
     * @param context names it
     */
    @Activate
    public GenerationHistory(BundleContext context) {
        platform = new Platform(context);
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
}
