package io.keyvigil.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorCodesTest {

    private static final ErrorCodes CODES = ErrorCodes.load();

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
        assertThat(CODES.code(id)).isPresent();
        assertThat(ErrorCode.link(id)).contains("https://login.microsoftonline.com/error?code=" + number);
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
        assertThat(CODES.code(id)).isPresent();
        assertThat(ErrorCode.link(id)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textsAreInLowerCaseSoThatTheyCanMatch(MessageText text) {
        // When // Then
        assertThat(text.says()).isNotEmpty().allSatisfy(says -> assertThat(says)
                .isEqualTo(says.toLowerCase(Locale.ROOT))
                .hasSizeGreaterThan(5));
    }

    @Test
    void everyRowSaysWhatItMeansAndOnWhatItRests() {
        // When
        Iterable<ErrorCode> rows = CODES.codes().values();
        // Then
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.meaning()).endsWith(".");
            assertThat(row.about()).isNotEmpty();
            assertThat(row.basis()).isIn("official", "quoted", "Identity.Web", "unverified");
        });
    }

    static Iterable<MessageText> texts() {
        return CODES.texts();
    }
}
