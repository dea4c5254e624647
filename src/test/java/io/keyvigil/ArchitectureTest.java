package io.keyvigil;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house as the design draws it: who may use whom, and what is seen where. */
class ArchitectureTest {

    private static final String ROOT = "io.keyvigil";
    private static final Path SOURCES = Path.of("src/main/java");
    private static final int MOST_LINES = 300;

    /**
     * The packages that a package may use, in reading order. {@code store} may use {@code provider}: it stores a provider's
     * metadata and the reason of its last failure, which {@code watch} only carries.
     */
    private static final Map<String, Set<String>> MAY_USE = table(
            uses("jose"),
            uses("ntp"),
            uses("admission"),
            uses("profile"),
            uses("tenant", "jose", "profile"),
            uses("provider", "jose", "tenant"),
            uses("watch", "jose", "tenant", "provider"),
            uses("cache", "jose", "tenant", "provider", "watch"),
            uses("consumer", "jose", "ntp", "profile", "tenant", "provider", "watch", "cache"),
            uses("risk", "jose", "ntp", "profile", "tenant", "provider", "watch", "cache", "consumer"),
            uses("diagnosis", "jose", "ntp", "profile", "tenant", "watch", "cache", "consumer"),
            uses("notify", "tenant", "risk"),
            uses("store", "jose", "tenant", "provider", "watch", "cache", "consumer", "risk", "notify"),
            usesAllAbove("telemetry"),
            usesAllAbove("api"),
            uses("demo", "jose"),
            usesAllAbove("cli"));

    private record Row(String feature, boolean allAbove, Set<String> used) {}

    private static Row uses(String feature, String... used) {
        return new Row(feature, false, Set.of(used));
    }

    private static Row usesAllAbove(String feature) {
        return new Row(feature, true, Set.of());
    }

    private static Map<String, Set<String>> table(Row... rows) {
        Map<String, Set<String>> table = new LinkedHashMap<>();
        for (Row row : rows) {
            table.put(row.feature(), row.allAbove() ? Set.copyOf(table.keySet()) : row.used());
        }
        return table;
    }

    /** Public because a framework outside of Keyvigil has to see them, not because another package uses them. */
    private static final Set<String> PUBLIC_FOR_A_FRAMEWORK = Set.of(
            // The program's main class.
            "io.keyvigil.cli.Keyvigil",
            // Netty's service loader makes it.
            "io.keyvigil.admission.ConnectionsExtension",
            // The service loader makes a source of configuration.
            "io.keyvigil.cli.StoreConfigSource",
            // Quarkus makes a filter of log lines.
            "io.keyvigil.cli.PlainLog",
            // A configuration mapping is read by a class that Quarkus generates.
            "io.keyvigil.cli.KeyvigilConfig");

    /** The vocabulary of diagnosis and consumers, written before its users. A line goes when its user comes. */
    private static final Set<String> PUBLIC_FOR_WHAT_COMES =
            Set.of("io.keyvigil.consumer.SigningEvidence", "io.keyvigil.jose.X5tEncoding");

    private static JavaClasses main;

    @BeforeAll
    static void readMainClasses() {
        main = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    @Test
    void packagesUseOnlyWhatTheTableAllows() {
        // When
        Set<String> edges = main.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(ArchitectureTest::crossesPackages)
                .map(dependency -> feature(dependency.getOriginClass()) + " -> " + feature(dependency.getTargetClass()))
                .collect(toCollection(TreeSet::new));

        // Then
        Set<String> allowed = MAY_USE.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(used -> entry.getKey() + " -> " + used))
                .collect(toSet());
        assertThat(edges).isNotEmpty().isSubsetOf(allowed);
    }

    @Test
    void packagesFormNoCycle() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(main);
    }

    @Test
    void everyPackageIsInTheTable() {
        // When
        Set<String> packages = main.stream()
                .filter(type -> !type.getName().equals(ROOT + ".package-info"))
                .map(ArchitectureTest::feature)
                .collect(toSet());

        // Then
        assertThat(packages).contains("jose", "watch").isSubsetOf(MAY_USE.keySet());
    }

    @Test
    void everyPackageSaysItsJob() throws IOException {
        // Given
        try (Stream<Path> files = Files.walk(SOURCES.resolve("io/keyvigil"))) {

            // When
            List<Path> directories = files.filter(Files::isDirectory).toList();

            // Then
            assertThat(directories).hasSizeGreaterThan(1).allSatisfy(directory -> assertThat(
                            directory.resolve("package-info.java"))
                    .content()
                    .startsWith("/**"));
        }
    }

    /** The demo plays its story on its own; it is no part of the watch. */
    @Test
    void wallClockIsReadByTheOneProducerOnly() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.keyvigil.cli.Wiring")
                .and()
                .resideOutsideOfPackage("io.keyvigil.demo..")
                .should()
                .callMethodWhere(readsTheWallClock())
                .orShould()
                .callConstructor(java.util.Date.class)
                .check(main);
    }

    /** The platform's folding costs the square of the length for some texts, and makes other letters equal to ASCII's. */
    @Test
    void letterCaseIsChangedInOnePlaceOnly() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.keyvigil.tenant.AsciiCase")
                .and()
                .resideOutsideOfPackage("io.keyvigil.demo..")
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "changes the case of a text",
                        call -> call.getTarget().getOwner().isEquivalentTo(String.class)
                                && call.getTarget()
                                        .getName()
                                        .matches("to(Lower|Upper)Case|equalsIgnoreCase|compareToIgnoreCase")))
                .check(main);
    }

    @Test
    void metricsLibraryIsSeenInTelemetryOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.keyvigil.telemetry..")
                .and(DescribedPredicate.not(handsTheRegistryOn()))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..", "io.prometheus..")
                .check(main);
    }

    @Test
    void httpResourcesAreInApiOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.keyvigil.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "org.jboss.resteasy..", "io.vertx..")
                .check(main);
    }

    @Test
    void datagramsAreInNtpAndDemoOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.keyvigil.ntp..", "io.keyvigil.demo..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.(net\\.Datagram.*|net\\.MulticastSocket|nio\\.channels\\.DatagramChannel)")
                .check(main);
    }

    @Test
    void requestsGoOutFromFourPackagesOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.keyvigil.provider..", "io.keyvigil.consumer..", "io.keyvigil.notify..", "io.keyvigil.cli..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.(http\\..*|URLConnection|HttpURLConnection)")
                .check(main);
    }

    /** What the API shows may say how Jackson writes it, and to OpenAPI what it means. */
    @Test
    void recordsKnowNoFramework() {
        DescribedPredicate<JavaClass> framework = DescribedPredicate.describe(
                "of a framework",
                type -> type.getPackageName().matches("(io\\.quarkus|jakarta|org\\.eclipse|org\\.jboss)\\..*")
                        && !type.getPackageName().startsWith("jakarta.validation")
                        && !type.getPackageName().startsWith("org.eclipse.microprofile.openapi.annotations"));
        noClasses().that().areRecords().should().dependOnClassesThat(framework).check(main);
        noClasses()
                .that()
                .areRecords()
                .and()
                .resideOutsideOfPackage("io.keyvigil.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.fasterxml.jackson.annotation..",
                        "jakarta.validation..",
                        "org.eclipse.microprofile.openapi.annotations..")
                .check(main);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Service|Impl|Manager|Util|Utils|Helper)")
                .check(main);
    }

    @Test
    void publicClassesAreUsedByAnotherPackage() {
        // When
        List<String> needlessly = main.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .filter(type -> !type.isNestedClass() && !isUsedElsewhere(type))
                .map(JavaClass::getName)
                .toList();

        // Then
        assertThat(needlessly)
                .containsAll(PUBLIC_FOR_A_FRAMEWORK)
                .allMatch(name -> PUBLIC_FOR_A_FRAMEWORK.contains(name) || PUBLIC_FOR_WHAT_COMES.contains(name));
    }

    @Test
    void noClassIsTwoClasses() throws IOException {
        // Given
        try (Stream<Path> files = Files.walk(SOURCES)) {

            // When
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();

            // Then
            assertThat(sources).isNotEmpty().allSatisfy(source -> assertThat(Files.readAllLines(source))
                    .as(source.toString())
                    .hasSizeLessThanOrEqualTo(MOST_LINES));
        }
    }

    /** A table with a cycle in it would allow one. */
    @Test
    void theTableItselfHasNoCycle() {
        assertThat(MAY_USE).allSatisfy((feature, used) -> assertThat(used)
                .allSatisfy(each -> assertThat(MAY_USE.get(each)).doesNotContain(feature)));
    }

    private static boolean crossesPackages(Dependency dependency) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        return target.getPackageName().startsWith(ROOT)
                && !feature(dependency.getOriginClass()).equals(feature(target));
    }

    /** By a class of another package, or in the signature of a class that is. */
    private static boolean isUsedElsewhere(JavaClass type) {
        return users(type).anyMatch(user -> !user.getPackageName().equals(type.getPackageName()))
                || users(type)
                        .filter(user -> user.getModifiers().contains(JavaModifier.PUBLIC))
                        .flatMap(ArchitectureTest::users)
                        .anyMatch(user -> !user.getPackageName().equals(type.getPackageName()));
    }

    private static Stream<JavaClass> users(JavaClass type) {
        return type.getDirectDependenciesToSelf().stream().map(Dependency::getOriginClass);
    }

    /** {@code io.keyvigil.watch} is {@code watch}; the root package itself is the empty text. */
    private static String feature(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1).split("\\.")[0];
    }

    private static DescribedPredicate<JavaClass> handsTheRegistryOn() {
        return DescribedPredicate.describe(
                "wiring that hands a MeterRegistry on", type -> type.getName().equals("io.keyvigil.cli.Wiring"));
    }

    private static DescribedPredicate<JavaMethodCall> readsTheWallClock() {
        return DescribedPredicate.describe("reads the wall clock", call -> {
            AccessTarget.MethodCallTarget target = call.getTarget();
            String owner = target.getOwner().getName();
            boolean now = owner.startsWith("java.time.")
                    && target.getName().equals("now")
                    && target.getRawParameterTypes().stream()
                            .noneMatch(parameter -> parameter.isEquivalentTo(Clock.class));
            boolean system = owner.equals("java.time.Clock")
                    && (target.getName().startsWith("system")
                            || target.getName().startsWith("tick"));
            return now
                    || system
                    || owner.equals("java.lang.System") && target.getName().equals("currentTimeMillis");
        });
    }
}
