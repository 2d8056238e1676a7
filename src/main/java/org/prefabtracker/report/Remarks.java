package org.prefabtracker.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.ruleset.Measured;
import org.prefabtracker.rating.ruleset.RuleSet;

/**
 * What the findings of a rating say of themselves, in the language of a report. They say it in English; a sentence that is not
 * known here stays as it is.
 */
final class Remarks {

    private static final Vocabulary ZH = new Vocabulary(Language.ZH);

    /** Chinese by the English sentence: {@code {1}} is its first group, named in Chinese where it has a name. */
    private static final Map<Pattern, String> SENTENCES = sentences();

    private final Language language;
    private final Map<String, String> systems;

    Remarks(Language language, RuleSet ruleSet) {
        this.language = language;
        systems = ruleSet.groups().stream()
                .flatMap(group -> group.items().stream())
                .filter(item -> item.measured() instanceof Measured.Factored)
                .flatMap(item -> ((Measured.Factored) item.measured()).systems().stream())
                .collect(Collectors.toMap(Measured.System::nameEn, Measured.System::name, (a, b) -> a));
    }

    private static Map<Pattern, String> sentences() {
        Map<Pattern, String> sentences = new LinkedHashMap<>();
        Map<String, String> said = new LinkedHashMap<>();
        said.put("(\\w+) is declared absent", "已申报无{1}");
        said.put("no component in the bill, and (.+) not declared", "构件清单中无相应构件，且未申报{1}");
        said.put("(.+?) (?:is |are )?not declared", "未申报{1}");
        said.put("more counts than there is: (\\w+)", "计入量大于总量：{1}");
        said.put("more counts than there is", "计入量大于总量");
        said.put(
                "(\\w+) is declared absent, yet (\\d+) of its components stand in the bill", "已申报无{1}，但构件清单中有{2}个相应构件");
        said.put("the weight for a structure of (\\w+) is not known; declare (\\w+)", "{1}的权重系数未知，须申报{2}");
        said.put("(\\w+) is more than 1", "{1}大于1");
        said.put("the factor of (.+) is not known; declare (\\w+)", "{1}的系数未知，须申报{2}");
        said.put("nothing stands in the bill, and (\\w+) is 0", "构件清单为空，且{1}为0");
        said.put("its parts are more than (\\w+)", "各部分之和大于{1}");
        said.put("(\\w+) is at most (\\S+)", "{1}最大为{2}");
        said.put("(\\d+) vertical members in the bill do not state their mass", "构件清单中有{1}个竖向构件未注明质量");
        said.put("no vertical member stands in the bill", "构件清单中无竖向构件");
        said.put(
                "storey (.+): components cover (\\S+) m2 of a plan area of (\\S+) m2",
                "楼层 {1}：构件水平投影面积 {2} m² 大于该层平面面积 {3} m²");
        said.put("(\\w+) is declared in the design only and does not count as built", "{1}仅有设计阶段申报，竣工阶段不计入");
        said.put("(.+): (\\S+) (\\S+) x (\\S+)", "{1}：{2} {3} × {4}");
        said.put("vertical members of (\\w+) count in full under DESIGN", "设计口径下{1}的竖向构件全部计入");
        said.put(
                "vertical members of (\\w+) count in full under DESIGN; none stands in the bill",
                "设计口径下{1}的竖向构件全部计入；构件清单中无竖向构件");
        said.put("vertical members of (\\w+): by mass at the lens over mass in the bill", "{1}的竖向构件：按该口径下质量与清单总质量之比");
        said.put("(\\w+) is declared as not so: nothing counts", "{1}：申报为否，不计入");
        said.put("planArea is the sum of the storeys' plan areas", "各楼层建筑平面总面积取各层平面面积之和");
        said.put(
                "the declared planArea is below the sum of the storeys' plan areas, (\\S+) m2",
                "申报的建筑平面总面积小于各层平面面积之和 {1} m²");
        said.put("storeys without a plan area of their own are not checked one by one", "未登记平面面积的楼层不逐层校核");
        said.put(
                "(\\S+) (\\S+) of (\\S+) \\S+ in the bill is waste of installed lots \\(netQuantity\\) and counts on neither side",
                "清单 {3} {2} 中有 {1} {2} 为已安装批次的余料（净用量以外），分子分母均不计");
        said.put("declared absent in the take-off of phase (\\w+)", "缺项由{1}阶段基础数据申报");
        said.put("no reason is stated", "未注明缺项原因");
        said.forEach((english, chinese) -> sentences.put(Pattern.compile(english), chinese));
        return sentences;
    }

    /** Null of null. */
    String say(String english) {
        if (language == Language.EN || english == null) {
            return english;
        }
        for (Map.Entry<Pattern, String> sentence : SENTENCES.entrySet()) {
            Matcher matcher = sentence.getKey().matcher(english);
            if (matcher.matches()) {
                String chinese = sentence.getValue();
                for (int i = 1; i <= matcher.groupCount(); i++) {
                    chinese = chinese.replace("{" + i + "}", named(matcher.group(i)));
                }
                return chinese;
            }
        }
        return english;
    }

    private String named(String words) {
        UnaryOperator<String> one = word -> DeclaredQuantity.find(word)
                .map(ZH::name)
                .orElseGet(() -> AbsentFeature.What.find(word) != null
                        ? AbsentFeature.What.find(word).zh()
                        : Arrays.stream(StructuralSystem.values())
                                .filter(structure -> structure.name().equals(word))
                                .map(ZH::name)
                                .findFirst()
                                .or(() -> Arrays.stream(TakeOff.Phase.values())
                                        .filter(phase -> phase.name().equals(word))
                                        .map(ZH::name)
                                        .findFirst())
                                .orElseGet(() -> systems.getOrDefault(word, ZH.unit(word))));
        return Arrays.stream(words.split(", ")).map(one).collect(Collectors.joining("、"));
    }
}
