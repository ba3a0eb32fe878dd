// SPDX-License-Identifier: Apache-2.0
package dev.tenon.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Reads every byte of a jar once, so that whatever later reads it (the container, a class loader) meets no surprise:
 * names, sizes as they really are, checksums and class file versions.
 */
final class JarEntries {
    private static final int JAVA_17 = 61;
    private static final int CLASS_MAGIC = 0xCAFEBABE;

    private final ZipFile zip;
    private final Limits limits;
    private final Findings findings;
    private final Set<String> names = new HashSet<>();
    private long inflated;

    JarEntries(ZipFile zip, Limits limits, Findings findings) {
        this.zip = zip;
        this.limits = limits;
        this.findings = findings;
    }

    /** Checks every entry; false if the jar must not be looked at any further. */
    boolean check() throws IOException {
        if (zip.size() > limits.maxEntries()) {
            findings.add("zip-bomb", "the jar has " + zip.size() + " entries", "at most " + limits.maxEntries());
            return false;
        }
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            if (!checkName(entry.getName()) || !entry.isDirectory() && !checkContent(entry)) {
                return false;
            }
        }
        return true;
    }

    Set<String> names() {
        return names;
    }

    /** Reads a file whole; empty if the jar has none of that name or it is larger than allowed. */
    Optional<byte[]> bytes(String name, int maxBytes) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null || entry.isDirectory()) {
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            return bytes.length > maxBytes ? Optional.empty() : Optional.of(bytes);
        }
    }

    private boolean checkName(String name) {
        boolean climbs = ("/" + name + "/").contains("/../");
        if (climbs || name.startsWith("/") || name.contains("\\") || name.indexOf('\0') >= 0) {
            findings.add(
                    "unsafe-entry",
                    "the jar has an entry named '" + printable(name) + "'",
                    "build it with relative names and without '..'");
            return false;
        }
        if (!names.add(name)) {
            findings.add("unsafe-entry", "the jar has two entries named '" + printable(name) + "'", "build it anew");
            return false;
        }
        return true;
    }

    private boolean checkContent(ZipEntry entry) throws IOException {
        CRC32 crc = new CRC32();
        long size = 0;
        byte[] head = new byte[8];
        byte[] buffer = new byte[16 << 10];
        try (InputStream in = zip.getInputStream(entry)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int i = 0; i < n && size + i < head.length; i++) {
                    head[(int) size + i] = buffer[i];
                }
                crc.update(buffer, 0, n);
                size += n;
                inflated += n;
                if (bomb(entry, size)) {
                    findings.add(
                            "zip-bomb",
                            "the jar inflates out of proportion at '" + printable(entry.getName()) + "'",
                            "at most " + (limits.maxInflatedBytes() >> 20) + " MiB in all and 1:" + limits.maxRatio()
                                    + " a file");
                    return false;
                }
            }
        } catch (ZipException e) {
            return damaged(entry);
        }
        if (crc.getValue() != entry.getCrc()) {
            return damaged(entry);
        }
        checkClassVersion(entry.getName(), head, size);
        return true;
    }

    private boolean bomb(ZipEntry entry, long size) {
        return inflated > limits.maxInflatedBytes()
                || size > Limits.RATIO_COUNTS_FROM_BYTES
                        && size / Math.max(1, entry.getCompressedSize()) > limits.maxRatio();
    }

    private boolean damaged(ZipEntry entry) {
        findings.add(
                "damaged",
                "the jar's entry '" + printable(entry.getName()) + "' does not match its checksum",
                "send the file again, or build it anew");
        return false;
    }

    /** Classes of a library that stands as a jar on the Bundle-ClassPath. */
    void checkNestedClasses(String jarName) throws IOException {
        ZipEntry entry = zip.getEntry(jarName);
        if (entry == null || entry.isDirectory()) {
            return;
        }
        try (ZipInputStream in = new ZipInputStream(zip.getInputStream(entry))) {
            for (ZipEntry nested = in.getNextEntry(); nested != null; nested = in.getNextEntry()) {
                checkClassVersion(nested.getName(), in.readNBytes(8), 8);
            }
        } catch (ZipException e) {
            findings.add("damaged", "the jar '" + jarName + "' inside cannot be read", "build it anew");
        }
    }

    private void checkClassVersion(String name, byte[] head, long size) {
        if (!name.endsWith(".class") || name.endsWith("module-info.class") || size < 8 || head.length < 8) {
            return;
        }
        int magic = (head[0] & 255) << 24 | (head[1] & 255) << 16 | (head[2] & 255) << 8 | head[3] & 255;
        int major = (head[6] & 255) << 8 | head[7] & 255;
        if (magic == CLASS_MAGIC && major > highestMajor(name) && noClassFindingYet()) {
            findings.add(
                    "class-version",
                    "the class " + printable(name) + " is compiled for Java " + (major - 44),
                    "compile with --release 17");
        }
    }

    /** {@code META-INF/versions/N/} is only read by Java N and later. */
    private static int highestMajor(String name) {
        String prefix = "META-INF/versions/";
        if (name.startsWith(prefix)) {
            int slash = name.indexOf('/', prefix.length());
            String number = slash < 0 ? "" : name.substring(prefix.length(), slash);
            if (number.matches("\\d{1,3}")) {
                return Math.max(JAVA_17, Integer.parseInt(number) + 44);
            }
        }
        return JAVA_17;
    }

    private boolean noClassFindingYet() {
        return findings.all().stream().noneMatch(finding -> finding.code().equals("class-version"));
    }

    static String printable(String name) {
        String clean = name.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > 120 ? clean.substring(0, 120) + "…" : clean;
    }
}
