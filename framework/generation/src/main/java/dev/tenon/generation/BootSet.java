// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import dev.tenon.catalog.format.FormatException;
import dev.tenon.catalog.format.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The bundles that the distribution brings: {@code bundles/*.jar} and beside them {@code boot.json}, written when the
 * distribution was built, so that no start has to open and digest them again.
 *
 * @param version of the distribution, empty if it does not say
 * @param members in file-name order, all of {@link Member.Origin#DISTRIBUTION}
 */
public record BootSet(String version, List<Member> members) {
    private static final String FILE = "boot.json";

    /** Copies; what an older file lacks is empty. */
    public BootSet {
        version = Objects.requireNonNullElse(version, "");
        members = List.copyOf(members);
    }

    /**
     * Reads the list and checks that each jar is there with its size.
     *
     * @param bundles the distribution's folder {@code bundles}
     * @return the boot set
     * @throws HomeException if the list is missing or a jar is not as it says: the distribution is incomplete
     */
    public static BootSet read(Path bundles) throws HomeException {
        BootSet set;
        try {
            set = Json.read(Files.readString(bundles.resolve(FILE)), BootSet.class);
            for (Member member : set.members) {
                Path jar = bundles.resolve(member.file());
                if (Files.size(jar) != member.bytes()) {
                    throw new HomeException(jar + " has not the size that " + FILE + " says: unpack Tenon again");
                }
            }
        } catch (HomeException e) {
            throw e;
        } catch (IOException e) {
            throw new HomeException(
                    "the distribution is incomplete (" + e.getMessage() + ": " + DurableFiles.reason(e)
                            + "): unpack Tenon again",
                    e);
        } catch (FormatException e) {
            throw new HomeException(bundles.resolve(FILE) + " is damaged: unpack Tenon again", e);
        }
        return set;
    }

    /**
     * Lays what an operator installed over the distribution: a replacement of one of its bundles stays in that bundle's
     * place unless the distribution brings a newer one, and what is installed besides follows.
     *
     * @param members of a generation, of this or of another distribution
     * @param versions order of Bundle-Versions
     * @return the members to run on this distribution
     */
    public List<Member> under(List<Member> members, Comparator<String> versions) {
        Map<String, Member> installed = new LinkedHashMap<>();
        members.stream()
                .filter(member -> member.origin() != Member.Origin.DISTRIBUTION)
                .forEach(member -> installed.put(member.symbolicName(), member));
        List<Member> result = new ArrayList<>();
        for (Member brought : this.members) {
            Member replacement = installed.remove(brought.symbolicName());
            boolean stays = replacement != null && versions.compare(brought.version(), replacement.version()) <= 0;
            result.add(stays ? replacement : brought);
        }
        result.addAll(installed.values());
        return result;
    }

    /**
     * Writes the list; run when the distribution is built.
     *
     * @param arguments the folder {@code bundles}, and the distribution's version
     * @throws IOException if a jar cannot be read or is no bundle
     */
    public static void main(String[] arguments) throws IOException {
        Path bundles = Path.of(arguments[0]);
        List<Member> members = new ArrayList<>();
        try (Stream<Path> files = Files.list(bundles)) {
            for (Path jar :
                    files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
                members.add(describe(jar));
            }
        }
        Files.writeString(
                bundles.resolve(FILE), Json.write(new BootSet(arguments.length > 1 ? arguments[1] : "", members)));
    }

    private static Member describe(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String name = manifest == null ? null : manifest.getMainAttributes().getValue("Bundle-SymbolicName");
            if (name == null) {
                throw new IOException(jar + " is no bundle");
            }
            return new Member(
                    name.split(";", 2)[0].strip(),
                    manifest.getMainAttributes().getValue("Bundle-Version"),
                    Sha256.of(jar),
                    Files.size(jar),
                    Member.Origin.DISTRIBUTION,
                    jar.getFileName().toString());
        }
    }
}
