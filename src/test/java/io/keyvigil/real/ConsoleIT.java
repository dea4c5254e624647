package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The packaged program's console in a real browser. */
class ConsoleIT {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final SigningKey KEY = SigningKeys.rsa("contoso-2026-a");

    @TempDir
    private static Path directory;

    private static FakeProvider contoso;
    private static KeyvigilProcess keyvigil;
    private static Chromium browser;
    private static String origin;

    @BeforeAll
    static void openConsole() throws Exception {
        assumeTrue(Chromium.isInstalled(), "chromium is not installed (Debian: chromium chromium-driver)");
        contoso = FakeProvider.start().publish(KEY);
        Program program = Program.in(directory.resolve("data")).watching(watchList());
        origin = "http://127.0.0.1:" + program.port();
        keyvigil = program.serve();
        browser = Chromium.start(Files.createDirectory(directory.resolve("profile")), origin);
    }

    /** Sixty more tenants of the same key set, so that the overview has a second page. */
    private static Path watchList() throws Exception {
        String many = IntStream.range(0, 60)
                .mapToObj(i -> "  partner-%02d: {jwks-uri: '%s', poll-every: 1h}%n".formatted(i, contoso.jwksUri()))
                .collect(Collectors.joining());
        return Files.writeString(
                directory.resolve("watchlist.yaml"),
                """
                tenants:
                  contoso: {issuer: '%s', poll-every: 1s, audiences: ['api://orders'], consumers: [orders-api, gateway]}
                  gone: {issuer: 'http://127.0.0.1:1', poll-every: 1h}
                %sconsumers:
                  orders-api: {profile: spring-security, algorithms: [ES256]}
                  gateway: {profile: envoy}
                """
                        .formatted(contoso.issuer(), many));
    }

    @AfterAll
    static void closeConsole() {
        if (browser != null) {
            browser.close();
        }
        if (keyvigil != null) {
            keyvigil.close();
        }
        if (contoso != null) {
            contoso.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "light, '#/', Overview, partner-00",
        "dark, '#/', Overview, partner-00",
        "light, '#/tenants/contoso', contoso, Keys over time",
        "dark, '#/tenants/contoso', contoso, Keys over time",
        "light, '#/tenants/gone', gone, connect:",
        "dark, '#/tenants/gone', gone, connect:",
        "light, '#/risks', Risks, ''",
        "dark, '#/risks', Risks, ''",
        "light, '#/consumers', Consumers, orders-api",
        "dark, '#/consumers', Consumers, orders-api",
        "light, '#/clock', Clock, Providers' clocks",
        "dark, '#/clock', Clock, Providers' clocks",
        "light, '#/diagnose', Diagnose a token, Token",
        "dark, '#/diagnose', Diagnose a token, Token",
        "light, '#/no-such-page', No such page, ''",
    })
    void pageIsAccessibleAndAsksNobodyElse(String scheme, String hash, String heading, String content) {
        // Given
        browser.prefer(scheme);
        browser.complaints();
        browser.requests();

        // When
        browser.open(hash);

        // Then
        await().atMost(LONGEST).until(() -> browser.text().contains(content));
        assertThat(browser.find("h1").getText()).isEqualTo(heading);
        await().atMost(LONGEST).until(() -> browser.text().contains("Live"));
        assertThat(Chromium.addresses(browser.requests())).isNotEmpty().allMatch(url -> url.startsWith(origin));
        assertThat(browser.violations()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void schemesDiffer() {
        // Given
        browser.prefer("light");
        browser.open("#/");
        String background = "return getComputedStyle(document.body).backgroundColor";
        Object light = browser.script(background);

        // When
        browser.prefer("dark");

        // Then
        assertThat(browser.script(background)).isNotEqualTo(light);
    }

    @ParameterizedTest
    @CsvSource({"'#/'", "'#/tenants/contoso'", "'#/consumers'", "'#/clock'", "'#/diagnose'"})
    void narrowScreenNeedsNoSidewaysScrolling(String hash) {
        // Given
        browser.size(360, 740);

        // When
        browser.open(hash);
        await().atMost(LONGEST).until(() -> browser.text().contains("Live"));

        // Then
        assertThat((Long) browser.script("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(360);
        browser.size(1_200, 900);
    }

    @Test
    void tokenIsDiagnosedAndStaysInTheBodyOfOneRequest() {
        // Given
        PresentedToken token = token().altered();
        browser.open("#/diagnose");
        browser.find("#token").sendKeys(token.text());
        browser.requests();

        // When
        browser.find("button.primary").click();

        // Then
        assertThat(browser.find(".verdict-card").getText()).contains("rejected", "content-altered", "What to do:");
        assertThat(browser.find("#cause-heading + article").getText()).contains("signature", "keysTried");
        assertThat(browser.address()).isEqualTo(origin + "/#/diagnose");
        List<JsonNode> requests = browser.requests();
        assertThat(requests)
                .filteredOn(request -> request.toString().contains(token.signature()))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.path("url").textValue()).isEqualTo(origin + "/diagnose");
                    assertThat(request.path("method").textValue()).isEqualTo("POST");
                });
        assertThat(browser.script("return JSON.stringify([{...localStorage}, {...sessionStorage}, history.state, "
                        + "document.cookie, location.href, performance.getEntries().map((entry) => entry.name)])"))
                .asString()
                .doesNotContain(token.signature());
        assertThat((String) browser.script("return document.querySelector('.result').innerText"))
                .doesNotContain(token.signature());
    }

    @Test
    void audienceThatTheApplicationExpectsIsTakenIntoAccount() {
        // Given
        browser.open("#/diagnose");
        browser.find("#token").sendKeys(token().text());
        browser.find("form summary").click();
        browser.find("#audience").sendKeys("api://billing");

        // When
        browser.find("button.primary").click();

        // Then
        assertThat(browser.find(".verdict-card").getText()).contains("rejected", "audience-mismatch");
    }

    @Test
    void diagnosisIsReachedByKeyboardAlone() {
        // Given
        browser.open("#/");
        await().atMost(LONGEST).until(() -> browser.count("table") > 0);

        // When
        browser.tabTo("nav a[href='#/diagnose']");
        browser.press(Keys.ENTER);
        await().atMost(LONGEST).until(() -> browser.count("#token") == 1);
        browser.tabTo("#token");
        browser.press(token().text());
        browser.tabTo("button.primary");
        browser.press(Keys.ENTER);

        // Then
        assertThat(browser.find(".verdict-card").getText()).contains("accepted");
        await().atMost(LONGEST)
                .until(() -> "verdict-heading".equals(browser.script("return document.activeElement.id")));
    }

    @Test
    void skipLinkLeadsToTheContent() {
        // Given
        browser.open("#/");

        // When
        browser.press(Keys.TAB);
        browser.press(Keys.ENTER);

        // Then
        assertThat(browser.script("return document.activeElement.id")).isEqualTo("main");
        assertThat(browser.find("h1").getText()).isEqualTo("Overview");
    }

    @Test
    void rotationAppearsWithoutReload() {
        // Given
        browser.open("#/tenants/contoso");
        await().atMost(LONGEST).until(() -> browser.text().contains("Live"));
        browser.script("window.sameDocument = true");

        // When
        String kid = contoso.rotate().kid();

        // Then
        await().atMost(LONGEST).until(() -> browser.text().contains(kid));
        await().atMost(LONGEST)
                .until(() -> ((String) browser.script("return document.getElementById('announcer').textContent"))
                        .contains(kid));
        await().atMost(LONGEST)
                .until(() -> ((String) browser.script("return document.querySelector('svg[role=img]').textContent"))
                        .contains(kid));
        assertThat(browser.script("return window.sameDocument")).isEqualTo(true);
        assertThat(browser.text()).contains("key-added");
    }

    @Test
    void overviewIsPagedAndSearched() {
        // Given
        browser.open("#/");
        assertThat(browser.find("tbody th").getText()).startsWith("gone");
        assertThat(browser.count("tbody tr")).isEqualTo(50);

        // When
        browser.script("document.querySelector('.paging button:last-child').click()");
        await().atMost(LONGEST).until(() -> browser.text().contains("Page 2"));
        int rest = browser.count("tbody tr");
        browser.find("#search").sendKeys("partner-5");

        // Then
        assertThat(rest).isEqualTo(12);
        await().atMost(LONGEST).until(() -> browser.count("tbody tr") == 10);
        assertThat(browser.address()).endsWith("?q=partner-5");
        assertThat(browser.script("return document.activeElement.id")).isEqualTo("search");
    }

    @Test
    void megabytesThatArePastedAreRefusedWithAReason() {
        // Given
        browser.open("#/diagnose");
        browser.find("#token");
        browser.script("document.getElementById('token').value = 'a'.repeat(3000000)");

        // When
        browser.script("document.querySelector('button[type=submit]').click()");

        // Then
        await().atMost(LONGEST).until(() -> browser.text().contains("The text has more than 256 KiB"));
    }

    @Test
    void protectedInstanceAsksForABearerToken() throws Exception {
        // Given
        try (FakeProvider authority = FakeProvider.start().publish(KEY)) {
            Program program = Program.in(directory.resolve("protected"))
                    .with("KEYVIGIL_ISSUERS", contoso.issuer())
                    .with("KEYVIGIL_AUTH_ISSUER", authority.issuer())
                    .with("KEYVIGIL_AUTH_AUDIENCE", "keyvigil");
            String protectedOrigin = "http://127.0.0.1:" + program.port();
            try (KeyvigilProcess service = program.serve();
                    Chromium visitor =
                            Chromium.start(Files.createDirectory(directory.resolve("visitor")), protectedOrigin)) {
                visitor.open("#/");
                assertThat(visitor.find("h1").getText()).isEqualTo("Sign in");

                // When
                visitor.find("#bearer")
                        .sendKeys(
                                PresentedToken.ofReader(authority.issuer(), KEY).text());
                visitor.press(Keys.ENTER);

                // Then
                await().atMost(LONGEST).until(() -> visitor.text().contains(contoso.issuer()));
                await().atMost(LONGEST).until(() -> visitor.text().contains("Live"));
                assertThat(visitor.script(
                                "return JSON.stringify([{...localStorage}, {...sessionStorage}, location.href])"))
                        .asString()
                        .doesNotContain("eyJ");
                assertThat(service.log()).doesNotContain("eyJ");
            }
        }
    }

    private static PresentedToken token() {
        return PresentedToken.of(contoso.issuer(), "api://orders", KEY);
    }
}
