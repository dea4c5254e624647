package io.keyvigil.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.testing.WatchedProviders;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What an address does not answer to. */
@QuarkusTest
@WithTestResource(WatchedProviders.class)
class RefusedRequestsTest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

    @Test
    void everyAddressNamesTheMethodsThatItAnswersTo() {
        // Given
        Map<String, Map<String, Object>> paths = new TreeMap<>(
                given().accept("application/json").get("/openapi").jsonPath().getMap("paths"));

        // Of two resources with one beginning the platform says 404 for the second.
        paths.remove("/api/v1/tenants/{tenant}/bundle");
        assertThat(paths).hasSizeGreaterThan(15).allSatisfy((path, operations) -> {
            // When
            Response response = given().patch(path.replaceAll("\\{[^}]+}", "alpha"));

            // Then
            assertThat(response.statusCode()).as(path).isEqualTo(405);
            assertThat(response.contentType()).startsWith("application/problem+json");
            assertThat(response.header("Allow").split(", ")).containsExactlyInAnyOrderElementsOf(methods(operations));
        });
    }

    private static Set<String> methods(Map<String, Object> operations) {
        Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
        METHODS.stream()
                .filter(operations::containsKey)
                .map(method -> method.toUpperCase(Locale.ROOT))
                .forEach(methods::add);
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }
}
