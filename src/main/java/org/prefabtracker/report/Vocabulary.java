package org.prefabtracker.report;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Feature;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.BuildingUse;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.StoreyKind;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.facts.EvaluationKind;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.rating.ruleset.Settings;
import org.prefabtracker.rating.ruleset.Settings.GradeGapPolicy;
import org.prefabtracker.rating.ruleset.Settings.TieRounding;

/** What the words of closed sets are called in a report. */
record Vocabulary(Language language) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final Pattern CAPITAL = Pattern.compile("\\p{Lu}");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,4}");

    private String of(String zh, String en) {
        return language.of(zh, en);
    }

    /** {@code SHEAR_WALL} as shear wall. */
    private static String plain(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** {@code planArea} as plan area. */
    private static String plain(String key) {
        return CAPITAL.matcher(key)
                .replaceAll(
                        match -> Matcher.quoteReplacement(" " + match.group().toLowerCase(Locale.ROOT)));
    }

    String name(Category category) {
        return of(category.zh(), plain(category));
    }

    String name(Lens lens) {
        return of(lens.zh(), plain(lens)) + " " + lens.name();
    }

    /** Without what it is called in the API. */
    String shortName(Lens lens) {
        return of(lens.zh(), plain(lens));
    }

    String name(EvaluationKind kind) {
        return of(kind.zh(), plain(kind));
    }

    String name(DeclaredQuantity measure) {
        return of(measure.zh(), plain(measure.key()));
    }

    String name(AbsentFeature.What what) {
        return of(what.zh(), plain(what.key()));
    }

    String name(Quantity quantity) {
        return of(quantity.zh(), plain(quantity.key().replaceAll("(M3|M2|Kg|M)$", "")));
    }

    String name(TakeOff.Phase phase) {
        return phase == TakeOff.Phase.DESIGN ? of("设计", "design") : of("竣工", "as built");
    }

    String name(StructuralSystem structure) {
        return of(
                switch (structure) {
                    case CONCRETE -> "混凝土结构";
                    case STEEL -> "钢结构";
                    case TIMBER -> "木结构";
                    case COMPOSITE -> "组合结构";
                },
                plain(structure));
    }

    String name(BuildingUse use) {
        return of(
                switch (use) {
                    case RESIDENTIAL -> "居住建筑";
                    case PUBLIC -> "公共建筑";
                    case INDUSTRIAL -> "工业建筑";
                },
                plain(use));
    }

    String name(StoreyKind kind) {
        return of(
                switch (kind) {
                    case BASEMENT -> "地下室";
                    case ABOVE_GROUND -> "地上楼层";
                    case ROOF_TOWER -> "出屋面部分";
                },
                plain(kind));
    }

    String name(Feature feature) {
        return of(feature.zh(), plain(feature));
    }

    String name(DeclaredQuantity.Role role) {
        return switch (role) {
            case NUMERATOR -> of("计入分子", "counts");
            case DENOMINATOR -> of("分母", "what there is");
            case FACT -> of("是否", "yes or no");
            case INPUT -> of("参数", "input");
        };
    }

    String name(Rating.Status status) {
        return switch (status) {
            case SCORED -> of("已评分", "scored");
            case MISSING -> of("缺数据", "no data");
            case INVALID -> of("数据矛盾", "impossible data");
            case NOT_APPLICABLE -> of("不适用（缺项）", "not applicable");
        };
    }

    String name(RuleSet.SourceConfidence basis) {
        return switch (basis) {
            case VERIFIED -> of("已核对原文", "read in the text");
            case RECALLED_HIGH -> of("未核对原文，把握高", "recalled, confidence high");
            case RECALLED_MEDIUM -> of("未核对原文，把握中", "recalled, confidence medium");
            case RECALLED_LOW -> of("未核对原文，把握低", "recalled, confidence low");
        };
    }

    String name(TieRounding ties) {
        return ties == TieRounding.HALF_UP
                ? of("四舍五入 HALF_UP", "half up")
                : of("四舍六入五成双（GB/T 8170） HALF_EVEN", "half to even (GB/T 8170)");
    }

    String name(Settings.RatioRounding rounding) {
        return switch (rounding) {
            case NONE -> of("不修约，按精确值", "none: exact");
            case ONE_DECIMAL -> of("百分数保留1位小数", "1 decimal of the percent");
            case TWO_DECIMALS -> of("百分数保留2位小数", "2 decimals of the percent");
        };
    }

    String name(GradeGapPolicy gaps) {
        return gaps == GradeGapPolicy.LOWER_GRADE ? of("取较低等级并注明", "the lower grade, marked") : of("不评定等级", "no grade");
    }

    String name(Settings.CompositeVertical composite) {
        return composite == Settings.CompositeVertical.BY_CONCRETE
                ? of("按混凝土体积", "by the volume of concrete")
                : of("同钢结构", "as those of steel");
    }

    String name(Settings.Mode mode) {
        return switch (mode) {
            case HALF_UP -> of("四舍五入", "half up");
            case HALF_EVEN -> of("四舍六入五成双", "half to even");
            case DOWN -> of("舍去", "cut");
            case UP -> of("进一", "up");
        };
    }

    String yes(boolean yes) {
        return yes ? of("是", "yes") : of("否", "no");
    }

    /** Of a building's storey, never a bare number. */
    String storey(String code) {
        if (language == Language.EN) {
            return "storey " + code;
        }
        if (WHOLE.matcher(code).matches()) {
            return code.startsWith("-") ? "地下" + code.substring(1) + "层" : code + "层";
        }
        return code.endsWith("层") ? code : code + "层";
    }

    /** Of storeys next to each other, and how many there are: 3–17层 ×15. */
    String storeys(List<String> codes) {
        if (codes.size() == 1) {
            return storey(codes.get(0));
        }
        String first = codes.get(0);
        String last = codes.get(codes.size() - 1);
        boolean plainNumbers =
                WHOLE.matcher(first).matches() && WHOLE.matcher(last).matches() && !first.startsWith("-");
        String range = plainNumbers
                ? of(first + "–" + last + "层", "storeys " + first + "–" + last)
                : of(storey(first) + "–" + storey(last), "storeys " + first + " to " + last);
        return range + " ×" + codes.size();
    }

    /** With superscripts; {@code 1} of plain numbers is none. */
    String unit(String unit) {
        if (unit == null) {
            return null;
        }
        return switch (unit) {
            case "m2" -> "m²";
            case "m3" -> "m³";
            case "1", "bool" -> "";
            case "money" -> of("元", "currency");
            default -> unit;
        };
    }

    String time(OffsetDateTime time) {
        return time == null ? null : TIME.format(time);
    }

    /** Who declared it and when, in the zone of the report. */
    String declared(TakeOff.Declared takeOff, OffsetDateTime printedAt) {
        return takeOff.declaredBy()
                + " "
                + MINUTE.format(takeOff.declaredAt().withOffsetSameInstant(printedAt.getOffset()));
    }

    /** Without zeros at the end, and without an exponent. */
    static BigDecimal plain(BigDecimal number) {
        if (number == null) {
            return null;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
