package io.keyvigil;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.channels.Channel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.security.Key;
import java.security.KeyPair;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What would only be noticed in a native executable: nothing here needs one. */
class NativeReadinessTest {

    private static final Path RESOURCES = Path.of("src/main/resources");

    /** Quarkus takes these along by itself; services, as far as somebody loads them. */
    private static final List<String> TAKEN_BY_QUARKUS =
            List.of("application.properties", "META-INF/resources/**", "META-INF/services/*");

    /** What a static field must not hold: it would be that of the machine on which the executable was built. */
    private static final List<Class<?>> OF_THE_HOST = List.of(
            Executor.class,
            Thread.class,
            Random.class,
            HttpClient.class,
            Socket.class,
            DatagramSocket.class,
            Channel.class,
            InetAddress.class,
            Key.class,
            KeyPair.class,
            Process.class);

    @Test
    void everyResourceIsTakenAlong() throws IOException {
        // Given
        List<PathMatcher> taken = Stream.concat(included(), TAKEN_BY_QUARKUS.stream())
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();

        // When
        List<Path> forgotten;
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            forgotten = files.filter(Files::isRegularFile)
                    .map(RESOURCES::relativize)
                    .filter(file -> taken.stream().noneMatch(glob -> glob.matches(file)))
                    .toList();
        }

        // Then
        assertThat(forgotten)
                .as("not named by quarkus.native.resources.includes in application.properties")
                .isEmpty();
    }

    @Test
    void noStaticFieldIsOfTheMachineThatBuilds() {
        // When
        List<String> fields = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.keyvigil").stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                        .filter(NativeReadinessTest::isOfTheHost)
                        .map(JavaField::getFullName)
                        .toList();

        // Then
        assertThat(fields).isEmpty();
    }

    @Test
    void heapIsBoundedAsInTheImageOfTheJvm() throws IOException {
        // Given
        String ofTheJvm = Files.readString(Path.of("src/main/docker/Dockerfile.jvm"));

        // When
        List<String> ofTheExecutable = List.of(settings()
                .getProperty("quarkus.native.additional-build-args", "")
                .split(","));

        // Then
        assertThat(ofTheJvm).contains("-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError");
        assertThat(ofTheExecutable).contains("-R:MaximumHeapSizePercent=50", "-R:+ExitOnOutOfMemoryError");
    }

    private static boolean isOfTheHost(JavaField field) {
        JavaClass type = field.getRawType();
        return OF_THE_HOST.stream().anyMatch(type::isAssignableTo);
    }

    private static Stream<String> included() throws IOException {
        return Stream.of(
                settings().getProperty("quarkus.native.resources.includes").split(","));
    }

    private static Properties settings() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(RESOURCES.resolve("application.properties"))) {
            properties.load(in);
        }
        return properties;
    }
}
