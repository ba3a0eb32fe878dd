// SPDX-License-Identifier: Apache-2.0
package dev.tenon.workers;

import dev.tenon.workers.Frame.Kind;
import dev.tenon.workers.WorkerException.Reason;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child JVM that answers calls, one after the other. It ends with this process, is killed when it does not answer the
 * heartbeat or a call in time, and once it has ended every further call says how. Thread-safe; a call waits for the one
 * before it.
 */
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private static final Ending INTERRUPTED = new Ending(Reason.CLOSED, "was ended: its caller was interrupted");

    private final WorkerSpec spec;
    private final ChildJvm jvm;
    private final SocketChannel channel;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock calling = new ReentrantLock(true);
    private final CompletableFuture<Ending> ended = new CompletableFuture<>();
    private final Heart heart;

    private volatile String note = "";
    private volatile PendingCall pending = new PendingCall(0);
    private long calls;

    private Worker(WorkerSpec spec, ChildJvm jvm, SocketChannel channel) {
        this.spec = spec;
        this.jvm = jvm;
        this.channel = channel;
        heart = new Heart(spec.beatLimit(), channel, writing, ended, this::end);
    }

    /**
     * Starts a worker and waits until it reports. Blocks, at most the spec's start limit, or until its thread is
     * interrupted.
     *
     * @param spec how
     * @return a worker that takes calls
     * @throws WorkerException if it does not come to be
     */
    public static Worker start(WorkerSpec spec) throws WorkerException {
        return start(spec, WorkerMain.class.getName());
    }

    /** Starts a process that runs another program than {@link WorkerMain}. */
    static Worker start(WorkerSpec spec, String main) throws WorkerException {
        try (Meeting meeting = Meeting.in(spec.run())) {
            Path socket = meeting.socket();
            ChildJvm jvm = ChildJvm.start(spec, main, socket, meeting.secret());
            SocketChannel channel =
                    meeting.await(spec.startLimit(), jvm::isAlive).orElse(null);
            if (channel == null) {
                throw notReported(spec, jvm);
            }
            Worker worker = new Worker(spec, jvm, channel);
            daemon(worker::read, "tenon-worker-read " + spec.name());
            daemon(worker.heart, "tenon-worker-beat " + spec.name());
            return worker;
        } catch (WorkerException e) {
            throw e;
        } catch (IOException e) {
            throw new WorkerException(Reason.NOT_STARTED, "cannot be started: " + e.getMessage(), e);
        }
    }

    private static WorkerException notReported(WorkerSpec spec, ChildJvm jvm) {
        if (Thread.currentThread().isInterrupted()) {
            jvm.kill();
            return of(INTERRUPTED);
        }
        if (jvm.isAlive()) {
            jvm.kill();
            return new WorkerException(
                    Reason.NOT_STARTED,
                    "did not report within " + spec.startLimit().toMillis() + " ms");
        }
        Ending ending = jvm.ending();
        return new WorkerException(
                ending.reason() == Reason.EXITED ? Reason.NOT_STARTED : ending.reason(), ending.sentence());
    }

    private static void daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Calls the worker's handler and waits for its answer. When the limit passes, the worker is killed.
     *
     * @param request what is wanted; not null, at most 16 MiB in all
     * @param limit how long it may take, counted from when the calls before it have ended
     * @return the answer
     * @throws WorkerException if there is none: the handler failed, or the worker ended; the reason says which
     */
    public List<String> call(List<String> request, Duration limit) throws WorkerException {
        return call(request, limit, note -> {});
    }

    /**
     * Calls the worker's handler, hears what it is doing, and waits for its answer. When the limit passes, or the calling
     * thread is interrupted, the worker is killed.
     *
     * @param request what is wanted; not null, at most 16 MiB in all
     * @param limit how long it may take, counted from when the calls before it have ended
     * @param notes hears each note, on the calling thread; of those that come while it still hears another only the last,
     *     and none is lost that no other follows. If it throws, the worker is killed and what it threw is passed on
     * @return the answer
     * @throws WorkerException if there is none: the handler failed, or the worker ended; the reason says which
     */
    public List<String> call(List<String> request, Duration limit, Consumer<String> notes) throws WorkerException {
        calling.lock();
        try {
            PendingCall call = new PendingCall(++calls);
            pending = call;
            note = "";
            if (ended.isDone()) {
                throw of(ended.join());
            }
            write(Frame.of(Kind.CALL, Long.toString(call.number()), request));
            Frame reply = call.await(limit, notes);
            if (reply.kind() == Kind.FAILURE) {
                throw new WorkerException(Reason.FAILED, String.join(" ", reply.rest()));
            }
            return reply.rest();
        } catch (ExecutionException e) {
            throw (WorkerException) e.getCause();
        } catch (TimeoutException e) {
            Ending ending = new Ending(Reason.TIME_LIMIT, "did not answer within " + limit.toMillis() + " ms");
            end(ending);
            throw of(ended.getNow(ending));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(INTERRUPTED);
            throw of(ended.join());
        } catch (RuntimeException | Error e) { // who hears the notes wants no more of it
            close();
            throw e;
        } finally {
            calling.unlock();
        }
    }

    private static WorkerException of(Ending ending) {
        return new WorkerException(ending.reason(), ending.sentence());
    }

    private void write(Frame frame) throws WorkerException {
        writing.lock();
        try {
            frame.write(channel);
        } catch (Frame.FrameException e) {
            throw new WorkerException(Reason.FAILED, e.getMessage(), e);
        } catch (IOException e) { // the reader sees the same and knows how it ended
            LOG.debug("{} takes no frame", spec.name(), e);
        } finally {
            writing.unlock();
        }
    }

    private void read() {
        try {
            while (true) {
                Frame frame = Frame.read(channel);
                heart.heard();
                switch (frame.kind()) {
                    case BEAT -> {}
                    case NOTE -> {
                        note = String.join(" ", frame.texts());
                        pending.say(note);
                    }
                    case RESULT, FAILURE -> answer(frame);
                    default -> throw new Frame.FrameException(frame.kind() + " out of turn");
                }
            }
        } catch (Frame.FrameException e) {
            end(new Ending(Reason.PROTOCOL, "sent what is no answer: " + e.getMessage()));
        } catch (IOException e) {
            if (!ended.isDone()) { // else it was ended here, and that is the cause
                end(jvm.ending());
            }
        }
    }

    private void answer(Frame frame) throws Frame.FrameException {
        PendingCall call = pending;
        if (frame.texts().isEmpty() || !frame.texts().get(0).equals(Long.toString(call.number()))) {
            throw new Frame.FrameException("an answer to a call that nobody made");
        }
        call.reply().complete(frame);
    }

    private void end(Ending ending) {
        if (ended.complete(ending)) {
            LOG.info("{} (process {}) {}", spec.name(), jvm.pid(), ending.sentence());
        }
        pending.reply().completeExceptionally(of(ended.join()));
        jvm.kill();
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("The connection to {} does not close", spec.name(), e);
        }
    }

    /**
     * Returns what the worker said last that it is doing.
     *
     * @return the last note of the last call, empty if there was none
     */
    public String note() {
        return note;
    }

    /**
     * Returns the process.
     *
     * @return its id
     */
    public long pid() {
        return jvm.pid();
    }

    /**
     * Says whether further calls make sense.
     *
     * @return false once it has ended
     */
    public boolean isAlive() {
        return !ended.isDone();
    }

    /**
     * Kills the worker and waits until its process is gone, two seconds at most: what it left may be deleted then. Calls
     * after the first do nothing.
     */
    @Override
    public void close() {
        end(new Ending(Reason.CLOSED, "was closed"));
        jvm.awaitEnd();
    }
}
