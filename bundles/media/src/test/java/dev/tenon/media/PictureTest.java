// SPDX-License-Identifier: Apache-2.0
package dev.tenon.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenon.media.PictureException.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
    /** Left half red, right half blue; the top row white. */
    private static BufferedImage flag(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, y < height / 2 ? 0xffffff : x < width / 2 ? 0xff0000 : 0x0000ff);
            }
        }
        return image;
    }

    private static byte[] encode(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            assertThat(ImageIO.write(image, format, out)).isTrue();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif", "bmp", "jpeg"})
    void readsEachFormat(String format) {
        Picture picture = Picture.read(ByteBuffer.wrap(encode(flag(64, 32), format)));
        assertThat(picture.width()).isEqualTo(64);
        assertThat(picture.height()).isEqualTo(32);
        assertThat(near(picture.pixel(10, 24))).isEqualTo("red");
        assertThat(near(picture.pixel(50, 24))).isEqualTo("blue");
        assertThat(near(picture.pixel(50, 4))).isEqualTo("white");
    }

    @Test
    void readsWebP() {
        byte[] dot = Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
        assertThat(Picture.read(ByteBuffer.wrap(dot))).hasToString("1x1 pixels");
    }

    /** Where the white half lies in the upright picture, by the EXIF specification's table of orientations. */
    @ParameterizedTest
    @CsvSource({
        "1,64x32,white-top,red-left", "2,64x32,white-top,red-right",
        "3,64x32,white-bottom,red-right", "4,64x32,white-bottom,red-left",
        "5,32x64,white-left,red-top", "6,32x64,white-right,red-top",
        "7,32x64,white-right,red-bottom", "8,32x64,white-left,red-bottom",
        "9,64x32,white-top,red-left"
    })
    void turnsAJpegUpright(int orientation, String size, String white, String red) {
        byte[] jpeg = withExif(encode(flag(64, 32), "jpeg"), orientation);
        Picture picture = Picture.read(ByteBuffer.wrap(jpeg));
        assertThat(picture).hasToString(size + " pixels");
        assertThat(near(at(picture, white.substring(6), ""))).isEqualTo("white");
        assertThat(near(at(picture, opposite(white.substring(6)), red.substring(4))))
                .isEqualTo("red");
    }

    /** A pixel of the quarter that two sides name. */
    private static int at(Picture picture, String side, String other) {
        String sides = side + other;
        int x = sides.contains("left") ? 1 : sides.contains("right") ? 3 : 2;
        int y = sides.contains("top") ? 1 : sides.contains("bottom") ? 3 : 2;
        return picture.pixel(picture.width() * x / 4, picture.height() * y / 4);
    }

    private static String opposite(String side) {
        return switch (side) {
            case "top" -> "bottom";
            case "bottom" -> "top";
            case "left" -> "right";
            default -> "left";
        };
    }

    @Test
    void keepsGrayAsItIs() {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(2, 1, 0, 128);
        assertThat(Picture.read(ByteBuffer.wrap(encode(image, "png"))).pixel(2, 1))
                .isEqualTo(0x808080);
    }

    @Test
    void makesTransparentPartsWhite() {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(1, 1, 0xff00ff00);
        Picture picture = Picture.read(ByteBuffer.wrap(encode(image, "png")));
        assertThat(picture.pixel(1, 1)).isEqualTo(0x00ff00);
        assertThat(picture.pixel(0, 0)).isEqualTo(0xffffff);
    }

    @Test
    void readsFromAReadOnlyViewAndLeavesItsPosition() {
        byte[] png = encode(flag(8, 8), "png");
        ByteBuffer view = ByteBuffer.allocateDirect(png.length + 3)
                .position(3)
                .put(png)
                .position(3)
                .asReadOnlyBuffer();
        assertThat(Picture.read(view).width()).isEqualTo(8);
        assertThat(view.position()).isEqualTo(3);
    }

    @Test
    void refusesABombBeforeItDecodesAPixel() throws IOException {
        assertThat(refused(pngHeader(60_000, 60_000)))
                .hasMessageContaining("60000x60000 pixels, more than 64 megapixels")
                .extracting(PictureException::reason)
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(refused(new byte[PictureReader.MAX_BYTES + 1]).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void thinsOutWhatIsLarge() {
        Picture picture = Picture.read(ByteBuffer.wrap(encode(flag(6000, 4000), "png")));
        assertThat(picture).hasToString("3000x2000 pixels");
        assertThat(near(picture.pixel(100, 1900))).isEqualTo("red");
    }

    @Test
    void refusesWhatIsNoPictureOrDamaged() {
        assertThat(refused(new byte[0]).reason()).isEqualTo(Reason.UNKNOWN_FORMAT);
        assertThat(refused("<svg/>".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .reason())
                .isEqualTo(Reason.UNKNOWN_FORMAT);
        for (String format : new String[] {"png", "bmp", "gif"}) {
            byte[] whole = encode(flag(200, 200), format);
            assertThat(refused(Arrays.copyOf(whole, whole.length / 2)).reason())
                    .as(format)
                    .isEqualTo(Reason.UNREADABLE);
        }
    }

    private static PictureException refused(byte[] content) {
        return catchThrowableOfType(PictureException.class, () -> Picture.read(ByteBuffer.wrap(content)));
    }

    private static String near(int rgb) {
        boolean red = (rgb >> 16) > 128;
        boolean green = (rgb >> 8 & 0xff) > 128;
        boolean blue = (rgb & 0xff) > 128;
        return red && green && blue ? "white" : red && !green && !blue ? "red" : blue && !red && !green ? "blue" : "?";
    }

    /** Inserts an APP1 segment with an IFD of one entry: orientation (0x0112), SHORT, count 1. */
    private static byte[] withExif(byte[] jpeg, int orientation) {
        byte[] exif = HexFormat.of()
                .parseHex("ffe10022" + "457869660000" + "4d4d002a00000008" + "0001" + "0112000300000001"
                        + String.format("%04x0000", orientation) + "00000000");
        byte[] result = new byte[jpeg.length + exif.length];
        System.arraycopy(jpeg, 0, result, 0, 2);
        System.arraycopy(exif, 0, result, 2, exif.length);
        System.arraycopy(jpeg, 2, result, 2 + exif.length, jpeg.length - 2);
        return result;
    }

    private static byte[] pngHeader(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        byte[] header = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        CRC32 crc = new CRC32();
        crc.update(header);
        out.write(HexFormat.of().parseHex("89504e470d0a1a0a"));
        out.writeInt(13);
        out.write(header);
        out.writeInt((int) crc.getValue());
        out.write(HexFormat.of().parseHex("0000000049444154"));
        return bytes.toByteArray();
    }
}
