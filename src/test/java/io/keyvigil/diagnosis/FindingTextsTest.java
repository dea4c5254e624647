package io.keyvigil.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyvigil.diagnosis.message.MessageCatalog;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingTextsTest {

    private static final int LONGEST = 400;
    private static final FindingTexts TEXTS = FindingTexts.load();
    private static final MessageCatalog CODES = new MessageCatalog();

    @ParameterizedTest
    @EnumSource(FindingCode.class)
    void everyCodeHasItsTexts(FindingCode code) {
        // When
        String meaning = TEXTS.meaning(code);
        // Then
        assertThat(meaning).hasSizeBetween(20, LONGEST).endsWith(".");
        assertThat(TEXTS.remedy(code)).hasSizeBetween(20, LONGEST).endsWith(".");
        assertThat(URI.create(TEXTS.reference(code))).hasScheme("https");
    }

    @ParameterizedTest
    @EnumSource(FindingCode.class)
    void errorCodesAreInTheTable(FindingCode code) {
        // When
        Iterable<String> ids = TEXTS.aadsts(code);
        // Then
        assertThat(ids).allSatisfy(id -> assertThat(CODES.code(id)).as(id).isPresent());
    }

    @ParameterizedTest
    @EnumSource(
            value = FindingCode.class,
            names = {"WRONG_KEY", "CONTENT_ALTERED"})
    void theTwoCodesThatPeopleComeWithAreNamed(FindingCode code) {
        // When
        Iterable<String> ids = TEXTS.aadsts(code);
        // Then
        assertThat(ids).contains("AADSTS900384", "AADSTS50099");
    }

    @Test
    void textOfNoCodeIsRefused() throws IOException {
        // Given
        Properties texts = shipped();
        texts.setProperty("no-such-code.meaning", "Nothing.");
        // When
        assertThatThrownBy(() -> FindingTexts.of(texts))
                // Then
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no-such-code.meaning");
    }

    @Test
    void missingTextIsRefused() throws IOException {
        // Given
        Properties texts = shipped();
        texts.remove("expired.remedy");
        // When
        assertThatThrownBy(() -> FindingTexts.of(texts))
                // Then
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expired.remedy");
    }

    private static Properties shipped() throws IOException {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(
                FindingTexts.class.getResourceAsStream("/findings.properties"), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
