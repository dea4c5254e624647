package io.keyvigil.diagnosis.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCatalogTest {

    private static final int LONGEST = 400;
    private static final MessageCatalog CATALOG = new MessageCatalog();

    @ParameterizedTest
    @ValueSource(
            ints = {
                50001, 500011, 50003, 50006, 50007, 50008, 50010, 50012, 50013, 500133, 50017, 50027, 50032, 50048,
                50099, 50107, 50120, 50146, 501461, 50166, 50194, 700005, 700011, 700016, 70002, 70021, 700021, 700024,
                700025, 700027, 700030, 700211, 700212, 700213, 7002137, 7002138, 700229, 7000112, 7000113, 7000114,
                7000214, 7000215, 7000218, 7000222, 7000274, 7000277, 1000502, 90002, 90014, 900144, 90016, 90027,
                90038, 90055, 900382, 900432, 900384, 80013, 130005, 135010, 140000, 140001, 240002, 5000819
            })
    void everyAadstsCodeOfTheReferenceIsKnown(int number) {
        // When
        String id = "AADSTS" + number;
        // Then
        assertThat(CATALOG.code(id)).hasValueSatisfying(message -> assertThat(message.source())
                .isEqualTo("https://login.microsoftonline.com/error?code=" + number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AADB2C90239",
                "IDX10500",
                "IDX10501",
                "IDX10503",
                "IDX10511",
                "IDX10205",
                "IDX40001",
                "IDX10214",
                "IDX10222",
                "IDX10223",
                "IDX20803",
                "IDX20804",
                "IDX20806",
                "IDX10261"
            })
    void everyOtherCodeOfTheReferenceIsKnown(String id) {
        // When // Then
        assertThat(CATALOG.code(id)).isPresent();
        assertThat(CodePages.of(id)).isPresent();
    }

    static List<KnownMessage> messages() {
        return Stream.concat(CATALOG.codes().stream(), CATALOG.texts().stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyRowSaysWhatItMeansAndWhereItWasRead(KnownMessage message) {
        // When // Then
        assertThat(message.meaning()).hasSizeBetween(15, LONGEST).endsWith(".");
        assertThat(message.remedy()).hasSizeLessThanOrEqualTo(LONGEST);
        assertThat(message.about()).hasSizeBetween(1, 2).doesNotHaveDuplicates();
        assertThat(URI.create(message.source())).hasScheme("https");
    }

    @Test
    void everyFileIsRead() throws IOException {
        // When
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/messages"))) {
            // Then
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(CatalogContents.FILES.stream()
                            .map(name -> name + ".yaml")
                            .toList());
        }
    }

    @Test
    void theCatalogIsWide() {
        // When
        long products = messages().stream()
                .flatMap(message -> message.products().stream())
                .distinct()
                .count();
        // Then
        assertThat(products).isGreaterThan(90);
    }
}
