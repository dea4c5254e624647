package io.keyvigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreAddressTest {

    @ParameterizedTest
    @CsvSource({
        "postgresql://u:p@db.example:5432/keyvigil, jdbc:postgresql://db.example:5432/keyvigil, u, p",
        "postgres://u:p@db.example/keyvigil, jdbc:postgresql://db.example/keyvigil, u, p",
        "postgresql://u:p%40s%2Fs%25+%24{x}@db/k, jdbc:postgresql://db/k, u, p@s/s%+${x}",
        "postgresql://u:p@[::1]:5432/k, jdbc:postgresql://[::1]:5432/k, u, p",
        "'postgresql://u:p@a:1,b:2/k?sslmode=require', 'jdbc:postgresql://a:1,b:2/k?sslmode=require', u, p",
        "postgresql://u@db/k, jdbc:postgresql://db/k, u,",
        "postgresql://db/k, jdbc:postgresql://db/k,,"
    })
    void addressIsReadWithItsUserAndPassword(String value, String url, String user, String password) {
        // When
        StoreAddress address = StoreAddress.read(value).orElseThrow();

        // Then
        assertThat(address.jdbcUrl()).isEqualTo(url);
        assertThat(address.user()).isEqualTo(Optional.ofNullable(user));
        assertThat(address.password()).isEqualTo(Optional.ofNullable(password));
        assertThat(StoreAddress.problem(value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sqlite",
                "mysql://u:s3cret@db/k",
                "postgresql://u:s3cret@db",
                "postgresql://u:s3cret@db/",
                "postgresql://u:s3cret@x@db/k",
                "postgresql://u:s3cret%zz@db/k",
                "postgresql:u:s3cret@db/k"
            })
    void whatHasAnotherShapeIsAProblemThatDoesNotRepeatIt(String value) {
        // When
        Optional<String> problem = StoreAddress.problem(value);

        // Then
        assertThat(problem).hasValueSatisfying(text -> assertThat(text)
                .contains("KEYVIGIL_STORE", "postgresql://USER:PASSWORD@HOST:PORT/DATABASE")
                .doesNotContain("s3cret"));
    }

    @Test
    void embeddedIsNoAddressAndNoProblem() {
        assertThat(StoreAddress.read(StoreAddress.EMBEDDED)).isEmpty();
        assertThat(StoreAddress.problem(StoreAddress.EMBEDDED)).isEmpty();
    }

    @Test
    void passwordIsNotShown() {
        assertThat(StoreAddress.read("postgresql://u:s3cret@db/k").orElseThrow())
                .asString()
                .doesNotContain("s3cret");
    }
}
