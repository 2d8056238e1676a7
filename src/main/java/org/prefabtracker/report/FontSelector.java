package org.prefabtracker.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** The typefaces of a report. No typeface has all letters, so each letter is set in the first typeface that has it. */
enum FontSelector {
    LATIN("OpenSans-Regular.ttf", "OpenSans-Bold.ttf"),
    CHINESE("DroidSansFallbackFull.ttf", null),
    OTHER("DejaVuSans.ttf", null);

    static final String FOLDER = "fonts/";

    /** The first two planes; no typeface here has letters beyond them. */
    private static final int LETTERS = 0x20000;

    private final String file;
    private final String bold;
    private final BitSet letters;

    FontSelector(String file, String bold) {
        this.file = file;
        this.bold = bold;
        this.letters = letters(file);
    }

    String file() {
        return file;
    }

    /** Null where bold letters are drawn from the regular ones with a thicker outline. */
    String bold() {
        return bold;
    }

    static InputStream open(String file) throws IOException {
        InputStream stream = FontSelector.class.getClassLoader().getResourceAsStream(FOLDER + file);
        if (stream == null) {
            throw new IOException(file + " is missing");
        }
        return stream;
    }

    private static BitSet letters(String file) {
        try (InputStream stream = open(file);
                TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(stream))) {
            CmapLookup glyphs = font.getUnicodeCmapLookup();
            BitSet letters = new BitSet(LETTERS);
            for (int letter = ' '; letter < LETTERS; letter++) {
                if (glyphs.getGlyphId(letter) != 0) {
                    letters.set(letter);
                }
            }
            return letters;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FontSelector of(int letter) {
        for (FontSelector face : values()) {
            if (face.letters.get(letter)) {
                return face;
            }
        }
        return null;
    }

    /**
     * Splits a text into parts of one typeface each. A letter without a typeface is printed as its code point, such as [U+20BB7];
     * invisible characters are left out.
     *
     * @param unprintable takes the letters without a typeface
     */
    static void set(String text, Set<Integer> unprintable, BiConsumer<FontSelector, String> parts) {
        StringBuilder part = new StringBuilder();
        FontSelector now = LATIN;
        for (int letter : text.codePoints().toArray()) {
            if (isInvisible(letter)) {
                continue;
            }
            int shown = Character.isWhitespace(letter) ? ' ' : letter;
            FontSelector face = shown == ' ' || shown == LineBreaker.MAY_BREAK ? now : of(shown);
            if (face == null) {
                unprintable.add(letter);
            }
            FontSelector next = face == null ? LATIN : face;
            if (next != now && !part.isEmpty()) {
                parts.accept(now, part.toString());
                part.setLength(0);
            }
            now = next;
            if (face == null) {
                part.append('[').append(codePoint(letter)).append(']');
            } else {
                part.appendCodePoint(shown);
            }
        }
        if (!part.isEmpty()) {
            parts.accept(now, part.toString());
        }
    }

    /** A text with halves of pairs, which are no letters, as code points. */
    static String wellFormed(String text) {
        StringBuilder letters = new StringBuilder();
        text.codePoints().forEach(letter -> {
            if (Character.getType(letter) == Character.SURROGATE) {
                letters.append('[').append(codePoint(letter)).append(']');
            } else {
                letters.appendCodePoint(letter);
            }
        });
        return letters.toString();
    }

    /** The number of a letter in Unicode, such as U+20BB7. */
    static String codePoint(int letter) {
        return String.format(Locale.ROOT, "U+%04X", letter);
    }

    /** Whether a character only directs how others look. */
    private static boolean isInvisible(int letter) {
        Character.UnicodeBlock block = Character.UnicodeBlock.of(letter);
        return Character.getType(letter) == Character.FORMAT && letter != LineBreaker.MAY_BREAK
                || block == Character.UnicodeBlock.VARIATION_SELECTORS
                || block == Character.UnicodeBlock.VARIATION_SELECTORS_SUPPLEMENT;
    }
}
