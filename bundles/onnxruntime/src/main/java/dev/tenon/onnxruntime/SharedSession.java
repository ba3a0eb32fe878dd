// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One holder's share of a native session. Whoever opens the same file in the same way gets the same session, and the last
 * one to close frees it: while one release of a backend hands over to the next, a model is in memory once. Thread-safe;
 * the session itself may be run by several threads at once, but must not be run by a holder that has closed its share.
 */
public final class SharedSession implements AutoCloseable {
    private static final Map<Key, Loaded> LOADED = new HashMap<>();

    private final Key key;
    private final Loaded loaded;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** The file as it is now, and how it is run. */
    private record Key(Path file, Object identity, long bytes, long modifiedMillis, String configuration) {
        private static Key of(Path file, String configuration) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Object identity = attributes.fileKey();
            return new Key(
                    file.toRealPath(),
                    identity == null ? "" : identity,
                    attributes.size(),
                    attributes.lastModifiedTime().toMillis(),
                    configuration);
        }
    }

    /** A session and how many hold it; loaded by the first, for whom the others wait. Guarded by itself. */
    private static final class Loaded {
        private int holders;
        private OrtSession session;
    }

    private SharedSession(Key key, Loaded loaded) {
        this.key = key;
        this.loaded = loaded;
    }

    /**
     * Takes a share, loading the model if nobody holds it. Blocks while it is loaded.
     *
     * @param environment of this process
     * @param model the model's file
     * @param options used if the model is loaded; must be those that {@code configuration} stands for
     * @param configuration what makes two sessions of one file different, as text
     * @return to be closed once
     * @throws IOException if the file cannot be looked at
     * @throws OrtException if it cannot be loaded
     */
    public static SharedSession open(
            OrtEnvironment environment, Path model, OrtSession.SessionOptions options, String configuration)
            throws IOException, OrtException {
        Key key = Key.of(model, configuration);
        Loaded loaded;
        synchronized (LOADED) {
            loaded = LOADED.computeIfAbsent(key, absent -> new Loaded());
            loaded.holders++;
        }
        SharedSession share = new SharedSession(key, loaded);
        try {
            synchronized (loaded) {
                if (loaded.session == null) {
                    loaded.session = environment.createSession(model.toString(), options);
                }
            }
            return share;
        } catch (OrtException | RuntimeException | Error e) {
            share.close();
            throw e;
        }
    }

    /**
     * Returns the native session.
     *
     * @return open until this share is closed; to be closed by nobody
     */
    public OrtSession session() {
        synchronized (loaded) {
            return loaded.session;
        }
    }

    /**
     * Counts the native sessions that are held by anybody.
     *
     * @return at least 0
     */
    public static int count() {
        synchronized (LOADED) {
            return LOADED.size();
        }
    }

    /**
     * Gives the share back; the last one frees the session. Calls after the first do nothing.
     *
     * @throws OrtException if ONNX Runtime cannot free it
     */
    @Override
    public void close() throws OrtException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        synchronized (LOADED) {
            loaded.holders--;
            if (loaded.holders > 0) {
                return;
            }
            LOADED.remove(key, loaded);
        }
        synchronized (loaded) {
            if (loaded.session != null) {
                loaded.session.close();
            }
        }
    }
}
