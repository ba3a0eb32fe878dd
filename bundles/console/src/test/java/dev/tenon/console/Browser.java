// SPDX-License-Identifier: Apache-2.0
package dev.tenon.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real Chromium, and what a person does with it. For one thread. */
public final class Browser implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    /** Selenium knows the DevTools of some versions; the few commands used here have no version. */
    private static final Logger DEVTOOLS = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;
    private final Duration patience;

    /**
     * Starts it; the test is skipped where there is none.
     *
     * @param language that it asks pages for, such as {@code zh-CN}
     * @param patience how long it waits for what it looks for
     */
    public Browser(String language, Duration patience) {
        this.patience = patience;
        Optional<File> chromium = program("chromium", "chromium-browser", "google-chrome");
        Optional<File> chromedriver = program("chromedriver");
        assumeTrue(
                chromium.isPresent() && chromedriver.isPresent(),
                "skipped: no Chromium on the PATH (Debian: apt-get install chromium chromium-driver)");
        DEVTOOLS.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=" + language);
        options.setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable("performance", Level.ALL);
        logs.enable("browser", Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.orElseThrow())
                        .usingAnyFreePort()
                        .build(),
                options);
        size(1280, 800);
    }

    private static Optional<File> program(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst();
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    void dark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** Becomes a browser that was never here: no page goes on asking, and nothing is remembered. */
    void forget() {
        driver.get("about:blank");
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        size(1280, 800);
        dark(false);
        driver.manage().logs().get("performance");
        driver.manage().logs().get("browser");
    }

    /**
     * Opens a page.
     *
     * @param url its address
     */
    public void open(String url) {
        driver.get(url);
    }

    String address() {
        return driver.getCurrentUrl();
    }

    /**
     * Waits for an element, and fails naming it.
     *
     * @param selector of CSS
     * @return the first
     */
    public WebElement find(String selector) {
        return new WebDriverWait(driver, patience, POLL)
                .withMessage(selector)
                .until(page -> page.findElements(By.cssSelector(selector)).stream()
                        .findFirst()
                        .orElse(null));
    }

    /**
     * Clicks an element once it is there; one that the page replaces at that moment is looked for again.
     *
     * @param selector of CSS
     */
    public void click(String selector) {
        new WebDriverWait(driver, patience, POLL)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(selector + " to click")
                .until(page -> {
                    page.findElement(By.cssSelector(selector)).click();
                    return true;
                });
    }

    /**
     * Waits until an element shows a text.
     *
     * @param selector of CSS
     * @param text that is in it
     * @return the first
     */
    public WebElement find(String selector, String text) {
        return new WebDriverWait(driver, patience, POLL)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> selector + " with '" + text + "', but: " + texts(selector))
                .until(page -> page.findElements(By.cssSelector(selector)).stream()
                        .filter(element -> element.getText().contains(text))
                        .findFirst()
                        .orElse(null));
    }

    private List<String> texts(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    /**
     * Waits until there is no such element.
     *
     * @param selector of CSS
     */
    public void gone(String selector) {
        new WebDriverWait(driver, patience, POLL)
                .withMessage(selector + " is still there")
                .until(page -> page.findElements(By.cssSelector(selector)).isEmpty());
    }

    /**
     * Presses keys, whatever has the focus.
     *
     * @param keys one after the other
     */
    public void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Goes from element to element by the tabulator key until one bears this text or label, as one does without a mouse. */
    void tabTo(String name) {
        for (int i = 0; i < 60; i++) {
            WebElement focused = driver.switchTo().activeElement();
            String label = focused.getDomAttribute("aria-label");
            if (name.equals(label) || name.equals(focused.getText())) {
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError("the tabulator key never reaches '" + name + "'");
    }

    Object run(String script) {
        return driver.executeScript(script);
    }

    /**
     * Keeps a picture of the page in {@code target/screenshots}.
     *
     * @param name of the file, without its ending
     * @throws IOException if it cannot be written
     */
    public void shoot(String name) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    /**
     * Checks that every request since the last call went to this origin, and that the browser complains of nothing.
     *
     * @param origin such as {@code http://127.0.0.1:7070}
     * @throws IOException if the browser's log cannot be read
     */
    public void assertKeptToItself(String origin) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        for (LogEntry entry : driver.manage().logs().get("performance")) {
            JsonNode message = mapper.readTree(entry.getMessage()).path("message");
            if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                assertThat(message.path("params").path("request").path("url").asText())
                        .matches(url -> url.startsWith(origin + "/")
                                || url.startsWith("blob:" + origin + "/")
                                || url.startsWith("data:")
                                || url.equals("about:blank"));
            }
        }
        assertThat(StreamSupport.stream(driver.manage().logs().get("browser").spliterator(), false)
                        .map(LogEntry::getMessage)
                        .filter(message -> !message.contains("the server responded with a status of 4")))
                .as("what the browser complains of, but for refusals that a test provokes")
                .isEmpty();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
