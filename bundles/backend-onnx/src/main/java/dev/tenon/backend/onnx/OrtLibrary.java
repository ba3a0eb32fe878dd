// SPDX-License-Identifier: Apache-2.0
package dev.tenon.backend.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.BackendException.Reason;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ONNX Runtime in this process, loaded at its first use. Its one environment and thread pool belong to the class loader
 * of its bundle and outlive every version of this backend. Thread-safe.
 */
final class OrtLibrary {
    /** Read by ONNX Runtime's own loader, once, when its first class is initialized. */
    static final String NATIVE_PATH = "onnxruntime.native.path";

    private static final Logger LOG = LoggerFactory.getLogger(OrtLibrary.class);
    private static final String CLAIM = "dev.tenon.backend.onnx.loaded:";

    private final Optional<Path> cache;
    private final int threads;
    private @Nullable OrtEnvironment environment;

    /**
     * Prepares, loads nothing.
     *
     * @param cache folder for unpacked natives; empty leaves that to ONNX Runtime, which uses the temporary folder
     * @param threads size of the thread pool that sessions share, at least 1
     */
    OrtLibrary(Optional<Path> cache, int threads) {
        this.cache = cache;
        this.threads = threads;
    }

    /** Returns how many threads a session that asks for some of its own gets. */
    int atMost(int asked) {
        return Math.min(asked, threads);
    }

    /**
     * Returns the environment, loading ONNX Runtime at the first call.
     *
     * @return the one of this process
     * @throws BackendException if there are no natives for this platform, or they cannot be unpacked or loaded
     */
    synchronized OrtEnvironment environment() throws BackendException {
        OrtEnvironment current = environment;
        if (current == null) {
            current = load();
            environment = current;
        }
        return current;
    }

    private OrtEnvironment load() throws BackendException {
        try {
            long begin = System.nanoTime();
            nameNatives();
            OrtEnvironment loaded = create();
            // ORT_DISABLE_TELEMETRY, which ./tenon sets, silences its first moment too
            loaded.setTelemetry(false);
            LOG.info("ONNX Runtime {} loaded in {} ms", loaded.getVersion(), (System.nanoTime() - begin) / 1_000_000);
            return loaded;
        } catch (IOException e) {
            throw new BackendException(
                    Reason.FAILED, "the natives of ONNX Runtime cannot be unpacked into " + cache.orElseThrow(), e);
        } catch (OrtException | LinkageError e) {
            throw new BackendException(
                    Reason.FAILED, "ONNX Runtime does not load on this machine (" + platform() + ")", e);
        }
    }

    /** The hook that ONNX Runtime leaves for the JVM's end keeps the context loader of whoever loads it, for ever. */
    private OrtEnvironment create() throws OrtException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(OrtEnvironment.class.getClassLoader());
        try {
            return environmentWithPool();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private OrtEnvironment environmentWithPool() throws OrtException {
        // FATAL: what goes wrong comes back as an exception and is told or logged once.
        OrtLoggingLevel level = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
        try (OrtEnvironment.ThreadingOptions pool = new OrtEnvironment.ThreadingOptions()) {
            pool.setGlobalIntraOpNumThreads(threads);
            pool.setGlobalInterOpNumThreads(1);
            pool.setGlobalSpinControl(false);
            return OrtEnvironment.getEnvironment(level, "tenon", pool);
        } catch (IllegalStateException e) {
            LOG.debug("ONNX Runtime keeps the thread pool that an earlier version of this backend made", e);
            return OrtEnvironment.getEnvironment();
        }
    }

    private void nameNatives() throws IOException, BackendException {
        Bundle bundle = FrameworkUtil.getBundle(OrtEnvironment.class);
        if (bundle == null || cache.isEmpty()) {
            return;
        }
        String folderInBundle = "ai/onnxruntime/native/" + platform();
        Map<String, URL> libraries = new TreeMap<>();
        var entries = bundle.findEntries(folderInBundle, "*", false);
        for (URL entry : entries == null ? Collections.<URL>emptyList() : Collections.list(entries)) {
            libraries.put(entry.getPath().substring(entry.getPath().lastIndexOf('/') + 1), entry);
        }
        if (libraries.isEmpty()) {
            throw new BackendException(Reason.FAILED, "ONNX Runtime has no natives for this machine: " + platform());
        }
        NativeFolder natives = new NativeFolder(cache.get());
        Path folder = natives.unpack(bundle.getSymbolicName() + " " + bundle.getVersion() + folderInBundle, libraries);
        System.setProperty(NATIVE_PATH, claim(natives, folder).toString());
    }

    /** A second container in one JVM (tests, a restart in place) has another class loader and needs another path. */
    private static Path claim(NativeFolder natives, Path folder) throws IOException {
        String loader = Integer.toHexString(System.identityHashCode(OrtEnvironment.class.getClassLoader()));
        Object holder = System.getProperties().putIfAbsent(CLAIM + folder, loader);
        return holder == null || holder.equals(loader) ? folder : natives.alias(folder);
    }

    /** The folder's name in ONNX Runtime's jar for this machine ({@code linux-x64}). */
    static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String system = os.contains("win") && !os.contains("darwin") ? "win" : os.contains("mac") ? "osx" : "linux";
        String machine =
                switch (arch) {
                    case "amd64", "x86_64" -> "x64";
                    case "arm64" -> "aarch64";
                    default -> arch;
                };
        return system + "-" + machine;
    }
}
