// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Initializes each servlet once, before its first request. While a plugin is replaced its releases take turns: a request
 * that reached the old one may come late, after the first to the new one. Holds no servlet. Thread-safe.
 */
final class FirstUse {
    private final List<WeakReference<Servlet>> initialized = new CopyOnWriteArrayList<>();

    /**
     * Returns when the servlet is initialized.
     *
     * @throws ServletException as its {@code init}; the next caller tries again
     */
    void of(Servlet servlet, ServletConfig config) throws ServletException {
        if (isReady(servlet)) {
            return;
        }
        synchronized (this) {
            if (!isReady(servlet)) {
                servlet.init(config);
                initialized.removeIf(reference -> reference.get() == null);
                initialized.add(new WeakReference<>(servlet));
            }
        }
    }

    private boolean isReady(Servlet servlet) {
        for (WeakReference<Servlet> reference : initialized) {
            if (reference.refersTo(servlet)) {
                return true;
            }
        }
        return false;
    }
}
