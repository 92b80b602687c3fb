// Tests a client with the contract fixture over HTTP, in Java 17 or later: java JobTokenScope.java
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;

class JobTokenScope {
  static final HttpClient http = HttpClient.newHttpClient();

  /** A fixture in a process of its own, which ends with its standard input. Projects have a JSON library: use it here. */
  record Fixture(Process process, String url, String token) implements AutoCloseable {
    static Fixture start() throws IOException {
      var command = new ProcessBuilder("npx", "contract-fixture", "--ready-json", "--exit-on-stdin-close");
      var process = command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      var ready = new BufferedReader(new InputStreamReader(process.getInputStream())).readLine();
      return new Fixture(process, field(ready, "url"), field(ready, "token"));
    }

    static String field(String json, String name) {
      var matcher = Pattern.compile('"' + name + "\":\"([^\"]*)\"").matcher(json);
      if (!matcher.find()) throw new IllegalStateException(json);
      return matcher.group(1);
    }

    HttpResponse<String> send(String method, String path, String json) throws Exception {
      var request = HttpRequest.newBuilder(URI.create(url + path)).header("PRIVATE-TOKEN", token);
      if (json != null) request.header("Content-Type", "application/json");
      request.method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
      return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Before a test. */
    void startScenario(String name) throws Exception {
      send("POST", "/-/fixture/scenario", "{\"name\":\"" + name + "\"}");
    }

    /** After a test. */
    void assertNoViolations() throws Exception {
      assertEquals("[]", send("GET", "/-/fixture/violations", null).body());
    }

    @Override
    public void close() throws Exception {
      process.getOutputStream().close();
      process.waitFor();
    }
  }

  static void assertEquals(Object expected, Object actual) {
    if (!expected.equals(actual)) throw new AssertionError("expected " + expected + ", got " + actual);
  }

  public static void main(String[] args) throws Exception {
    try (var gitlab = Fixture.start()) {
      var allowlist = "/api/v4/projects/1/job_token_scope/allowlist";
      var target = "{\"target_project_id\":42}";
      assertEquals(201, gitlab.send("POST", allowlist, target).statusCode());
      gitlab.assertNoViolations();

      gitlab.startScenario("duplicate");
      var response = gitlab.send("POST", allowlist, target);
      assertEquals(400, response.statusCode());
      gitlab.assertNoViolations();
      System.out.println(response.body());
    }
  }
}
