package org.prefabtracker.shared.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Every time of an answer has the offset of the time zone of the system, whatever offset it was read with. */
@Singleton
public class TimesInZone implements ObjectMapperCustomizer {

    private final ZoneId zone;

    @Inject
    TimesInZone(@ConfigProperty(name = "prefab.zone") ZoneId zone) {
        this.zone = zone;
    }

    /** After the settings of Quarkus, whose module has a serializer of its own. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule("times").addSerializer(OffsetDateTime.class, new Writing(zone)));
    }

    private static final class Writing extends StdScalarSerializer<OffsetDateTime> {

        private static final long serialVersionUID = 1;

        private final transient ZoneId zone;

        Writing(ZoneId zone) {
            super(OffsetDateTime.class);
            this.zone = zone;
        }

        @Override
        public void serialize(OffsetDateTime time, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            generator.writeString(
                    time.atZoneSameInstant(zone).toOffsetDateTime().format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
        }
    }
}
