// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FeaturesTest {
    @Test
    void readsTaipeiAndHongKongAsTheExamplesAreWritten() {
        assertThat(Features.of("請設定計時器")).isEqualTo(Features.of("请设定计时器"));
        assertThat(Features.of("而家幾點")).isEqualTo(Features.of("现在几点"));
    }
}
