// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * An upgrade of the distribution whose first host does not serve yet: the file {@code generations/upgrading} names the
 * generation before it. As long as the file is there, the way back is one rename; nothing but the pointer and a
 * generation file were written. To be used by whoever holds the home's lock.
 */
public final class PendingUpgrade {
    private final Home home;

    /**
     * Looks at a home.
     *
     * @param home an open home
     */
    public PendingUpgrade(Home home) {
        this.home = home;
    }

    /**
     * Notes that an upgrade is about to be committed.
     *
     * @param before the current generation; the upgrade has its settings
     * @throws IOException if it cannot be noted
     */
    public void begin(Generation before) throws IOException {
        DurableFiles.write(file(), Long.toString(before.number()));
    }

    /**
     * Says whether one is pending.
     *
     * @return false once it served or was taken back
     */
    public boolean isPending() {
        return Files.exists(file());
    }

    /**
     * Notes that it serves: there is no way back from here but a rollback.
     *
     * @throws IOException if it cannot be noted
     */
    public void serves() throws IOException {
        DurableFiles.delete(file());
        DurableFiles.forceFolder(home.generations());
    }

    /**
     * Makes the generation before it current again. Does nothing if none is pending.
     *
     * @throws IOException if it cannot be written; to be called again
     */
    public void takeBack() throws IOException {
        String before;
        try {
            before = Files.readString(file()).strip();
        } catch (NoSuchFileException e) {
            return;
        }
        if (!before.matches("\\d{1,18}")) {
            throw new HomeException(file() + " is damaged: write the number of the generation to run into "
                    + home.current() + " and delete it");
        }
        DurableFiles.write(home.current(), before);
        DurableFiles.delete(file());
    }

    private Path file() {
        return home.generations().resolve("upgrading");
    }
}
