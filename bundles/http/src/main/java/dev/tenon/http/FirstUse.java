// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * Initializes each servlet once, before its first request. While a plugin is replaced its releases take turns: a request
 * that reached the old one may come late, after the first to the new one. Holds no servlet. Thread-safe.
 */
final class FirstUse {
    private final List<Entry> entries = new ArrayList<>();

    private static final class Entry {
        private final WeakReference<Servlet> servlet;
        private volatile boolean ready;

        private Entry(Servlet servlet) {
            this.servlet = new WeakReference<>(servlet);
        }
    }

    /**
     * Returns when the servlet is initialized.
     *
     * @throws ServletException as its {@code init}; the next caller tries again
     */
    void of(Servlet servlet, ServletConfig config) throws ServletException {
        Entry entry = entry(servlet);
        if (!entry.ready) {
            synchronized (entry) { // other servlets need not wait for this one
                if (!entry.ready) {
                    servlet.init(config);
                    entry.ready = true;
                }
            }
        }
    }

    /** Says whether a servlet is initialized, and so wants to be destroyed. */
    boolean wasOf(Servlet servlet) {
        return entry(servlet).ready;
    }

    private synchronized Entry entry(Servlet servlet) {
        for (Entry entry : entries) {
            if (entry.servlet.refersTo(servlet)) {
                return entry;
            }
        }
        entries.removeIf(entry -> entry.servlet.refersTo(null));
        Entry made = new Entry(servlet);
        entries.add(made);
        return made;
    }
}
