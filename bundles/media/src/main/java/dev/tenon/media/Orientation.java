// SPDX-License-Identifier: Apache-2.0
package dev.tenon.media;

import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** EXIF orientation 1 to 8: how the stored rows and columns lie in the upright picture. */
final class Orientation {
    private Orientation() {}

    /**
     * Reads a JPEG's orientation.
     *
     * @return 1 to 8; 1 (upright) if there is none or it cannot be read
     */
    static int of(byte[] jpeg) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
            List<JPEGSegment> segments = JPEGSegmentUtil.readSegments(in, JPEG.APP1, "Exif");
            if (segments.isEmpty()) {
                return 1;
            }
            byte[] exif = segments.get(0).data().readAllBytes();
            // One byte pads the identifier "Exif\0" to "Exif\0\0"; the TIFF structure follows.
            byte[] tiff = Arrays.copyOfRange(exif, 1, exif.length);
            try (ImageInputStream data = new MemoryCacheImageInputStream(new ByteArrayInputStream(tiff))) {
                Directory directory = new TIFFReader().read(data);
                Entry entry = directory.getEntryById(TIFF.TAG_ORIENTATION);
                int value = entry != null && entry.getValue() instanceof Number number ? number.intValue() : 1;
                return value >= 1 && value <= 8 ? value : 1;
            }
        } catch (IOException | RuntimeException e) {
            // The pixels were read: a picture with damaged EXIF is shown as it is stored.
            return 1;
        }
    }

    /**
     * Turns a picture upright.
     *
     * @param width of the stored picture
     * @param height of the stored picture
     * @param stored its pixels
     * @param orientation 1 to 8
     */
    static Picture upright(int width, int height, int[] stored, int orientation) {
        if (orientation == 1) {
            return new Picture(width, height, stored);
        }
        boolean turned = orientation >= 5;
        int newWidth = turned ? height : width;
        int newHeight = turned ? width : height;
        int[] pixels = new int[stored.length];
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                int column = turned ? y : x;
                int row = turned ? x : y;
                if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) {
                    column = width - 1 - column;
                }
                if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) {
                    row = height - 1 - row;
                }
                pixels[y * newWidth + x] = stored[row * width + column];
            }
        }
        return new Picture(newWidth, newHeight, pixels);
    }
}
