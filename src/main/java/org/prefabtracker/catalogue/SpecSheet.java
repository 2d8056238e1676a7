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
import org.jdbi.v3.core.Handle;
import org.prefabtracker.access.Caller;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Registered;
import org.prefabtracker.shared.RowSource;
import org.prefabtracker.workbook.Column;
import org.prefabtracker.workbook.Layout;
import org.prefabtracker.workbook.Type;
import org.prefabtracker.workbook.Values;
import org.prefabtracker.workbook.WorkbookImport;

/** The catalogue as a workbook. */
@ApplicationScoped
public class SpecSheet implements WorkbookImport<Spec> {

    private final Specs specs;
    private final Caller caller;
    private final ObjectMapper mapper;
    private final Layout<Spec> layout;

    public SpecSheet(Specs specs, Caller caller, ObjectMapper mapper) {
        this.specs = specs;
        this.caller = caller;
        this.mapper = mapper;
        layout = new Layout<>(
                "specs",
                "构件规格",
                "Specs",
                Stream.concat(columns(), QuantityColumns.of(Spec::quantities)).toList(),
                SpecSheet::spec,
                List.of(example()));
    }

    @Override
    public Layout<Spec> layout() {
        return layout;
    }

    @Override
    public Registered register(Handle handle, String project, RowSource<Spec> rows, Faults faults) {
        return specs.register(handle, Owner.of(caller.account()), rows, faults);
    }

    private Stream<Column<Spec>> columns() {
        return Stream.of(
                Column.of("code", "规格编号", "Spec code", Type.TEXT, Spec::code)
                        .spelled("编号", "规格", "spec")
                        .must(),
                Column.of("name", "名称", "Name", Type.TEXT, Spec::name)
                        .spelled("规格名称")
                        .must(),
                Column.of("nameEn", "英文名称", "English name", Type.TEXT, Spec::nameEn),
                Column.of("category", "类别", "Category", Type.choice(Category.class, Category::zh), Spec::category)
                        .spelled("构件类别", "构件类型")
                        .must(),
                Column.of("material", "材料", "Material", Type.choice(Material.class, Material::zh), Spec::material)
                        .must(),
                Column.of("standard", "标准", "Standard", Type.TEXT, Spec::standard)
                        .spelled("图集", "标准图集"),
                Column.of("edition", "版次", "Edition", Type.TEXT, Spec::edition),
                Column.of("strengthGrade", "强度等级", "Strength grade", Type.TEXT, Spec::strengthGrade)
                        .spelled("混凝土强度等级"),
                Column.of("lengthMm", "长", "Length", Type.DECIMAL, Spec::lengthMm)
                        .in("mm"),
                Column.of("widthMm", "宽", "Width", Type.DECIMAL, Spec::widthMm)
                        .spelled("宽度")
                        .in("mm"),
                Column.of("heightMm", "高", "Height", Type.DECIMAL, Spec::heightMm)
                        .spelled("高度", "厚度", "thickness")
                        .in("mm"),
                Column.of("basis", "计量单位", "Basis", Type.choice(Basis.class, Basis::zh), Spec::basis)
                        .noted("what the quantities are for one of; empty: a piece 工程量按件、米或平方米，不填为件"),
                Column.of("features", "特性", "Features", Type.choices(Feature.class, Feature::zh), SpecSheet::features)
                        .noted("any of 可多选，用逗号分隔: 保温一体化, 装饰一体化, 管线一体化"),
                Column.of("parts", "组成部分", "Parts", json(new TypeReference<List<Spec.Part>>() {}), SpecSheet::parts)
                        .noted("what rates like components of its own, as JSON 单独计算的组成部分（JSON）"),
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
                                Type.choice(DataBasis.class, SpecSheet::zh),
                                Spec::dataBasis)
                        .noted("empty: declared 不填为申报"),
                Column.of("dataNote", "数据说明", "Data note", Type.TEXT, Spec::dataNote),
                Column.of("status", "状态", "Status", Type.choice(Spec.Status.class, SpecSheet::zh), Spec::status)
                        .noted("only released ones are made; empty: draft 发布后才能生产，不填为草稿"));
    }

    private Type json(TypeReference<?> type) {
        return Type.parsed(
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
                "expected JSON, as an export writes it");
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

    private static String zh(DataBasis basis) {
        return switch (basis) {
            case VERIFIED -> "已核对";
            case COMPUTED -> "计算";
            case RECALLED -> "待核对";
            case DECLARED -> "申报";
        };
    }

    private static String zh(Spec.Status status) {
        return switch (status) {
            case DRAFT -> "草稿";
            case RELEASED -> "发布";
        };
    }

    private static Spec spec(Values values) {
        return new Spec(
                values.get("code"),
                null,
                values.get("name"),
                values.get("nameEn"),
                values.get("category"),
                values.get("material"),
                values.get("standard"),
                values.get("edition"),
                values.get("strengthGrade"),
                values.get("lengthMm"),
                values.get("widthMm"),
                values.get("heightMm"),
                values.get("basis"),
                values.get("features"),
                QuantityColumns.read(values),
                values.get("parts"),
                values.get("externalCodes"),
                values.get("dataBasis"),
                values.get("dataNote"),
                values.get("status"),
                null);
    }

    private static Spec example() {
        return new Spec(
                "DBS1-67-3620-31",
                null,
                "桁架叠合板",
                "lattice girder slab",
                Category.SLAB,
                Material.CONCRETE,
                "15G366-1",
                null,
                "C30",
                new BigDecimal(3420),
                new BigDecimal(1760),
                new BigDecimal(60),
                Basis.PIECE,
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
                DataBasis.DECLARED,
                null,
                Spec.Status.RELEASED,
                null);
    }
}
