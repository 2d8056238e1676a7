package org.prefabtracker.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prefabtracker.shared.text.Sha256;

/** The files of components-catalog/ say what their rules give. */
class CatalogueFilesTest {

    private static final Path FOLDER = Path.of("components-catalog");
    private static final BigDecimal TONNES_2_5 = new BigDecimal(2_500);

    /** A file that changed without a new number would never reach a database that has the former issue. */
    @Test
    void namesEveryFileInTheIndexWithItsNumberAndWhatItSaid() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(Files.readAllLines(FOLDER.resolve("index.txt")).stream()
                            .map(line -> line.replaceFirst(" [1-9][0-9]* ", " ")))
                    .as("where a file has changed, raise its number in index.txt and state its SHA-256")
                    .containsExactlyInAnyOrderElementsOf(
                            files.filter(file -> file.toString().endsWith(".csv"))
                                    .map(file -> file.getFileName() + " " + Sha256.hex(text(file)))
                                    .toList());
        }
    }

    @Test
    void holdsEveryCodeOnceWithStandardEditionAndBasis() {
        List<CSVRecord> rows = rows("*.csv");
        assertThat(rows).hasSizeGreaterThanOrEqualTo(300);
        assertThat(rows.stream().map(row -> row.get("code"))).doesNotHaveDuplicates();
        assertThat(rows).allSatisfy(row -> {
            for (String column : List.of("name", "nameEn", "standard", "edition", "basis", "dataBasis", "dataNote")) {
                assertThat(row.get(column)).as(row.get("code") + " " + column).isNotEmpty();
            }
        });
    }

    @Test
    void holdsEveryLatticeGirderSlabOfTheCommonSpansAndWidthsWithTheSizeItsCodeSays() {
        Pattern code = Pattern.compile("(DBS1|DBS2|DBD)-?67-(\\d\\d)(\\d\\d)-\\d+");
        List<CSVRecord> slabs = rows("15G366-1-*.csv");
        assertThat(slabs).hasSize(2 * (11 + 11 + 6) * 5);
        assertThat(slabs).allSatisfy(slab -> {
            Matcher size = code.matcher(slab.get("code"));
            assertThat(size.matches()).as(slab.get("code")).isTrue();
            int length = Integer.parseInt(size.group(2)) * 100 - 180;
            int width = Integer.parseInt(size.group(3)) * 100
                    - switch (size.group(1)) {
                        case "DBS1" -> 240;
                        case "DBS2" -> 300;
                        default -> 0;
                    };
            BigDecimal area = BigDecimal.valueOf((long) length * width, 6);
            BigDecimal volume = area.multiply(new BigDecimal("0.06"));
            assertThat(number(slab, "lengthMm")).isEqualByComparingTo(String.valueOf(length));
            assertThat(number(slab, "widthMm")).isEqualByComparingTo(String.valueOf(width));
            assertThat(number(slab, "planAreaM2")).isEqualByComparingTo(area);
            assertThat(number(slab, "concreteVolumeM3")).isEqualByComparingTo(volume);
            assertThat(number(slab, "massKg")).isEqualByComparingTo(volume.multiply(TONNES_2_5));
        });
    }

    /** Sizes and masses known from the drawings. */
    @ParameterizedTest
    @CsvSource({
        "DBS1-67-3012, 0.1624, 0.406", "DBS1-67-3620, 0.3612, 0.903", "DBS2-67-3620, 0.3488, 0.872",
        "DBS1-67-4224, 0.5210, 1.302", "DBS2-67-6024, 0.7333, 1.833", "DBD67-2712, 0.1814, 0.454",
        "DBD67-3620, 0.4104, 1.026", "DBD67-4224, 0.5789, 1.447"
    })
    void agreesWithTheSlabsThatAreKnown(String code, BigDecimal m3, BigDecimal tonnes) {
        CSVRecord slab = rows("15G366-1-*.csv").stream()
                .filter(row -> row.get("code").startsWith(code + "-"))
                .findFirst()
                .orElseThrow();
        assertThat(number(slab, "concreteVolumeM3").setScale(4, RoundingMode.HALF_UP))
                .isEqualTo(m3);
        assertThat(number(slab, "massKg").movePointLeft(3).setScale(3, RoundingMode.HALF_UP))
                .isEqualTo(tonnes);
    }

    /** Kilograms per metre are 0.785 times the area in cm2: 2 B t2 + (H - 2 t2) t1 + 0.858 r2 of an H section. */
    @Test
    void weighsHSectionsByTheirArea() {
        Pattern code = Pattern.compile("H[WMN](\\d+)x(\\d+)x([\\d.]+)x([\\d.]+)");
        List<CSVRecord> sections = rows("GB-T-11263-*.csv");
        assertThat(sections).hasSize(38);
        assertThat(sections).allSatisfy(section -> {
            Matcher size = code.matcher(section.get("code"));
            assertThat(size.matches()).as(section.get("code")).isTrue();
            BigDecimal height = new BigDecimal(size.group(1));
            BigDecimal width = new BigDecimal(size.group(2));
            BigDecimal web = new BigDecimal(size.group(3));
            BigDecimal flange = new BigDecimal(size.group(4));
            BigDecimal radius = new BigDecimal(section.get("dataNote").replaceAll(".*radius ([\\d.]+) mm", "$1"));
            BigDecimal twoFlanges = flange.multiply(BigDecimal.valueOf(2));
            BigDecimal area = twoFlanges
                    .multiply(width)
                    .add(height.subtract(twoFlanges).multiply(web))
                    .add(new BigDecimal("0.858").multiply(radius.multiply(radius)))
                    .movePointLeft(2);
            assertThat(area.multiply(new BigDecimal("0.785")).round(new MathContext(3, RoundingMode.HALF_UP)))
                    .as(section.get("code"))
                    .isEqualByComparingTo(number(section, "massKg"));
        });
    }

    /** What is of concrete weighs 2.5 t/m3, and no more of it counts in the structure than there is. */
    @Test
    void weighsConcreteByItsVolume() {
        List<CSVRecord> concrete = rows("*.csv").stream()
                .filter(row -> !row.get("concreteVolumeM3").isEmpty())
                .toList();
        assertThat(concrete).isNotEmpty().allSatisfy(row -> {
            BigDecimal volume = number(row, "concreteVolumeM3");
            assertThat(number(row, "massKg")).as(row.get("code")).isEqualByComparingTo(volume.multiply(TONNES_2_5));
            if (!row.get("structuralConcreteVolumeM3").isEmpty()) {
                assertThat(number(row, "structuralConcreteVolumeM3")).isLessThanOrEqualTo(volume);
            }
        });
    }

    /** Walls state the sizes they are computed from. */
    @Test
    void computesWallsFromTheSizesTheyState() {
        Pattern leaf = Pattern.compile("(\\d+) thick, (\\d+) x (\\d+)");
        Pattern opening = Pattern.compile("opening (\\d+) x (\\d+)");
        List<CSVRecord> walls = Stream.concat(rows("15G365-1-*.csv").stream(), rows("15G365-2-*.csv").stream())
                .toList();
        assertThat(walls).hasSize(54 + 39).allSatisfy(wall -> {
            String note = wall.get("dataNote");
            Matcher hole = opening.matcher(note);
            BigDecimal open = hole.find() ? product(hole, 1, 2) : BigDecimal.ZERO;
            BigDecimal volume = BigDecimal.ZERO;
            Matcher leaves = leaf.matcher(note);
            for (int i = 0; leaves.find(); i++) {
                BigDecimal thick = new BigDecimal(leaves.group(1)).movePointLeft(3);
                volume = volume.add(product(leaves, 2, 3).subtract(open).multiply(thick));
                if (i == 0 && !wall.get("structuralConcreteVolumeM3").isEmpty()) {
                    assertThat(number(wall, "structuralConcreteVolumeM3"))
                            .as(wall.get("code"))
                            .isEqualByComparingTo(volume);
                }
            }
            assertThat(number(wall, "concreteVolumeM3")).as(wall.get("code")).isEqualByComparingTo(volume);
        });
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BigDecimal product(Matcher match, int a, int b) {
        return new BigDecimal(match.group(a))
                .multiply(new BigDecimal(match.group(b)))
                .movePointLeft(6);
    }

    private static BigDecimal number(CSVRecord row, String column) {
        return new BigDecimal(row.get(column));
    }

    private static List<CSVRecord> rows(String glob) {
        try (var files = Files.newDirectoryStream(FOLDER, glob)) {
            List<CSVRecord> rows = new ArrayList<>();
            for (Path file : files) {
                rows.addAll(CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(Files.newBufferedReader(file))
                        .getRecords());
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
