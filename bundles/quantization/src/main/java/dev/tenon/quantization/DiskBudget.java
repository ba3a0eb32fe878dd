// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Bounds what answers take of the disk, where the original's and a variant's lie side by side: fewer items are judged if
 * each answer is large. Stateless.
 */
final class DiskBudget {
    private static final long MOST_BYTES = 2L << 30;

    /** Fewer tell nothing, whatever they take. */
    private static final int LEAST_ITEMS = 16;

    private DiskBudget() {}

    /**
     * Lowers the number of items that are judged, if it must be.
     *
     * @param data as they were given
     * @param bytesEach what the answer to an item takes
     */
    static Data applied(Data data, long bytesEach) {
        List<Integer> judged = data.judged();
        int all = judged.size();
        int most = (int) Math.max(LEAST_ITEMS, Math.min(all, MOST_BYTES / Math.max(1, bytesEach)));
        if (all <= most) {
            return data;
        }
        List<Integer> kept = IntStream.range(0, most)
                .mapToObj(i -> judged.get((int) ((long) i * all / most)))
                .toList();
        List<String> remarks = new ArrayList<>(data.remarks());
        remarks.add("judged on " + most + " of " + all + " items, because each answer takes " + (bytesEach >> 20)
                + " MB and they are kept on the disk");
        return new Data(data.evaluation(), kept, data.calibration(), data.samples(), remarks);
    }
}
