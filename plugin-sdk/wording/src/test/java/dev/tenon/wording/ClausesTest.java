// SPDX-License-Identifier: Apache-2.0
package dev.tenon.wording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClausesTest {
    @Test
    void offersTheWishWithoutItsReason() {
        assertThat(Clauses.without("we moved, so delete note 3")).contains("so delete note 3");
        assertThat(Clauses.without("delete note 3, it was a mistake")).contains("delete note 3");
        assertThat(Clauses.without("牛奶買完了,把牛奶劃掉")).contains("把牛奶劃掉");
    }

    @Test
    void takesNoOrderForAReason() {
        assertThat(Clauses.without("add milk, delete eggs")).isEmpty();
        assertThat(Clauses.without("nothing to cut here")).isEmpty();
        assertThat(Clauses.without("it is long, ".repeat(60) + "delete note 3")).isEmpty();
    }
}
