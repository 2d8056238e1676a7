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

/** What a report is printed in. No typeface has all letters, so a text is set in the first that has each of them. */
enum FontSelector {
    LATIN("OpenSans-Regular.ttf", "OpenSans-Bold.ttf"),
    CHINESE("DroidSansFallbackFull.ttf", null),
    OTHER("DejaVuSans.ttf", null);

    static final String FOLDER = "fonts/";

    /** What stands for a letter that none of them has. */
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

    /** Null where its bold letters are the others drawn thicker. */
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

    /** Hands over a text part by part, each in one typeface; what none can show is shown to be so, what nobody sees is left out. */
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
