package org.prefabtracker.shared.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prefabtracker.access.OrganisationKind;
import org.prefabtracker.access.Role;
import org.prefabtracker.audit.AuditAction;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Feature;
import org.prefabtracker.catalogue.Material;
import org.prefabtracker.catalogue.Provenance;
import org.prefabtracker.catalogue.QuantityBasis;
import org.prefabtracker.catalogue.Spec;
import org.prefabtracker.component.ComponentStage;
import org.prefabtracker.component.PieceStage;
import org.prefabtracker.plausibility.FindingKind;
import org.prefabtracker.plausibility.Severity;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.BuildingUse;
import org.prefabtracker.project.JointKind;
import org.prefabtracker.project.StoreyKind;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.region.RegionClass;
import org.prefabtracker.share.ShareBasis;
import org.prefabtracker.tracking.EventInput;
import org.prefabtracker.tracking.EventType;
import org.prefabtracker.tracking.Progress;

class EnumNamesTest {

    /** The enums that clients send. */
    private static final List<Class<? extends Enum<?>>> SENT = List.of(
            Category.class,
            Material.class,
            Feature.class,
            QuantityBasis.class,
            Provenance.class,
            Spec.Status.class,
            BuildingUse.class,
            StructuralSystem.class,
            StoreyKind.class,
            TakeOff.Phase.class,
            AbsentFeature.What.class,
            JointKind.class,
            EventType.class,
            EventInput.Joint.class,
            PieceStage.class,
            ComponentStage.class,
            Lens.class,
            ShareBasis.class,
            RegionClass.class,
            OrganisationKind.class,
            Role.class,
            FindingKind.class,
            Severity.class,
            AuditAction.class,
            Progress.By.class);

    @ParameterizedTest
    @CsvSource({
        "SLAB, SLAB",
        "slab, SLAB",
        "楼板, SLAB",
        "楼 板, SLAB",
        "楼板 SLAB, SLAB",
        "ＳＬＡＢ, SLAB",
        "shear wall, SHEAR_WALL",
        "外墙, FACADE_PANEL",
        "外挂墙板, FACADE_PANEL",
        "叠合板, SLAB"
    })
    void findAConstantByItsNamesInAnySpelling(String text, Category meant) {
        assertThat(EnumNames.meant(Category.class, text)).containsExactly(meant);
    }

    @Test
    void findBothConstantsThatATextCanMean() {
        assertThat(EnumNames.meant(Category.class, "外墙板")).containsExactly(Category.SHEAR_WALL, Category.FACADE_PANEL);
        assertThat(EnumNames.meant(Category.class, "墙")).isEmpty();
    }

    @Test
    void everyEnumThatIsSentHasAChineseNameOfItsOwnForEachConstant() {
        for (Class<? extends Enum<?>> type : SENT) {
            for (Enum<?> constant : type.getEnumConstants()) {
                assertThat(constant).isInstanceOf(Term.class);
                assertThat(meant(constant, ((Term) constant).zh()))
                        .as(constant.name())
                        .isEqualTo(List.of(constant));
                assertThat(meant(constant, constant.name())).isEqualTo(List.of(constant));
                assertThat(EnumNames.label(constant, Language.ZH)).matches(".*\\p{IsHan}.*");
                assertThat(EnumNames.label(constant, Language.EN)).matches("[a-z0-9 ]+");
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static List<Enum<?>> meant(Enum<?> constant, String text) {
        return (List) EnumNames.meant((Class) constant.getDeclaringClass(), text);
    }

    @ParameterizedTest
    @CsvSource({"SLABB, SLAB", "stiar, STAIR", "外挂墙版, FACADE_PANEL"})
    void suggestTheNameInTheApi(String text, String meant) {
        assertThat(EnumNames.suggestion(Category.class, text)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            zh | ZH
            zh-CN,zh;q=0.9,en;q=0.8 | ZH
            en-GB;q=0.9,zh;q=0.8 | EN
            en;q=0.1,zh | ZH
            zh;q=0,en;q=0.5 | EN
            de, fr | none
            * | none
            zh;q=0 | none
            ;;; | none
            zhuang | none
            """)
    void theLanguageOfAClientIsTheFirstItAccepts(String header, Language language) {
        assertThat(Language.accepted(header).orElse(null)).isEqualTo(language);
    }
}
