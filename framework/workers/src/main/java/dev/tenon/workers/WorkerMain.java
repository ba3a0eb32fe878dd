// SPDX-License-Identifier: Apache-2.0
package dev.tenon.workers;

import dev.tenon.workers.Frame.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The worker as a program: {@code WorkerMain SOCKET HANDLER}, the secret as one line of standard input. It connects,
 * shows the secret, answers calls, and ends with its host: the connection is its life. Exit status: 0 the host is gone,
 * {@value #BAD_START} wrong use, {@value #BAD_FRAME} the host sent what is no frame.
 */
public final class WorkerMain {
    /** The version of the protocol: host and worker refuse each other if theirs differ. */
    static final String PROTOCOL = "tenon-worker/1";

    private static final int BAD_START = 2;
    private static final int BAD_FRAME = 4;

    private final SocketChannel channel;
    private final WorkerHandler handler;
    private final ExecutorService calls = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "tenon-worker-call");
        thread.setDaemon(true);
        return thread;
    });

    private WorkerMain(SocketChannel channel, WorkerHandler handler) {
        this.channel = channel;
        this.handler = handler;
    }

    /**
     * Runs until the host closes the connection.
     *
     * @param arguments path of the socket, binary name of the handler
     */
    public static void main(String[] arguments) {
        try {
            if (arguments.length != 2) {
                throw new IllegalArgumentException("usage: WorkerMain SOCKET HANDLER, the secret on standard input");
            }
            String secret = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (secret == null) {
                throw new IllegalArgumentException("standard input ends before the secret");
            }
            WorkerHandler handler =
                    (WorkerHandler) Class.forName(arguments[1]).getConstructor().newInstance();
            SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(arguments[0]));
            WorkerMain worker = new WorkerMain(channel, handler);
            worker.send(new Frame(Kind.HELLO, PROTOCOL, secret));
            worker.serve();
        } catch (IOException | ReflectiveOperationException | IllegalArgumentException e) {
            System.err.println("tenon worker: cannot start: " + e);
            Runtime.getRuntime().halt(BAD_START);
        }
    }

    /** Reads frames until there are no more, and takes the JVM along, whatever else runs in it. */
    private void serve() {
        try {
            while (true) {
                Frame frame = Frame.read(channel);
                switch (frame.kind()) {
                    case BEAT -> send(frame);
                    case CALL -> calls.execute(() -> answer(frame));
                    default -> throw new Frame.FrameException("a worker takes no " + frame.kind());
                }
            }
        } catch (Frame.FrameException e) {
            System.err.println("tenon worker: the host sent " + e.getMessage());
            Runtime.getRuntime().halt(BAD_FRAME);
        } catch (IOException e) { // the host closed the connection, or is gone
            Runtime.getRuntime().halt(0);
        }
    }

    private void answer(Frame call) {
        String number = call.texts().get(0);
        Frame reply;
        try {
            reply = Frame.of(Kind.RESULT, number, handler.handle(call.rest(), this::note));
        } catch (Exception | Error e) { // foreign code; want of heap has ended the JVM before
            e.printStackTrace();
            reply = new Frame(Kind.FAILURE, number, sentence(e));
        }
        try {
            sendOrSay(reply, number);
        } catch (IOException e) {
            Runtime.getRuntime().halt(0);
        }
    }

    private void sendOrSay(Frame reply, String number) throws IOException {
        try {
            send(reply);
        } catch (Frame.FrameException e) {
            send(new Frame(Kind.FAILURE, number, e.getMessage()));
        }
    }

    private void note(String words) {
        try {
            send(new Frame(Kind.NOTE, words));
        } catch (IOException e) {
            Runtime.getRuntime().halt(0);
        }
    }

    private static String sentence(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank()
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private void send(Frame frame) throws IOException {
        synchronized (channel) {
            frame.write(channel);
        }
    }
}
