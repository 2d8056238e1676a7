package org.prefabtracker.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemarksTest {

    private static final Remarks ZH = new Remarks(Language.ZH, CalculationLawsTest.rules());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                kitchen is declared absent | 已申报无厨房
                fullDecoration is not declared | 未申报全装修
                envelopeArea, partitionArea are not declared | 未申报围护墙外表面总面积、内隔墙墙面总面积（单面）
                no component in the bill, and dryFloorArea not declared | 构件清单中无相应构件，且未申报干式工法楼面地面面积（未跟踪部分）
                separatedPipelineLength not declared | 未申报管线分离长度
                more counts than there is | 计入量大于总量
                more counts than there is: planArea | 计入量大于总量：各楼层建筑平面总面积
                kitchen is declared absent, yet 3 of its components stand in the bill | 已申报无厨房，但构件清单中有3个相应构件
                the weight for a structure of STEEL is not known; declare envelopeWeight | 钢结构的权重系数未知，须申报围护墙和内隔墙权重系数
                3 vertical members in the bill do not state their mass | 构件清单中有3个竖向构件未注明质量
                storey 5: components cover 512.5 m2 of a plan area of 500 m2 | 楼层 5：构件水平投影面积 512.5 m² 大于该层平面面积 500 m²
                countedStripArea is declared in the design only and does not count as built | 可计入的后浇带水平投影面积仅有设计阶段申报，竣工阶段不计入
                vertical members of STEEL count in full under DESIGN; none stands in the bill | 设计口径下钢结构的竖向构件全部计入；构件清单中无竖向构件
                vertical members of STEEL: by mass at the lens over mass in the bill | 钢结构的竖向构件：按该口径下质量与清单总质量之比
                bathroomFitted is declared as not so: nothing counts | 卫生间洁具设备安装到位：申报为否，不计入
                1.5 m3 of 20 m3 in the bill is waste of installed lots (netQuantity) and counts on neither side | 清单 20 m³ 中有 1.5 m³ 为已安装批次的余料（净用量以外），分子分母均不计
                declared absent in the take-off of phase AS_BUILT | 缺项由竣工阶段基础数据申报
                no reason is stated | 未注明缺项原因
                precast: 12.5 m2 x 0.9 | precast：12.5 m² × 0.9
                """)
    void saysInChineseWhatAFindingSays(String english, String chinese) {
        assertThat(ZH.say(english)).isEqualTo(chinese);
    }

    @Test
    void leavesWhatItDoesNotKnowAndWhatIsToBeEnglish() {
        assertThat(ZH.say("something new")).isEqualTo("something new");
        assertThat(ZH.say(null)).isNull();
        assertThat(new Remarks(Language.EN, CalculationLawsTest.rules()).say("kitchen is declared absent"))
                .isEqualTo("kitchen is declared absent");
    }
}
