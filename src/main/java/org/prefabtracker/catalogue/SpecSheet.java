package org.prefabtracker.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.workbook.CellType;
import org.prefabtracker.workbook.Column;
import org.prefabtracker.workbook.SheetDefinition;
import org.prefabtracker.workbook.Values;
import org.prefabtracker.workbook.WorkbookImport;

/** The catalogue as a workbook. */
@ApplicationScoped
public class SpecSheet implements WorkbookImport<Spec> {

    private final SpecStore specs;
    private final CurrentUser currentUser;
    private final ObjectMapper mapper;
    private final SheetDefinition<Spec> layout;

    public SpecSheet(SpecStore specs, CurrentUser currentUser, ObjectMapper mapper) {
        this.specs = specs;
        this.currentUser = currentUser;
        this.mapper = mapper;
        layout = new SheetDefinition<>(
                "specs",
                "构件规格",
                "Specs",
                Stream.concat(columns(), QuantityColumns.of(Spec::quantities)).toList(),
                SpecSheet::spec,
                List.of(example()));
    }

    @Override
    public SheetDefinition<Spec> layout() {
        return layout;
    }

    @Override
    public UpsertResult register(String project, RowSource<Spec> rows, Violations violations) {
        return specs.register(SpecOwner.of(currentUser.account()), rows, violations);
    }

    private Stream<Column<Spec>> columns() {
        return Stream.of(
                Column.of("code", "规格编号", "Spec code", CellType.TEXT, Spec::code)
                        .spelled("编号", "规格", "spec")
                        .must(),
                Column.of("name", "名称", "Name", CellType.TEXT, (Spec spec) -> spec.names()
                                .name())
                        .spelled("规格名称")
                        .must(),
                Column.of("nameEn", "英文名称", "English name", CellType.TEXT, (Spec spec) -> spec.names()
                        .nameEn()),
                Column.of("category", "类别", "Category", CellType.choice(Category.class, Category::zh), Spec::category)
                        .spelled("构件类别", "构件类型")
                        .must(),
                Column.of("material", "材料", "Material", CellType.choice(Material.class, Material::zh), Spec::material)
                        .must(),
                Column.of("standard", "标准", "Standard", CellType.TEXT, (Spec spec) -> spec.source()
                                .standard())
                        .spelled("图集", "标准图集"),
                Column.of("edition", "版次", "Edition", CellType.TEXT, (Spec spec) -> spec.source()
                        .edition()),
                Column.of("strengthGrade", "强度等级", "Strength grade", CellType.TEXT, Spec::strengthGrade)
                        .spelled("混凝土强度等级"),
                Column.of("lengthMm", "长", "Length", CellType.DECIMAL, (Spec spec) -> spec.dimensions()
                                .lengthMm())
                        .spelled("长度")
                        .in("mm"),
                Column.of("widthMm", "宽", "Width", CellType.DECIMAL, (Spec spec) -> spec.dimensions()
                                .widthMm())
                        .spelled("宽度")
                        .in("mm"),
                Column.of("heightMm", "高", "Height", CellType.DECIMAL, (Spec spec) -> spec.dimensions()
                                .heightMm())
                        .spelled("高度", "厚度", "thickness")
                        .in("mm"),
                Column.of(
                                "basis",
                                "计量单位",
                                "Basis",
                                CellType.choice(QuantityBasis.class, QuantityBasis::zh),
                                Spec::basis)
                        .noted("the unit that the quantities are for; empty: a piece 工程量按件、米或平方米，不填为件"),
                Column.of(
                                "features",
                                "特性",
                                "Features",
                                CellType.choices(Feature.class, Feature::zh),
                                SpecSheet::features)
                        .noted("any of 可多选，用逗号分隔: 保温一体化, 装饰一体化, 管线一体化"),
                Column.of("parts", "组成部分", "Parts", json(new TypeReference<List<Spec.Part>>() {}), SpecSheet::parts)
                        .noted("parts that are rated as components of their own, as JSON 单独计算的组成部分（JSON）"),
                Column.of(
                                "externalCodes",
                                "其他系统编码",
                                "External codes",
                                json(new TypeReference<Map<String, String>>() {}),
                                SpecSheet::externalCodes)
                        .noted("codes of other systems as JSON 其他系统中的编码（JSON）: {\"IFC\": \"…\"}"),
                Column.of(
                                "dataBasis",
                                "数据依据",
                                "Data basis",
                                CellType.choice(Provenance.class, Provenance::zh),
                                (Spec spec) -> spec.data().dataBasis())
                        .noted("empty: declared 不填为申报"),
                Column.of("dataNote", "数据说明", "Data note", CellType.TEXT, (Spec spec) -> spec.data()
                        .dataNote()),
                Column.of("status", "状态", "Status", CellType.choice(Spec.Status.class, Spec.Status::zh), Spec::status)
                        .noted("only released specs can be produced; empty: released 发布后才能生产，不填为发布"));
    }

    private CellType json(TypeReference<?> type) {
        return CellType.parsed(
                text -> {
                    try {
                        return mapper.readValue(text, type);
                    } catch (JsonProcessingException e) {
                        throw new IllegalArgumentException(e);
                    }
                },
                value -> {
                    try {
                        return mapper.writeValueAsString(value);
                    } catch (JsonProcessingException e) {
                        throw new IllegalStateException(e);
                    }
                },
                language -> language.of("须为 JSON，与导出文件相同", "expected JSON, as an export writes it"));
    }

    private static Set<Feature> features(Spec spec) {
        return spec.features().isEmpty() ? null : spec.features();
    }

    private static List<Spec.Part> parts(Spec spec) {
        return spec.parts().isEmpty() ? null : spec.parts();
    }

    private static Map<String, String> externalCodes(Spec spec) {
        return spec.externalCodes().isEmpty() ? null : spec.externalCodes();
    }

    private static Spec spec(Values values) {
        return new Spec(
                values.get("code"),
                null,
                new Spec.Names(values.get("name"), values.get("nameEn")),
                values.get("category"),
                values.get("material"),
                new Spec.Source(values.get("standard"), values.get("edition")),
                values.get("strengthGrade"),
                new Spec.Dimensions(values.get("lengthMm"), values.get("widthMm"), values.get("heightMm")),
                values.get("basis"),
                values.get("features"),
                QuantityColumns.read(values),
                values.get("parts"),
                values.get("externalCodes"),
                new Spec.Data(values.get("dataBasis"), values.get("dataNote")),
                values.get("status"),
                null);
    }

    private static Spec example() {
        return new Spec(
                "DBS1-67-3620-31",
                null,
                new Spec.Names("桁架叠合板", "lattice girder slab"),
                Category.SLAB,
                Material.CONCRETE,
                new Spec.Source("15G366-1", null),
                "C30",
                new Spec.Dimensions(new BigDecimal(3420), new BigDecimal(1760), new BigDecimal(60)),
                QuantityBasis.PIECE,
                Set.of(),
                new Quantities(
                        new BigDecimal("0.361152"),
                        null,
                        null,
                        new BigDecimal("902.88"),
                        null,
                        new BigDecimal("6.0192"),
                        null,
                        null),
                List.of(),
                Map.of(),
                new Spec.Data(Provenance.DECLARED, null),
                Spec.Status.RELEASED,
                null);
    }
}
