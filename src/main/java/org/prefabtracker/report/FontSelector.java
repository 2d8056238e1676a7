package org.prefabtracker.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;
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

    /** The replacement for a letter that no typeface has. */
    private static final char NONE = '\ufffd';

    private static final int PLANE = 0x10000;

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
            BitSet letters = new BitSet(PLANE);
            for (int letter = ' '; letter < PLANE; letter++) {
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
            if (letter < PLANE && face.letters.get(letter)) {
                return face;
            }
        }
        return null;
    }

    /** Splits a text into parts of one typeface each. Letters without a typeface are replaced, invisible characters are left out. */
    static void set(String text, BiConsumer<FontSelector, String> parts) {
        StringBuilder part = new StringBuilder();
        FontSelector now = LATIN;
        for (int letter : text.codePoints().toArray()) {
            if (Character.getType(letter) == Character.FORMAT && letter != LineBreaker.MAY_BREAK) {
                continue;
            }
            int shown = Character.isWhitespace(letter) ? ' ' : letter;
            FontSelector face = shown == ' ' || shown == LineBreaker.MAY_BREAK ? now : of(shown);
            if (face == null) {
                shown = NONE;
                face = OTHER;
            }
            if (face != now && !part.isEmpty()) {
                parts.accept(now, part.toString());
                part.setLength(0);
            }
            now = face;
            part.append((char) shown);
        }
        if (!part.isEmpty()) {
            parts.accept(now, part.toString());
        }
    }
}
