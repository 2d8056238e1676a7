package org.prefabtracker.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/** Writes formatting objects (XSL 1.1) as SAX events, so text is never interpreted as markup. */
final class FoWriter {

    private static final String NAMESPACE = "http://www.w3.org/1999/XSL/Format";

    private final ContentHandler out;
    private final Deque<String> open = new ArrayDeque<>();
    private final Set<Integer> unprintable = new TreeSet<>();

    FoWriter(ContentHandler out) {
        this.out = out;
        act(out::startDocument);
    }

    private interface Act {
        void run() throws SAXException;
    }

    private static void act(Act act) {
        try {
            act.run();
        } catch (SAXException e) {
            throw new IllegalStateException("the report cannot be rendered", e);
        }
    }

    /** Begins an object with properties, for example {@code font-size: 8pt; color: #555555}. */
    FoWriter begin(String object, String properties) {
        AttributesImpl list = new AttributesImpl();
        for (String property : properties.split(";")) {
            int colon = property.indexOf(':');
            if (colon > 0) {
                String name = property.substring(0, colon).strip();
                list.addAttribute(
                        "", name, name, "CDATA", property.substring(colon + 1).strip());
            }
        }
        act(() -> out.startElement(NAMESPACE, object, "fo:" + object, list));
        open.push(object);
        return this;
    }

    FoWriter begin(String object) {
        return begin(object, "");
    }

    /** Ends the last open object. */
    FoWriter end() {
        String object = open.pop();
        act(() -> out.endElement(NAMESPACE, object, "fo:" + object));
        return this;
    }

    /** An empty object. */
    FoWriter empty(String object, String properties) {
        return begin(object, properties).end();
    }

    /** Text, each letter in a typeface that contains it. */
    FoWriter text(String text) {
        FontSelector.set(text, unprintable, (face, part) -> {
            if (face == FontSelector.LATIN) {
                letters(part);
            } else {
                begin("inline", "font-family: " + face.name()).letters(part);
                end();
            }
        });
        return this;
    }

    /** The letters of the text so far that no typeface has, by their number in Unicode. */
    List<Integer> unprintable() {
        return List.copyOf(unprintable);
    }

    private FoWriter letters(String text) {
        char[] letters = text.toCharArray();
        act(() -> out.characters(letters, 0, letters.length));
        return this;
    }

    /** The title of a bookmark; viewers show it in their own typeface. */
    FoWriter title(String text) {
        return begin("bookmark-title").letters(FontSelector.wellFormed(text)).end();
    }

    void done() {
        act(out::endDocument);
    }
}
