// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one thread that are under way, outermost first: what it calls, for whom and since when. Written by the
 * thread alone, without a lock and without memory shared with other callers; read by whoever wants to know whether
 * something is still called. These are hazard pointers (M. Michael, "Hazard Pointers: Safe Memory Reclamation for
 * Lock-Free Objects", IEEE TPDS 15(6), 2004): a caller first says what it is going to call and then looks whether that is
 * closed; whoever closes first closes and then looks who calls. Both writes are volatile, so one of the two sees the
 * other.
 */
final class Slots {
    private static final int FIRST_DEPTH = 8;
    private static final int SWEPT_EACH = 256;
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(Closable[].class);
    private static final ConcurrentLinkedQueue<WeakReference<Slots>> ALL = new ConcurrentLinkedQueue<>();
    private static final ThreadLocal<Slots> OWN = ThreadLocal.withInitial(Slots::new);

    /** Coarse time: reading the machine's clock would take as long as all the rest of a call through a front. */
    private static volatile long nowNanos = System.nanoTime();

    private final WeakReference<Thread> thread = new WeakReference<>(Thread.currentThread());
    private volatile Frames frames = new Frames(FIRST_DEPTH);
    private int depth;
    private boolean interrupted;

    /** Something that can be called until it is closed. */
    abstract static class Closable {
        private volatile boolean closed;

        final boolean isClosed() {
            return closed;
        }

        final void close() {
            closed = true;
        }

        /** Returns what this belongs to, and is a use of: itself where it stands alone. */
        Closable owner() {
            return this;
        }
    }

    /** A call under way. */
    record Use(String holder, long sinceNanos) {}

    private static final class Frames {
        private final @Nullable Closable[] called;
        private final String[] holders;
        private final long[] since;

        private Frames(int size) {
            called = new Closable[size];
            holders = new String[size];
            since = new long[size];
        }

        private Frames(Frames smaller) {
            int size = smaller.called.length * 2;
            called = Arrays.copyOf(smaller.called, size);
            holders = Arrays.copyOf(smaller.holders, size);
            since = Arrays.copyOf(smaller.since, size);
        }
    }

    private Slots() {
        ALL.add(new WeakReference<>(this));
        if (MADE.incrementAndGet() % SWEPT_EACH == 0) {
            ALL.removeIf(slots -> slots.get() == null); // of threads that have ended
        }
    }

    /** Lets time go on; ages are as exact as this is called often. */
    static void tick() {
        nowNanos = System.nanoTime();
    }

    static Slots ofThread() {
        return OWN.get();
    }

    /**
     * Says what this thread is going to call. If that {@linkplain Closable#isClosed() is closed} afterwards, it must
     * not be called.
     */
    void enter(Closable called, String holder) {
        Frames mine = frames;
        if (depth == mine.called.length) {
            mine = new Frames(mine);
            frames = mine;
        }
        mine.holders[depth] = holder;
        mine.since[depth] = nowNanos;
        ELEMENT.setVolatile(mine.called, depth, called);
        depth++;
    }

    /** Ends the innermost call. */
    void leave() {
        depth--;
        ELEMENT.setVolatile(frames.called, depth, null);
    }

    /** Takes back the interruption of a call that has been left; one that came from elsewhere stays. */
    synchronized void calm() {
        if (interrupted) {
            interrupted = false;
            Thread.interrupted();
        }
    }

    /** Interrupts the thread if it still calls that. */
    private synchronized void interruptIn(Closable called) {
        Thread caller = thread.get();
        if (caller != null && calls(each -> each == called)) {
            interrupted = true;
            caller.interrupt();
        }
    }

    private boolean calls(Predicate<Closable> which) {
        Frames theirs = frames;
        for (int i = 0; i < theirs.called.length; i++) {
            Closable called = (Closable) ELEMENT.getVolatile(theirs.called, i);
            if (called != null && which.test(called)) {
                return true;
            }
        }
        return false;
    }

    /** Interrupts all threads that call something, but not the one that asks. */
    static void interrupt(Closable called) {
        forEach(slots -> slots.interruptIn(called));
    }

    /**
     * Says whether something, or what belongs to it, is being called, by another thread than the one that asks: it would
     * wait for itself.
     */
    static boolean isUsed(Closable called) {
        boolean[] used = new boolean[1];
        forEach(slots -> used[0] |= slots.calls(each -> each == called || each.owner() == called));
        return used[0];
    }

    /** Hears of each call of something itself, except those of the thread that asks. */
    static void uses(Closable called, Consumer<Use> each) {
        forEach(slots -> {
            Frames theirs = slots.frames;
            for (int i = 0; i < theirs.called.length; i++) {
                if (ELEMENT.getVolatile(theirs.called, i) == called) {
                    Thread caller = slots.thread.get();
                    String thread = caller == null ? "a thread that has ended" : caller.getName();
                    each.accept(new Use(theirs.holders[i] + ", thread " + thread, theirs.since[i]));
                }
            }
        });
    }

    private static void forEach(Consumer<Slots> each) {
        Slots own = OWN.get();
        for (Iterator<WeakReference<Slots>> all = ALL.iterator(); all.hasNext(); ) {
            Slots slots = all.next().get();
            if (slots == null) {
                all.remove();
            } else if (slots != own) {
                each.accept(slots);
            }
        }
    }
}
