package io.keyvigil.real;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;

/** Debian's Chromium without a window and with a profile of its own, on a page of one service. */
final class Chromium implements AutoCloseable {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Set<String> GRAVE = Set.of("serious", "critical");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChromeDriver driver;
    private final String origin;

    private Chromium(ChromeDriver driver, String origin) {
        this.driver = driver;
        this.origin = origin;
    }

    static boolean isInstalled() {
        return Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
    }

    static Chromium start(Path emptyProfile, String origin) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + emptyProfile);
        options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL", "performance", "ALL"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().implicitlyWait(Duration.ofSeconds(60));
        return new Chromium(driver, origin);
    }

    /** @param scheme {@code light} or {@code dark} */
    void prefer(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Loads the console anew, at this place in it. */
    void open(String hash) {
        driver.get("about:blank");
        driver.get(origin + "/" + hash);
    }

    /** Waits for it. */
    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    int count(String css) {
        return Math.toIntExact((Long) script("return document.querySelectorAll(arguments[0]).length", css));
    }

    String text() {
        return (String) script("return document.body.innerText");
    }

    String address() {
        return driver.getCurrentUrl();
    }

    Object script(String javaScript, Object... arguments) {
        return driver.executeScript(javaScript, arguments);
    }

    /** To whatever has the focus. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Goes on with the tab key until that has the focus. */
    void tabTo(String css) {
        for (int pressed = 0; pressed < 60; pressed++) {
            if ((Boolean) script("return document.activeElement.matches(arguments[0])", css)) {
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError(css + " is not reached with the tab key");
    }

    /** What axe-core calls serious or critical. */
    List<String> violations() {
        return new AxeBuilder()
                .analyze(driver).getViolations().stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .map(Chromium::described)
                        .toList();
    }

    private static String described(Rule rule) {
        return rule.getId() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    /** What the page complained of since this was last asked. */
    List<String> complaints() {
        return driver.manage().logs().get("browser").getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Every request since this was last asked. */
    List<JsonNode> requests() {
        return driver.manage().logs().get("performance").getAll().stream()
                .map(LogEntry::getMessage)
                .map(Chromium::message)
                .filter(message -> message.path("method").textValue().equals("Network.requestWillBeSent"))
                .map(message -> message.path("params").path("request"))
                .toList();
    }

    static List<String> addresses(List<JsonNode> requests) {
        return requests.stream()
                .map(request -> request.path("url").textValue())
                .filter(url -> !url.startsWith("about:") && !url.startsWith("data:"))
                .toList();
    }

    private static JsonNode message(String text) {
        try {
            return JSON.readTree(text).path("message");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is visible, as a PNG file. */
    void picture(Path file) throws IOException {
        String png = (String) driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"))
                .get("data");
        SmallPicture.write(Base64.getDecoder().decode(png), file);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
