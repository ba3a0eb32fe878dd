// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.router.Decision;
import dev.tenon.api.router.Route;
import dev.tenon.api.skill.Utterance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class HandedOverTest {
    private static final List<Route> ROUTES = List.of(
            route("tide", "how high is the tide", "when is low tide", "潮汐几点"),
            route("song", "play a song", "low music please", ""),
            route("manual", "The pump must be vented before its first start. ".repeat(20)));
    private static final List<String> REQUESTS =
            List.of("when is low tide today", "play something low", "vent the pump", "今天潮汐几点", "what is 2 + 2");

    private static final int NOTHING_BYTES = 40;

    private final AdaptiveRouter old = new AdaptiveRouter();
    private final AdaptiveRouter next = new AdaptiveRouter();

    private static Route route(String id, String... examples) {
        return new Route(id, id, Map.of(Locale.ENGLISH, List.of(examples)), List.of(), Optional.empty());
    }

    private static List<Decision> decisions(AdaptiveRouter router) {
        return REQUESTS.stream()
                .map(text -> router.decide(Utterance.of(text, Locale.ENGLISH), ROUTES))
                .toList();
    }

    @Test
    void aRouterDecidesByWhatItTookOverAsByItsOwn() throws IOException {
        List<Decision> own = decisions(old);
        next.take(old.give());
        assertThat(next.give()).as("it is there before anybody asked").isEqualTo(old.give());
        assertThat(decisions(next)).isEqualTo(own);
        assertThat(next.give()).as("and nothing was indexed anew").isEqualTo(old.give());
    }

    @Test
    void whatIsTakenOverIsWhatDecides() throws IOException {
        decisions(old);
        byte[] given = old.give();
        ArraysOut other = new ArraysOut();
        List<String> texts =
                Index.examples(ROUTES).stream().map(Index.Example::text).toList();
        Texts.write(texts, other);
        WordIndex.of(texts.stream().map(text -> Features.of("tide")).toList(), Background.read())
                .write(other);
        ArraysOut forged = new ArraysOut();
        ArraysIn header = new ArraysIn(given);
        forged.ints(header.ints());
        forged.longs(header.longs());
        forged.bytes(other.toBytes());
        next.take(forged.toBytes());
        assertThat(decisions(next)).isNotEqualTo(decisions(old));
    }

    @Test
    void handsOnWhatWasAskedAboutLastFirst() throws IOException {
        for (int i = 0; i < 12; i++) {
            decisions(old); // the first of all is asked about again and again
            old.decide(Utterance.of("low tide", Locale.ENGLISH), List.of(route("r", "text " + i)));
        }
        next.take(old.give());
        AdaptiveRouter third = new AdaptiveRouter();
        third.take(next.give());
        assertThat(third.give()).isEqualTo(next.give()).isEqualTo(old.give());
        assertThat(texts(third.give()))
                .startsWith("text 11", "how high is the tide")
                .doesNotContain("text 1");
    }

    /** The first text of each index that is given. */
    private static List<String> texts(byte[] given) throws IOException {
        ArraysIn all = new ArraysIn(given);
        all.ints();
        all.longs();
        List<String> first = new ArrayList<>();
        while (all.hasMore()) {
            first.add(Texts.read(new ArraysIn(all.bytes())).get(0));
        }
        return first;
    }

    @Test
    void refusesAnIndexOfOtherTexts() {
        decisions(old);
        byte[] given = old.give();
        assertThatThrownBy(() -> next.take(withOneTextMore(given))).hasMessageContaining("do not fit together");
        assertThat(decisions(next)).isEqualTo(decisions(old));
    }

    private static byte[] withOneTextMore(byte[] given) throws IOException {
        ArraysIn in = new ArraysIn(given);
        ArraysOut out = new ArraysOut();
        out.ints(in.ints());
        out.longs(in.longs());
        byte[] entry = in.bytes();
        List<String> texts = new ArrayList<>(Texts.read(new ArraysIn(entry)));
        byte[] index = Arrays.copyOfRange(entry, written(texts).length, entry.length);
        texts.add("one more");
        out.bytes(concatenated(written(texts), index));
        return out.toBytes();
    }

    private static byte[] written(List<String> texts) {
        ArraysOut out = new ArraysOut();
        Texts.write(texts, out);
        return out.toBytes();
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void whatNobodyAskedAboutIsNotHandedOver() throws IOException {
        assertThat(old.give()).hasSizeLessThan(NOTHING_BYTES);
        next.take(old.give());
        assertThat(decisions(next)).isEqualTo(decisions(old));
    }

    @Test
    void refusesWhatBreaksOff() {
        decisions(old);
        byte[] given = old.give();
        for (int length :
                IntStream.of(0, 3, 19, 30, given.length / 2, given.length - 1).toArray()) {
            assertThatThrownBy(() -> next.take(Arrays.copyOf(given, length)))
                    .as("%d bytes of %d", length, given.length)
                    .isInstanceOf(IOException.class);
        }
        assertThat(decisions(next)).isEqualTo(decisions(old));
    }

    @Test
    void leavesWhatWasMadeInAnotherWay() throws IOException {
        decisions(old);
        byte[] given = old.give();
        given[Integer.BYTES]++; // the number of the format
        assertThatCode(() -> next.take(given)).doesNotThrowAnyException();
        given[Integer.BYTES]--;
        given[3 * Integer.BYTES]++; // the checksum of the background
        assertThatCode(() -> next.take(given)).doesNotThrowAnyException();
        assertThat(next.give()).hasSizeLessThan(NOTHING_BYTES);
    }

    /**
     * Where the checksum is another, what an index is made of has changed: raise {@code Indexes.FORMAT}, or a router decides
     * by what an older release made of the examples. Then write both new numbers here.
     */
    @Test
    void theFormatIsRaisedWithEachChangeOfAnIndex() {
        List<String> texts =
                Index.examples(ROUTES).stream().map(Index.Example::text).toList();
        ArraysOut entry = new ArraysOut();
        Texts.write(texts, entry);
        WordIndex.of(texts.stream().map(Features::of).toList(), Background.of(List.of()))
                .write(entry);
        CRC32 checksum = new CRC32();
        checksum.update(entry.toBytes());
        assertThat(Map.entry(Indexes.FORMAT, checksum.getValue())).isEqualTo(Map.entry(1, 3_381_076_655L));
    }
}
