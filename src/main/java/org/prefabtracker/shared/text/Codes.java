package org.prefabtracker.shared.text;

import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Pattern;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/**
 * The codes that users give to specs, projects, buildings, storeys and components: compared exactly, after NFKC and trimming.
 */
public final class Codes {

    public static final int LONGEST = 64;
    /** Letters of any script, digits and {@code # - _ . * × ( ) + ~ □}; for bean validation. */
    public static final String PATTERN = "[\\p{L}\\p{M}\\p{N}#\\-_.*×()+~□]{1,64}";

    private static final Pattern SHAPE = Pattern.compile(PATTERN);
    /** Reserved, because they are parts of paths or names of calls. */
    private static final Set<String> RESERVED = Set.of(".", "..", "import", "export", "copy", "cancel");

    private Codes() {}

    /** The form in which a code is stored and compared: {@code １＃} is {@code 1#}. Null stays null. */
    public static String normalise(String code) {
        return code == null
                ? null
                : Normalizer.normalize(code, Normalizer.Form.NFKC).strip();
    }

    /** Adds a violation where the code in a body differs from that in the address. */
    public static void checkSame(String address, String body, Violations violations) {
        if (body != null && !body.equals(normalise(address))) {
            violations.addElsewhere(
                    new ErrorLocation.Pointer("/code"),
                    body,
                    Violation.OUT_OF_RANGE,
                    "is " + address + " and cannot be changed");
        }
    }

    /** Whether a normalised code is valid. */
    public static boolean isValid(String code) {
        return SHAPE.matcher(code).matches() && !RESERVED.contains(code);
    }
}
