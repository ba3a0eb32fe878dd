// SPDX-License-Identifier: Apache-2.0
package dev.tenon.console;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.Bundle;

/** One file of the console. */
record Page(byte[] content, String type, String tag) {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    /** Reads every file below a folder of a bundle, by its path there. */
    static Map<String, Page> all(Bundle bundle, String folder) throws IOException {
        Map<String, Page> pages = new TreeMap<>();
        Enumeration<URL> entries = bundle.findEntries(folder, "*.*", true);
        for (URL url : entries == null ? Collections.<URL>emptyList() : Collections.list(entries)) {
            try (InputStream in = url.openStream()) {
                byte[] content = in.readAllBytes();
                pages.put(
                        url.getPath().substring(folder.length()), new Page(content, type(url.getPath()), tag(content)));
            }
        }
        if (!pages.containsKey("/index.html")) {
            throw new IOException("the bundle has no " + folder + "/index.html");
        }
        return pages;
    }

    private static String type(String path) throws IOException {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IOException("nobody knows the media type of " + path);
        }
        return type;
    }

    private static String tag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(digest, 0, 8) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
