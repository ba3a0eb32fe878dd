// SPDX-License-Identifier: Apache-2.0
package dev.tenon.workers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One message between host and worker: four bytes of length (big-endian, of all that follows), one byte of kind, then
 * texts, each as four bytes of length and UTF-8.
 *
 * @param kind what it is
 * @param texts what it says
 */
record Frame(Kind kind, List<String> texts) {
    /** The largest frame that is sent or read, in bytes. */
    static final int MAX_BYTES = 16 << 20;

    private static final int PREFIX = Integer.BYTES;

    /** What a frame is; the order is part of the protocol. */
    enum Kind {
        /** Worker to host, first: protocol version and secret. */
        HELLO,
        /** Host to worker: number of the call, then the request. */
        CALL,
        /** Worker to host: number of the call, then the answer. */
        RESULT,
        /** Worker to host: number of the call, then one sentence. */
        FAILURE,
        /** Worker to host: what it is doing. */
        NOTE,
        /** Host to worker, and back: are you there? */
        BEAT
    }

    /** What came is no frame. */
    static final class FrameException extends IOException {
        private static final long serialVersionUID = 1L;

        FrameException(String message) {
            super(message);
        }
    }

    Frame {
        texts = List.copyOf(texts);
    }

    Frame(Kind kind, String... texts) {
        this(kind, List.of(texts));
    }

    /** Returns the frame with another text before the others. */
    static Frame of(Kind kind, String first, List<String> rest) {
        List<String> all = new ArrayList<>(rest);
        all.add(0, first);
        return new Frame(kind, all);
    }

    /** Returns the texts after the first. */
    List<String> rest() {
        return texts.subList(1, texts.size());
    }

    /**
     * Writes the frame whole. The caller sees to it that nobody else writes meanwhile.
     *
     * @throws FrameException if it is larger than {@link #MAX_BYTES}; nothing was written
     */
    void write(WritableByteChannel channel) throws IOException {
        checkSize(texts.stream().mapToLong(String::length).sum()); // before it is copied: a text is no shorter in UTF-8
        ByteBuffer bytes = ByteBuffer.wrap(encoded());
        checkSize(bytes.remaining() - PREFIX);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void checkSize(long bytes) throws FrameException {
        if (bytes > MAX_BYTES) {
            throw new FrameException("a frame of " + bytes + " bytes is too large: at most " + MAX_BYTES + " are sent");
        }
    }

    private byte[] encoded() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0);
            out.writeByte(kind.ordinal());
            for (String text : texts) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                out.writeInt(utf8.length);
                out.write(utf8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] all = bytes.toByteArray();
        ByteBuffer.wrap(all).putInt(0, all.length - PREFIX);
        return all;
    }

    /**
     * Reads one frame; blocks until it is there.
     *
     * @throws EOFException if the channel ends before
     * @throws FrameException if what comes is no frame
     */
    static Frame read(ReadableByteChannel channel) throws IOException {
        int length = fill(channel, ByteBuffer.allocate(PREFIX)).getInt();
        if (length < 1 || length > MAX_BYTES) {
            throw new FrameException("a frame of " + Integer.toUnsignedLong(length) + " bytes is announced: 1 to "
                    + MAX_BYTES + " are taken");
        }
        return decoded(fill(channel, ByteBuffer.allocate(length)).array());
    }

    private static ByteBuffer fill(ReadableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the connection is closed");
            }
        }
        return buffer.flip();
    }

    private static Frame decoded(byte[] body) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
        int kind = in.readUnsignedByte();
        if (kind >= Kind.values().length) {
            throw new FrameException("a frame of the unknown kind " + kind);
        }
        List<String> texts = new ArrayList<>();
        while (in.available() > 0) {
            int length = in.available() < PREFIX ? -1 : in.readInt();
            if (length < 0 || length > in.available()) {
                throw new FrameException("a frame whose texts do not fit into it");
            }
            texts.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
        }
        return new Frame(Kind.values()[kind], texts);
    }
}
