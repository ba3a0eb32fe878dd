// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Texts in bytes: UTF-8, and where each ends. */
final class Texts {
    private Texts() {}

    static void write(List<String> texts, ArraysOut out) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int[] ends = new int[texts.size()];
        for (int i = 0; i < ends.length; i++) {
            all.writeBytes(texts.get(i).getBytes(StandardCharsets.UTF_8));
            ends[i] = all.size();
        }
        out.ints(ends);
        out.bytes(all.toByteArray());
    }

    static List<String> read(ArraysIn in) throws IOException {
        int[] ends = in.ints();
        byte[] all = in.bytes();
        String[] texts = new String[ends.length];
        for (int i = 0; i < ends.length; i++) {
            int from = i == 0 ? 0 : ends[i - 1];
            if (from > ends[i] || ends[i] > all.length) {
                throw new IOException("text " + i + " ends where there is none");
            }
            texts[i] = new String(all, from, ends[i] - from, StandardCharsets.UTF_8);
        }
        return List.copyOf(Arrays.asList(texts));
    }
}
