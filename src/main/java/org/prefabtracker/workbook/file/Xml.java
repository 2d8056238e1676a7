package org.prefabtracker.workbook.file;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxLazyException;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the XML parts of untrusted workbooks as a stream. Document types are rejected, so there are no entities and no external
 * references. Comments are skipped without being kept, whatever their length.
 */
final class Xml {

    private static final WstxInputFactory FACTORY = factory();

    private Xml() {}

    private static WstxInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        // elements are known by their local names, and some programs do not declare their prefixes
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 1_000);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, 1 << 19);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, 200);
        return factory;
    }

    /** Handles elements by their local names, which are the same in strict and transitional workbooks. */
    abstract static class Handler {

        /** The beginning of an element; its attributes are those of the reader's current element. */
        abstract void start(String name, XMLStreamReader element);

        /** A piece of the text of the current element. */
        void text(char[] characters, int start, int length) {}

        void end(String name) {}

        /** Whether the rest of the part is not wanted. */
        boolean isDone() {
            return false;
        }

        /** An attribute by its name without prefix; null where there is none. */
        static String attribute(XMLStreamReader element, String name) {
            for (int i = 0; i < element.getAttributeCount(); i++) {
                if (local(element.getAttributeLocalName(i)).equals(name)) {
                    return element.getAttributeValue(i);
                }
            }
            return null;
        }

        /** Whether an attribute of the XML Schema type boolean is true. */
        static boolean isTrue(String value) {
            return value != null && (value.equals("1") || value.equals("true"));
        }
    }

    /**
     * Reads a part and closes it.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem if the part is no XML, is damaged, or has a document type
     */
    static void read(InputStream part, Handler handler) throws IOException {
        try (part) {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(part);
            while (reader.hasNext() && !handler.isDone()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> handler.start(local(reader.getLocalName()), reader);
                    case XMLStreamConstants.END_ELEMENT -> handler.end(local(reader.getLocalName()));
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        handler.text(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                    case XMLStreamConstants.DTD -> throw RejectedFile.DOCTYPE.problem();
                    default -> {}
                }
            }
            if (!handler.isDone()) {
                // the checksum is compared at the end of the part
                part.transferTo(OutputStream.nullOutputStream());
            }
        } catch (XMLStreamException | WstxLazyException | IOException e) {
            throw RejectedFile.DAMAGED.problem();
        }
    }

    private static String local(String qualified) {
        int colon = qualified.indexOf(':');
        return colon < 0 ? qualified : qualified.substring(colon + 1);
    }
}
