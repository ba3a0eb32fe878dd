// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the import share: a hub of their own and a store that imports from it. */
abstract class HubTest {
    @TempDir
    Path temp;

    Importer importer;

    @BeforeEach
    void serve() throws IOException {
        importer = new Importer(temp);
    }

    @AfterEach
    void stop() {
        importer.close();
    }
}
