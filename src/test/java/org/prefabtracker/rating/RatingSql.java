package org.prefabtracker.rating;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.facts.LotReader;

/** The statement behind a rating, for plain JDBC. */
public final class RatingSql {

    private static final Pattern NAMED = Pattern.compile("(?<!:):(project|buildings)\\b");

    public static final String PRODUCED_OF_ONE_BUILDING =
            NAMED.matcher(LotReader.sql(Lens.PRODUCED)).replaceAll("?");

    /** What each question mark stands for: {@code p}roject or an array of {@code b}uildings. */
    public static final String PARAMETERS = NAMED.matcher(LotReader.sql(Lens.PRODUCED))
            .results()
            .map(found -> found.group(1).substring(0, 1))
            .collect(Collectors.joining());

    private RatingSql() {}
}
