package org.prefabtracker.shared.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prefabtracker.shared.message.Language;
import org.prefabtracker.shared.message.Sentences;

/** Every sentence of a problem, a violation or a refusal in the code has its Chinese in messages/problems_zh.txt. */
class ProblemTextsTest {

    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    /** Three English words in a row are a sentence that was not translated. */
    private static final Pattern ENGLISH = Pattern.compile("\\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\\b");

    @Test
    void everySentenceOfTheCodeIsKnown() throws IOException {
        Map<String, String> ofCode = ProblemTexts.all(Path.of("src/main/java"));
        assertThat(ofCode).hasSizeGreaterThan(200);
        ofCode.keySet().removeAll(Sentences.english());
        assertThat(ofCode).isEmpty();
    }

    @Test
    void everyTitleIsKnown() {
        IntStream.range(400, 600).mapToObj(Problems::title).distinct().forEach(title -> assertThat(
                        Sentences.in(Language.ZH, title))
                .matches(chinese -> CHINESE.matcher(chinese).find()));
    }

    @Test
    void everySentenceIsShownInChineseWithAllItsValues() {
        TreeSet<String> wrong = new TreeSet<>();
        for (String sentence : Sentences.english()) {
            String english = sentence;
            int values = 0;
            while (english.contains("{}")) {
                english = english.replaceFirst("\\{}", "#" + ++values);
            }
            String chinese = Sentences.in(Language.ZH, english);
            boolean all = IntStream.rangeClosed(1, values).allMatch(value -> chinese.contains("#" + value));
            if (!CHINESE.matcher(chinese).find() || ENGLISH.matcher(chinese).find() || !all) {
                wrong.add(english + ": " + chinese);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aValueThatIsASentenceIsShownInChineseToo() {
        assertThat(Sentences.in(Language.ZH, "event 7 depends on it or on what was before: hold NC-1 is open"))
                .isEqualTo("事件 7 依赖于它或之前的状态：待处理 NC-1 未解除");
        assertThat(Sentences.in(
                        Language.ZH,
                        "The project cannot be deleted: it has 2 pieces; cancel its components instead, 1 frozen evaluations, which"
                                + " stay for good, 3 requirements"))
                .isEqualTo("该项目 不能删除：它有 2 个实物构件（请改为取消其构件）、1 份冻结的评价（永久保留）、3 项规划条件");
        assertThat(Sentences.in(
                        Language.ZH, "building 2# has no such storey, and 3 components of building 1# are on it"))
                .isEqualTo("单体建筑 2# 没有该楼层，而单体建筑 1# 有 3 个构件在此层");
    }

    @Test
    void callsThatOnlyReadSayNothingOfStoringInEitherLanguage() {
        String detail = "2 problems" + Problems.NOTHING_STORED;
        assertThat(Problems.withoutStored(detail)).isEqualTo("2 problems");
        assertThat(Problems.withoutStored(Sentences.in(Language.ZH, detail))).isEqualTo("有 2 处错误");
        assertThat(Problems.withoutStored("The body is empty")).isEqualTo("The body is empty");
    }

    @Test
    void whatIsNotKnownOrEndlessStaysAsItIs() {
        assertThat(Sentences.in(Language.ZH, "P1")).isEqualTo("P1");
        assertThat(Sentences.in(Language.EN, "Not found")).isEqualTo("Not found");
        String endless = "hold " + "x is open ".repeat(100_000);
        assertThat(Sentences.in(Language.ZH, endless)).isEqualTo(endless);
        assertThat(Sentences.in(Language.ZH, null)).isNull();
    }
}
