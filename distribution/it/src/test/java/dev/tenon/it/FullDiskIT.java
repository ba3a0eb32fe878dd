// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host whose disk is full refuses changes and goes on serving. */
class FullDiskIT {
    @TempDir
    Path folder;

    @Test
    void refusesChangesUntilThereIsRoom() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(Tmpfs.mount(small, "size=64m"), "this machine lets us mount no file system of our own");
        Operator keeper = new Operator(folder.resolve("keeper"));
        Operator operator = new Operator(small);
        try (Up market = Up.start(keeper)) {
            String url = market.market().toString();
            String key = keeper.tenon("market", "key").done().out().strip();
            operator.tenon("market", "trust", url, key).done();
            try (Up up = Up.start(operator, "--market", url)) {
                assertThat(up.host()).isNotNull();
                operator.ask("how many miles is 42.195 km?").refused("skill-units");
                fill(small.resolve("filler"));
                operator.tenon("plugin", "install", "skill-units").refused(small.toString(), "space");
                assertThat(operator.ask("what is 6 * 7?").done().out()).contains("42");
                operator.ask("how many miles is 42.195 km?").refused("skill-units");
                Files.delete(small.resolve("filler"));
                operator.tenon("plugin", "install", "skill-units").done();
                assertThat(operator.ask("how many miles is 42.195 km?").done().out())
                        .contains("26.2");
            }
        } finally {
            Tmpfs.unmount(small);
        }
    }

    private static void fill(Path file) throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(Files.getFileStore(file).getUsableSpace()).isLessThan(block.length);
        }
    }
}
