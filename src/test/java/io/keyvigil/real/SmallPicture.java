package io.keyvigil.real;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** A PNG picture with a palette of the 256 colours that it uses most, which makes a picture of a page much smaller. */
final class SmallPicture {

    private static final int COLOURS = 256;
    /** Shades that nobody tells apart count as one. */
    private static final int COARSE = 0xF8F8F8;

    private SmallPicture() {}

    static void write(byte[] png, Path file) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        int[] palette = palette(image);
        IndexColorModel model = new IndexColorModel(8, palette.length, palette, 0, false, -1, 0);
        BufferedImage small =
                new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int index = nearest.computeIfAbsent(image.getRGB(x, y) & 0xFFFFFF, rgb -> nearest(palette, rgb));
                small.getRaster().setSample(x, y, 0, index);
            }
        }
        ImageIO.write(small, "png", file.toFile());
    }

    /** Of each group of alike shades the one that is used most. */
    private static int[] palette(BufferedImage image) {
        Map<Integer, Map<Integer, Integer>> groups = new HashMap<>();
        for (int rgb : image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
            groups.computeIfAbsent(rgb & COARSE, any -> new HashMap<>()).merge(rgb & 0xFFFFFF, 1, Integer::sum);
        }
        Comparator<Map<Integer, Integer>> bySize = Comparator.comparingInt(
                group -> group.values().stream().mapToInt(Integer::intValue).sum());
        List<Map<Integer, Integer>> most = groups.values().stream()
                .sorted(bySize.reversed())
                .limit(COLOURS)
                .toList();
        return most.stream()
                .mapToInt(group -> group.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey())
                .toArray();
    }

    private static int nearest(int[] palette, int rgb) {
        int best = 0;
        for (int i = 1; i < palette.length; i++) {
            if (distance(palette[i], rgb) < distance(palette[best], rgb)) {
                best = i;
            }
        }
        return best;
    }

    private static int distance(int one, int other) {
        int sum = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int difference = (one >> shift & 0xFF) - (other >> shift & 0xFF);
            sum += difference * difference;
        }
        return sum;
    }
}
