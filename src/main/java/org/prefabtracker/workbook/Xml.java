package org.prefabtracker.workbook;

import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.util.zip.ZipException;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads the XML parts of untrusted workbooks. Document types are rejected, so there are no entities and no external references. */
final class Xml {

    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private Xml() {}

    /** Handles elements by their local names, which are the same in strict and transitional workbooks. */
    abstract static class Handler extends DefaultHandler {
        abstract void start(String name, Attributes attributes);

        void end(String name) {}

        @Override
        public final void startElement(String uri, String local, String qualified, Attributes attributes) {
            start(local(qualified), attributes);
        }

        @Override
        public final void endElement(String uri, String local, String qualified) {
            end(local(qualified));
        }

        static String local(String qualified) {
            int colon = qualified.indexOf(':');
            return colon < 0 ? qualified : qualified.substring(colon + 1);
        }

        /** An attribute by its name without prefix; null where there is none. */
        static String attribute(Attributes attributes, String name) {
            for (int i = 0; i < attributes.getLength(); i++) {
                if (local(attributes.getQName(i)).equals(name)) {
                    return attributes.getValue(i);
                }
            }
            return null;
        }
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem if the part is no XML or has a document type */
    static void read(InputStream part, Handler handler) throws IOException {
        try (part) {
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            SAXParser parser = factory.newSAXParser();
            parser.parse(part, handler);
        } catch (SAXException e) {
            // the parser reports a document type only by its message
            boolean doctype = e.getMessage() != null && e.getMessage().contains("DOCTYPE");
            throw (doctype ? RejectedFile.DOCTYPE : RejectedFile.NO_WORKBOOK).problem();
        } catch (ZipException | EOFException | CharConversionException | UnsupportedEncodingException e) {
            throw RejectedFile.NO_WORKBOOK.problem();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
