package org.prefabtracker.evaluation;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Locale;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.rating.facts.LotAggregator;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.text.Sha256;

/**
 * {@code recompute FILE [SHA-256]}: computes the rating of a snapshot again, without database and server. Writes only the
 * canonical bytes of the rating to standard output; messages go to standard error.
 */
public final class RecomputeCommand {

    public static final String COMMAND = "recompute";

    public static final int DONE = 0;
    /** Wrong arguments. */
    public static final int MISUSED = 2;
    /** The file does not exist, or is not a snapshot. */
    public static final int UNREADABLE = 3;
    /** The file has another SHA-256, or its rule set is not the one it names. */
    public static final int ANOTHER = 4;
    /** Computed by a later version of the engine, which alone gives the same bytes. */
    public static final int ANOTHER_ENGINE = 5;

    private static final String USAGE =
            "usage: recompute FILE [SHA-256]   (FILE: a snapshot as the API answers it, - for the standard input)";

    private RecomputeCommand() {}

    /** Returns the exit code. */
    public static int run(InputStream in, OutputStream out, PrintStream err, String... arguments) {
        if (arguments.length < 1
                || arguments.length > 2
                || arguments.length == 2 && !arguments[1].matches("[0-9a-fA-F]{64}")) {
            err.println(USAGE);
            return MISUSED;
        }
        String wanted = arguments.length == 2 ? arguments[1].toLowerCase(Locale.ROOT) : null;
        try (InputStream file = arguments[0].equals("-") ? in : Files.newInputStream(Path.of(arguments[0]))) {
            return recompute(file, wanted, out, err);
        } catch (IOException | InvalidPathException e) {
            err.println("cannot read " + arguments[0] + why(arguments[0]));
        } catch (IllegalArgumentException e) {
            err.println("not a snapshot: " + e.getMessage());
            err.println(
                    "a snapshot is what GET /api/v1/projects/{project}/buildings/{building}/evaluations/{number}/snapshot"
                            + " answers");
        }
        return UNREADABLE;
    }

    private static String why(String file) {
        try {
            return Files.isDirectory(Path.of(file)) ? ": it is a directory" : "";
        } catch (InvalidPathException noPath) {
            return ": it is no path of a file";
        }
    }

    private static int recompute(InputStream file, String wanted, OutputStream out, PrintStream err)
            throws IOException {
        DigestInputStream digested = new DigestInputStream(new BufferedInputStream(file), Sha256.digest());
        LotAggregator lots = new LotAggregator();
        Snapshot snapshot = Snapshot.read(digested, lots::add);
        digested.transferTo(OutputStream.nullOutputStream());
        String sha256 = HexFormat.of().formatHex(digested.getMessageDigest().digest());
        err.println("snapshot " + sha256 + ": " + lots.size() + " components, "
                + snapshot.ruleSet().edition() + ", engine " + snapshot.engine());
        if (wanted != null && !wanted.equals(sha256)) {
            err.println("not the snapshot " + wanted);
            return ANOTHER;
        }
        if (!Sha256.hex(snapshot.ruleSet().text()).equals(snapshot.ruleSet().sha256())) {
            err.println("the SHA-256 of its rule set differs from the one it states");
            return ANOTHER;
        }
        if (snapshot.engine() < 1 || snapshot.engine() > Rating.ENGINE) {
            err.println("this version computes engines 1 to " + Rating.ENGINE + "; use a version with engine "
                    + snapshot.engine());
            return ANOTHER_ENGINE;
        }
        RuleSet ruleSet = RuleSets.standalone(snapshot.ruleSet().text());
        out.write(CanonicalJson.of(snapshot.rating(ruleSet, lots)));
        out.flush();
        return DONE;
    }
}
