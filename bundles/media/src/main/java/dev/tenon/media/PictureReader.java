// SPDX-License-Identifier: Apache-2.0
package dev.tenon.media;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.tenon.media.PictureException.Reason;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes pictures with limits that are checked before the first pixel is decoded. */
final class PictureReader {
    static final int MAX_BYTES = 64 << 20;
    static final long MAX_PIXELS = 64L << 20;
    private static final long KEPT_PIXELS = 16L << 20;
    private static final int SHORTEST = 32;
    private static final Set<String> FORMATS = Set.of("jpeg", "png", "gif", "bmp", "webp");

    private PictureReader() {}

    static Picture read(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        if (bytes.length > MAX_BYTES) {
            throw new PictureException(
                    Reason.TOO_LARGE, "the picture has more than " + (MAX_BYTES >> 20) + " MiB; send a smaller one");
        }
        // In memory: ImageIO's own streams would make a file in the temporary folder.
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            ImageReader reader = readerFor(bytes.length, in);
            try {
                reader.setInput(in, true, true);
                BufferedImage image = decode(reader);
                int orientation = "jpeg".equalsIgnoreCase(format(reader)) ? Orientation.of(bytes) : 1;
                return Orientation.upright(image.getWidth(), image.getHeight(), pixels(image), orientation);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof PictureException refusal) {
                throw refusal;
            }
            // Decoders throw whatever their arithmetic meets in damaged data.
            throw new PictureException(Reason.UNREADABLE, "the picture is damaged or cut and cannot be read", e);
        }
    }

    /** JDK readers by format name, WebP by its class: nothing is looked up through a class loader of the caller's. */
    private static ImageReader readerFor(int length, ImageInputStream in) throws IOException {
        WebPImageReaderSpi webp = new WebPImageReaderSpi();
        // Its look at the first 32 bytes fails where there are fewer.
        if (length >= SHORTEST && webp.canDecodeInput(in)) {
            return webp.createReaderInstance(null);
        }
        for (Iterator<ImageReader> readers = ImageIO.getImageReaders(in); readers.hasNext(); ) {
            ImageReader reader = readers.next();
            if (FORMATS.contains(format(reader))) {
                return reader;
            }
        }
        throw new PictureException(
                Reason.UNKNOWN_FORMAT, "this is no picture that can be read; send JPEG, PNG, GIF, BMP or WebP");
    }

    private static String format(ImageReader reader) throws IOException {
        return reader.getFormatName().toLowerCase(Locale.ROOT);
    }

    private static BufferedImage decode(ImageReader reader) throws IOException {
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        if (width * height > MAX_PIXELS) {
            throw new PictureException(
                    Reason.TOO_LARGE,
                    "the picture has " + width + "x" + height + " pixels, more than " + (MAX_PIXELS >> 20)
                            + " megapixels; send a smaller one");
        }
        int step = (int) Math.ceil(Math.sqrt((double) (width * height) / KEPT_PIXELS));
        ImageReadParam how = reader.getDefaultReadParam();
        how.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, how);
    }

    private static int[] pixels(BufferedImage image) {
        if (image.getRaster().getNumBands() == 1 && !(image.getColorModel() instanceof IndexColorModel)) {
            return gray(image);
        }
        BufferedImage rgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = rgb.createGraphics();
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        int[] pixels = ((DataBufferInt) rgb.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] &= 0xffffff;
        }
        return pixels;
    }

    /** Java's colour conversion takes gray for linear light and brightens it: take the samples as they are. */
    private static int[] gray(BufferedImage image) {
        Raster raster = image.getRaster();
        ColorModel colors = image.getColorModel();
        int max = (1 << colors.getComponentSize(0)) - 1;
        int width = image.getWidth();
        int[] pixels = new int[width * image.getHeight()];
        int[] row = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getSamples(0, y, width, 1, 0, row);
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = row[x] * 255 / max * 0x10101;
            }
        }
        return pixels;
    }
}
