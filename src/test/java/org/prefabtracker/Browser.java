package org.prefabtracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser of a person at the application and the provider: it keeps cookies, fills in forms, and follows redirects when told to. */
final class Browser {

    private final String address;
    private final String password;

    /** This machine is as good as TLS to browsers, and the provider knows that. */
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL) {
        @Override
        public void put(URI uri, Map<String, List<String>> headers) throws IOException {
            super.put(uri, headers);
            getCookieStore().getCookies().forEach(cookie -> cookie.setSecure(false));
        }
    };

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    Browser(String address, String password) {
        this.address = address;
        this.password = password;
    }

    HttpResponse<String> get(String to) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(to.startsWith("/") ? address + to : to)));
    }

    HttpResponse<String> form(String to, Map<String, String> fields) throws IOException, InterruptedException {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(java.util.stream.Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(to))
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** As a script of a page, with the token of its session. */
    HttpResponse<String> script(String method, String to, String body) throws IOException, InterruptedException {
        String csrf =
                SingleSignOnIT.json(get("/api/v1/session")).path("csrfToken").textValue();
        return send(HttpRequest.newBuilder(URI.create(address + to))
                .header("X-CSRF-Token", csrf)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Goes to the provider, types name and password, and comes back; the answer is the last of ours that leads on. */
    HttpResponse<String> signIn(String from, String user) throws IOException, InterruptedException {
        return follow(untilComingBack(from, user));
    }

    /** The address that the provider leads back to, not gone to yet. */
    URI untilComingBack(String from, String user) throws IOException, InterruptedException {
        HttpResponse<String> asked = get(from);
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(302);
        HttpResponse<String> answer = get(asked.headers().firstValue("Location").orElseThrow());
        if (answer.statusCode() == 200) {
            Matcher form = Pattern.compile("<form[^>]* action=\"([^\"]*)\"", Pattern.DOTALL)
                    .matcher(answer.body());
            assertThat(form.find()).as(answer.body()).isTrue();
            answer = form(form.group(1).replace("&amp;", "&"), Map.of("username", user, "password", password));
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        URI back = URI.create(answer.headers().firstValue("Location").orElseThrow());
        assertThat(back.toString()).startsWith(address + "/sign-in/sso?");
        return back;
    }

    /** Until something else than the same address is answered. */
    HttpResponse<String> follow(URI back) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(back.toString());
        while (answer.statusCode() == 302) {
            answer = get(answer.headers().firstValue("Location").orElseThrow());
        }
        return answer;
    }

    /** Another one with the same cookies. */
    Browser copy() {
        Browser copy = new Browser(address, password);
        cookies.getCookieStore().getCookies().forEach(cookie -> copy.cookies
                .getCookieStore()
                .add(URI.create("http://127.0.0.1" + cookie.getPath()), (HttpCookie) cookie.clone()));
        return copy;
    }

    /** The names of those that are of the application. */
    List<String> ourCookies() {
        return cookies.getCookieStore().getCookies().stream()
                .map(HttpCookie::getName)
                .filter(name -> name.startsWith("q_") || name.contains("prefab"))
                .toList();
    }

    String value(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }
}
