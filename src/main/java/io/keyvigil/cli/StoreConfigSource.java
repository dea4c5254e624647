package io.keyvigil.cli;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Configures the data source {@code shared} from {@code keyvigil.store}. The data source's own settings take precedence. */
public final class StoreConfigSource implements ConfigSourceFactory {

    /** After environment variables, before the application's own properties. */
    private static final int ORDINAL = 275;

    private static final String PREFIX = "quarkus.datasource.shared.";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        return Optional.ofNullable(context.getValue("keyvigil.store"))
                .map(ConfigValue::getValue)
                .flatMap(StoreAddress::read)
                .map(StoreConfigSource::properties)
                .map(properties -> List.<ConfigSource>of(
                        new PropertiesConfigSource(properties, StoreConfigSource.class.getSimpleName(), ORDINAL)))
                .orElse(List.of());
    }

    private static Map<String, String> properties(StoreAddress address) {
        Map<String, String> properties = new HashMap<>();
        properties.put(PREFIX + "jdbc.url", escaped(address.jdbcUrl()));
        address.user().ifPresent(user -> properties.put(PREFIX + "username", escaped(user)));
        address.password().ifPresent(password -> properties.put(PREFIX + "password", escaped(password)));
        return properties;
    }

    /** Escapes dollar signs, which would begin an expression. */
    private static String escaped(String text) {
        return text.replace("$", "\\$");
    }
}
