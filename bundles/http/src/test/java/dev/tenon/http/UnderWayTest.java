// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UnderWayTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final UnderWay requests = new UnderWay(nanos::get);

    @Test
    void countsThoseThatHaveBegunAndNotEnded() {
        Object first = requests.begin();
        Object second = requests.begin();
        assertThat(requests.getAsInt()).isEqualTo(2);
        requests.end(first);
        assertThat(requests.getAsInt()).isEqualTo(1);
        requests.end(second);
        assertThat(requests.getAsInt()).isZero();
    }

    @Test
    void doesNotCountOneThatLasts() {
        Object events = requests.begin();
        nanos.addAndGet(UnderWay.LONG.toNanos() - 1);
        assertThat(requests.getAsInt()).isEqualTo(1);
        nanos.incrementAndGet();
        assertThat(requests.getAsInt()).isZero();
        Object brief = requests.begin();
        assertThat(requests.getAsInt()).isEqualTo(1);
        requests.end(events);
        assertThat(requests.getAsInt()).isEqualTo(1);
        requests.end(brief);
        assertThat(requests.getAsInt()).isZero();
    }
}
