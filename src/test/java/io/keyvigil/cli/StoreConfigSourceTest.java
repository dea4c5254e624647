package io.keyvigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoreConfigSourceTest {

    private static final String SHARED = "quarkus.datasource.shared.";

    @Test
    void sharedStoreGivesTheDataSourceItsThreeValues() {
        // When
        SmallRyeConfig config = config(Map.of("keyvigil.store", "postgresql://me:a%24%7Bx%7D%5C%24b@db.example/k"));

        // Then
        assertThat(config.getValue(SHARED + "jdbc.url", String.class)).isEqualTo("jdbc:postgresql://db.example/k");
        assertThat(config.getValue(SHARED + "username", String.class)).isEqualTo("me");
        assertThat(config.getValue(SHARED + "password", String.class)).isEqualTo("a${x}\\$b");
    }

    @Test
    void valuesOfItsOwnGoBefore() {
        // When
        SmallRyeConfig config =
                config(Map.of("keyvigil.store", "postgresql://me:one@db.example/k", SHARED + "password", "another"));

        // Then
        assertThat(config.getValue(SHARED + "password", String.class)).isEqualTo("another");
    }

    @Test
    void embeddedStoreLeavesTheDataSourceWithoutUrl() {
        // When
        SmallRyeConfig config = config(Map.of("keyvigil.store", "embedded"));

        // Then
        assertThat(config.getOptionalValue(SHARED + "jdbc.url", String.class)).isEqualTo(Optional.empty());
    }

    private static SmallRyeConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(new HashMap<>(environment), "environment", 300))
                .withSources(new StoreConfigSource())
                .build();
    }
}
