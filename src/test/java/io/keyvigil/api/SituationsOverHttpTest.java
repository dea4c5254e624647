package io.keyvigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.diagnosis.Asked;
import io.keyvigil.diagnosis.FindingCode;
import io.keyvigil.diagnosis.Situation;
import io.keyvigil.diagnosis.SituationWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(SituationProviders.class)
class SituationsOverHttpTest {

    static Stream<String> situations() {
        return Arrays.stream(Situation.values()).filter(Situation::overHttp).map(Situation::name);
    }

    @ParameterizedTest
    @MethodSource("situations")
    void saysWhatHappened(String name) {
        // Given
        SituationWorld world = DiagnosisOverHttp.world();
        Situation situation = Situation.valueOf(name);
        Asked asked = situation.asked(world);
        // When
        Response response = DiagnosisOverHttp.post(asked.json());
        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("application/json");
        assertThat(response.jsonPath().getString("cause"))
                .as(response.asString())
                .isEqualTo(situation.cause().map(FindingCode::code).orElse(null));
        assertThat(response.jsonPath().getString("verdict"))
                .isEqualTo(situation.verdict().code());
        List<String> codes = response.jsonPath().getList("findings.code", String.class);
        situation.code().ifPresent(code -> assertThat(codes).contains(code.code()));
    }
}
