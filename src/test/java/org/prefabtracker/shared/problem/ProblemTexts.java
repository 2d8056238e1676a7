package org.prefabtracker.shared.problem;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The English sentences of problems, violations and refusals in the code, with {} where a value is inserted. They are found in the
 * sources, so that a new sentence without a translation is found too.
 */
final class ProblemTexts {

    private static final Set<String> MAKERS =
            Set.of("of", "builder", "conflict", "add", "addElsewhere", "unknown", "refuse", "answer", "withDetail");
    /** Methods of classes that collect violations of one kind. */
    private static final Set<String> HELPERS = Set.of("refuse", "unknown", "unmeasured", "neverAbsent");
    /** Classes that make a sentence before they hand it on. */
    private static final Set<String> MAKE_FIRST =
            Set.of("BatchDecider.java", "Selection.java", "SpecReference.java", "Json.java", "DeletionStore.java");

    private static final Set<String> MADE = Set.of("Violation", "Objection", "Refusal", "Unreadable");
    private static final Pattern SENTENCE = Pattern.compile("(?s).*[a-z]{2,}.* .*|.*[a-z]+ .*");

    private static final Pattern SQL = Pattern.compile("select |\\n|::|= |, l\\.");

    private ProblemTexts() {}

    /** By sentence the file that has it. */
    static Map<String, String> all(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(sources);
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    manager,
                    null,
                    List.of("-proc:none"),
                    null,
                    manager.getJavaFileObjectsFromPaths(
                            files.filter(file -> file.toString().endsWith(".java"))
                                    .toList()));
            for (CompilationUnitTree unit : task.parse()) {
                String name =
                        Path.of(unit.getSourceFile().getName()).getFileName().toString();
                Constants constants = new Constants();
                constants.scan(unit, null);
                new Sentences(
                                constants.values,
                                MAKE_FIRST.contains(name),
                                sentence -> found.putIfAbsent(
                                        sentence.replaceAll("\\{\\w+}", "{}").replaceAll("(\\{})+", "{}"), name))
                        .scan(unit, null);
            }
        }
        return found;
    }

    /** The texts of constants of a file. */
    private static final class Constants extends TreeScanner<Void, Void> {
        private final Map<String, ExpressionTree> values = new HashMap<>();

        @Override
        public Void visitVariable(VariableTree variable, Void none) {
            if (variable.getInitializer() != null
                    && String.valueOf(variable.getType()).equals("String")
                    && variable.getModifiers().getFlags().contains(Modifier.STATIC)) {
                values.put(variable.getName().toString(), variable.getInitializer());
            }
            return super.visitVariable(variable, none);
        }
    }

    private static final class Sentences extends TreeScanner<Void, Void> {

        private final Map<String, ExpressionTree> constants;
        private final boolean makesFirst;
        private final Consumer<String> found;

        Sentences(Map<String, ExpressionTree> constants, boolean makesFirst, Consumer<String> found) {
            this.constants = constants;
            this.makesFirst = makesFirst;
            this.found = found;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
            String name = call.getMethodSelect() instanceof MemberSelectTree select
                    ? select.getIdentifier().toString()
                    : call.getMethodSelect().toString();
            String on = call.getMethodSelect() instanceof MemberSelectTree select
                    ? select.getExpression().toString()
                    : "";
            if (MAKERS.contains(name)
                            && (on.matches(
                                            "Problems|Violation|violations|wrong|conflicts|EventOutcome|event|others|found|RawProblemWriter")
                                    || on.endsWith("iolations()")
                                    || name.equals("withDetail"))
                    || on.isEmpty() && HELPERS.contains(name)
                    || call.getArguments().stream()
                            .anyMatch(argument -> argument.toString().matches("Violation\\.[A-Z_]+"))) {
                call.getArguments().forEach(this::take);
            }
            return super.visitMethodInvocation(call, none);
        }

        @Override
        public Void visitNewClass(NewClassTree made, Void none) {
            if (MADE.contains(made.getIdentifier().toString())) {
                made.getArguments().forEach(this::take);
            }
            return super.visitNewClass(made, none);
        }

        @Override
        public Void visitAnnotation(AnnotationTree annotation, Void none) {
            if (annotation.getAnnotationType().toString().equals("InsteadOfDelete")) {
                annotation
                        .getArguments()
                        .forEach(argument ->
                                take(argument instanceof AssignmentTree value ? value.getExpression() : argument));
            }
            annotation.getArguments().stream()
                    .filter(AssignmentTree.class::isInstance)
                    .map(AssignmentTree.class::cast)
                    .filter(assignment -> assignment.getVariable().toString().equals("message"))
                    .forEach(assignment -> texts(assignment.getExpression()).stream()
                            .filter(text -> !text.matches("\\{[\\w.]+}"))
                            .forEach(found));
            return super.visitAnnotation(annotation, none);
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            if (method.getName().contentEquals("message") && method.getDefaultValue() instanceof ExpressionTree text) {
                texts(text).stream()
                        .filter(each -> !each.matches("\\{[\\w.]+}"))
                        .forEach(found);
            }
            return super.visitMethod(method, none);
        }

        @Override
        public Void visitReturn(ReturnTree returned, Void none) {
            if (makesFirst && returned.getExpression() != null) {
                take(returned.getExpression());
            }
            return super.visitReturn(returned, none);
        }

        @Override
        public Void visitVariable(VariableTree variable, Void none) {
            if (makesFirst && variable.getInitializer() != null) {
                take(variable.getInitializer());
            }
            return super.visitVariable(variable, none);
        }

        @Override
        public Void visitLambdaExpression(LambdaExpressionTree lambda, Void none) {
            if (makesFirst && lambda.getBody() instanceof ExpressionTree body) {
                take(body);
            }
            return super.visitLambdaExpression(lambda, none);
        }

        private void take(ExpressionTree argument) {
            texts(argument).stream()
                    .filter(text -> !SQL.matcher(text).find())
                    .filter(text -> SENTENCE.matcher(text.replace("{}", "x")).matches())
                    .forEach(found);
        }

        /** The texts that an expression can have. */
        private List<String> texts(Tree tree) {
            if (tree instanceof LiteralTree literal && literal.getValue() instanceof String text) {
                return List.of(text);
            }
            if (tree instanceof ParenthesizedTree inner) {
                return texts(inner.getExpression());
            }
            if (tree instanceof ConditionalExpressionTree choice) {
                List<String> both = new ArrayList<>(texts(choice.getTrueExpression()));
                both.addAll(texts(choice.getFalseExpression()));
                return both;
            }
            if (tree instanceof IdentifierTree name
                    && constants.containsKey(name.getName().toString())) {
                return texts(constants.get(name.getName().toString()));
            }
            if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                List<String> all = new ArrayList<>();
                for (String left : texts(sum.getLeftOperand())) {
                    for (String right : texts(sum.getRightOperand())) {
                        all.add(left + right);
                    }
                }
                return all;
            }
            return List.of("{}");
        }
    }
}
