package org.prefabtracker.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.function.Consumer;
import org.apache.fop.apps.FOPException;
import org.apache.fop.apps.FOUserAgent;
import org.apache.fop.apps.FopFactory;
import org.apache.fop.apps.FopFactoryBuilder;
import org.apache.fop.apps.MimeConstants;
import org.apache.fop.apps.io.InternalResourceResolver;
import org.apache.fop.apps.io.ResourceResolverFactory;
import org.apache.fop.configuration.ConfigurationException;
import org.apache.fop.configuration.DefaultConfigurationBuilder;
import org.apache.xmlgraphics.io.Resource;
import org.apache.xmlgraphics.io.ResourceResolver;
import org.jboss.logging.Logger;

/** Renders formatting objects as PDF. It is initialised with the first document and reads only the bundled typefaces. */
final class PdfRenderer {

    private static final Logger LOG = Logger.getLogger(PdfRenderer.class);

    private static final URI BASE = URI.create("typeface:///");

    /** For archives: all typefaces are embedded (ISO 19005-2, level B). */
    private static final String PDF_A = "PDF/A-2b";

    private static final class SetUp {
        static final FopFactory FACTORY = factory();
    }

    private PdfRenderer() {}

    /** @param title and {@code made}: the properties of the file */
    static byte[] print(String title, Date made, Consumer<FoWriter> content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FOUserAgent agent = SetUp.FACTORY.newFOUserAgent();
        agent.setTitle(FontSelector.wellFormed(title));
        agent.setCreator("prefab-tracker");
        agent.setCreationDate(made);
        agent.getRendererOptions().put("pdf-a-mode", PDF_A);
        agent.getEventBroadcaster()
                .addEventListener(event -> LOG.debugf("%s %s", event.getEventID(), event.getParams()));
        try {
            FoWriter fo = new FoWriter(
                    SetUp.FACTORY.newFop(MimeConstants.MIME_PDF, agent, out).getDefaultHandler());
            content.accept(fo);
            fo.done();
        } catch (FOPException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static FopFactory factory() {
        ResourceResolver typefaces = new ResourceResolver() {
            @Override
            public Resource getResource(URI uri) throws IOException {
                String path = uri.getPath();
                if (!BASE.getScheme().equals(uri.getScheme())) {
                    throw new IOException("a report reads no resource but its fonts");
                }
                return new Resource(FontSelector.open(path.substring(path.lastIndexOf('/') + 1)));
            }

            @Override
            public OutputStream getOutputStream(URI uri) throws IOException {
                throw new IOException("a report has one output");
            }
        };
        try {
            FopFactoryBuilder builder = new FopFactoryBuilder(BASE, typefaces);
            builder.setConfiguration(new DefaultConfigurationBuilder()
                    .build(new ByteArrayInputStream(configuration().getBytes(StandardCharsets.UTF_8))));
            FopFactory factory = builder.build();
            InternalResourceResolver resolver = ResourceResolverFactory.createInternalResourceResolver(BASE, typefaces);
            factory.getFontManager().setResourceResolver(resolver);
            factory.getFontManager().disableFontCache();
            return factory;
        } catch (ConfigurationException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static String configuration() {
        StringBuilder fonts = new StringBuilder();
        for (FontSelector face : FontSelector.values()) {
            fonts.append(font(face, face.file(), "normal", false));
            fonts.append(font(face, face.bold() == null ? face.file() : face.bold(), "bold", face.bold() == null));
        }
        return "<fop version=\"1.0\"><renderers><renderer mime=\"application/pdf\"><fonts>" + fonts
                + "</fonts></renderer></renderers></fop>";
    }

    private static String font(FontSelector face, String file, String weight, boolean thickened) {
        return """
                <font embed-url="%s%s" embedding-mode="subset" simulate-style="%s"><font-triplet name="%s" style="normal" weight="%s"/></font>""".formatted(BASE, file, thickened, face.name(), weight);
    }
}
