// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Many views of a few pictures: parts of them at several scales, mirrored, brighter and darker. Immutable. */
final class PictureViews {
    private static final int TRIES = 40;
    /** How many times as wide as high a line of text is. */
    private static final int LINE = 4;

    /** Below this, a part of a page hardly shows text. */
    private static final double LEAST_LEGIBLE = 30;

    private final List<BufferedImage> pictures;
    private final boolean isText;
    private final boolean isTurned;

    /**
     * How a view becomes a model's input: {@code (0..255 * scale - mean) / deviation}.
     *
     * @param channels {@code rgb}, {@code bgr} or {@code gray}
     */
    record Preparation(String channels, double scale, List<Double> mean, List<Double> deviation) {
        /** The same for each channel. */
        static Preparation of(String channels, double scale, double mean, double deviation) {
            return new Preparation(
                    channels, scale, List.of(mean, mean, mean), List.of(deviation, deviation, deviation));
        }

        int count() {
            return channels.equals("gray") ? 1 : 3;
        }
    }

    private PictureViews(List<BufferedImage> pictures, boolean isText, boolean isTurned) {
        this.pictures = pictures;
        this.isText = isText;
        this.isTurned = isTurned;
    }

    /** Reads all pictures of folders that are larger than an input; those of text are not mirrored. */
    static PictureViews of(boolean isText, Path... folders) throws IOException {
        List<BufferedImage> pictures = new ArrayList<>();
        for (Path folder : folders) {
            List<Path> files;
            try (Stream<Path> walk = Files.walk(folder)) {
                files = walk.filter(PictureViews::isPicture).sorted().toList();
            }
            for (Path file : files) {
                BufferedImage picture = ImageIO.read(file.toFile());
                if (picture != null && Math.min(picture.getWidth(), picture.getHeight()) >= 40) {
                    pictures.add(rgb(picture));
                }
            }
        }
        if (pictures.isEmpty()) {
            throw new IOException("no pictures in " + List.of(folders));
        }
        return new PictureViews(pictures, isText, false);
    }

    private static boolean isPicture(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.(jpg|png)");
    }

    private static BufferedImage rgb(BufferedImage picture) {
        BufferedImage rgb = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = rgb.createGraphics();
        graphics.drawImage(picture, 0, 0, java.awt.Color.WHITE, null);
        graphics.dispose();
        return rgb;
    }

    /** Returns views of the same pictures, of which half stand upside down. */
    PictureViews turned() {
        return new PictureViews(pictures, isText, true);
    }

    /** Returns a view as planes of floats. */
    float[] view(Random random, int width, int height, Preparation how) {
        int[] pixels = part(random, width, height);
        double best = isText ? legible(pixels, width, height) : 0;
        for (int i = 0; i < TRIES && isText && best < LEAST_LEGIBLE; i++) {
            int[] other = part(random, width, height);
            double legible = legible(other, width, height);
            if (legible > best) {
                best = legible;
                pixels = other;
            }
        }
        if (isTurned && random.nextBoolean()) {
            for (int i = 0; i < pixels.length / 2; i++) {
                int other = pixels[pixels.length - 1 - i];
                pixels[pixels.length - 1 - i] = pixels[i];
                pixels[i] = other;
            }
        }
        double gain = 0.7 + 0.6 * random.nextDouble();
        double offset = 30 * random.nextDouble() - 15;
        return planes(pixels, gain, offset, how);
    }

    private int[] part(Random random, int width, int height) {
        BufferedImage picture = pictures.get(random.nextInt(pictures.size()));
        double most = Math.min(picture.getWidth() / (double) width, picture.getHeight() / (double) height);
        // Text is small on its page; other things fill the picture.
        double least = isText ? Math.min(most, 0.5) : 0.35 * most;
        double scale = least + (most - least) * (isText ? Math.pow(random.nextDouble(), 2) : random.nextDouble());
        double x = random.nextDouble() * (picture.getWidth() - scale * width);
        double y = random.nextDouble() * (picture.getHeight() - scale * height);
        AffineTransform place = AffineTransform.getScaleInstance(1 / scale, 1 / scale);
        place.translate(-x, -y);
        if (!isText && random.nextBoolean()) {
            place.preConcatenate(new AffineTransform(-1, 0, 0, 1, width, 0));
        }
        BufferedImage view = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = view.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, place, null);
        graphics.dispose();
        return view.getRGB(0, 0, width, height, null, 0, width);
    }

    /** How much its middle varies; of what is as wide as a line of text, how much more than its upper and lower edge. */
    private static double legible(int[] pixels, int width, int height) {
        if (width < LINE * height) {
            return spread(pixels, 0, pixels.length);
        }
        int edge = Math.max(1, height / 12);
        double above = spread(pixels, 0, edge * width);
        double below = spread(pixels, pixels.length - edge * width, pixels.length);
        return spread(pixels, height / 4 * width, height * 3 / 4 * width) - 2 * Math.max(above, below);
    }

    /** The standard deviation of its green, 0 to 255. */
    private static double spread(int[] pixels, int from, int to) {
        double sum = 0;
        double squares = 0;
        for (int i = from; i < to; i++) {
            int green = pixels[i] >> 8 & 0xff;
            sum += green;
            squares += (double) green * green;
        }
        double mean = sum / (to - from);
        return Math.sqrt(Math.max(0, squares / (to - from) - mean * mean));
    }

    private static float[] planes(int[] pixels, double gain, double offset, Preparation how) {
        float[] planes = new float[how.count() * pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            double red = lit(pixels[i] >> 16 & 0xff, gain, offset);
            double green = lit(pixels[i] >> 8 & 0xff, gain, offset);
            double blue = lit(pixels[i] & 0xff, gain, offset);
            double[] values =
                    switch (how.channels()) {
                        case "gray" -> new double[] {0.299 * red + 0.587 * green + 0.114 * blue};
                        case "bgr" -> new double[] {blue, green, red};
                        default -> new double[] {red, green, blue};
                    };
            for (int c = 0; c < values.length; c++) {
                planes[c * pixels.length + i] =
                        (float) ((values[c] * how.scale() - how.mean().get(c))
                                / how.deviation().get(c));
            }
        }
        return planes;
    }

    private static double lit(int value, double gain, double offset) {
        return Math.max(0, Math.min(255, value * gain + offset));
    }
}
