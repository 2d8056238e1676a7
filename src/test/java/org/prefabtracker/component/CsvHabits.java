package org.prefabtracker.component;

import java.nio.charset.Charset;
import java.util.List;
import java.util.function.UnaryOperator;

/** The bill of {@link WriterHabits} as the CSV of spreadsheet programs and exports. */
final class CsvHabits {

    private CsvHabits() {}

    static void add(List<WriterHabits.Habit> habits) {
        csv(habits, "commas", "UTF-8", text -> text);
        csv(habits, "a byte order mark (Excel)", "UTF-8", text -> "\ufeff" + text);
        csv(habits, "GB18030 (Excel in China)", "GB18030", text -> text);
        csv(habits, "GB18030 with a byte order mark", "GB18030", text -> "\ufeff" + text);
        csv(habits, "semicolons (Excel in Europe)", "UTF-8", text -> text.replace(',', ';'));
        csv(habits, "a line that names the separator", "UTF-8", text -> "sep=;\r\n" + text.replace(',', ';'));
        csv(habits, "tabs in UTF-16 (Excel: Unicode text)", "UTF-16LE", text -> "\ufeff" + text.replace(',', '\t'));
        csv(habits, "tabs in UTF-16 of the other order", "UTF-16BE", text -> "\ufeff" + text.replace(',', '\t'));
        csv(habits, "line feeds only, the last one missing", "UTF-8", text -> text.replace("\r\n", "\n")
                .strip());
        csv(habits, "carriage returns only", "UTF-8", text -> text.replace("\r\n", "\r"));
        csv(
                habits,
                "all values quoted",
                "UTF-8",
                text -> text.replaceAll("(?m)(^|,)([^\",\r\n]*)(?=,|\r?$)", "$1\"$2\""));
        csv(habits, "further separators at the end of lines", "UTF-8", text -> text.replace("\r\n", ",,,\r\n"));
        csv(habits, "empty lines", "UTF-8", text -> "\r\n\r\n" + text.replace("\r\n", "\r\n\r\n"));
        csv(habits, "blanks after the separators", "UTF-8", text -> text.replace(",", ", "));
        csv(habits, "zeros kept by a formula", "UTF-8", text -> text.replace("007", "=\"007\""));
        csv(habits, "zeros kept by a quoted formula", "UTF-8", text -> text.replace("007", "\"=\"\"007\"\"\""));
        csv(habits, "a title without a separator", "UTF-8", text -> "构件清单\r\n" + text.replace(',', ';'));
        csv(habits, "line ends within quotation marks", "UTF-8", text -> text.replace("混凝土体积", "\"混凝土\r\n体积\""));
    }

    private static void csv(List<WriterHabits.Habit> habits, String name, String charset, UnaryOperator<String> edit) {
        habits.add(new WriterHabits.Habit(
                "CSV: " + name, edit.apply(HabitFile.csv()).getBytes(Charset.forName(charset))));
    }
}
