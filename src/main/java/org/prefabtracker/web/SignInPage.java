package org.prefabtracker.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prefabtracker.access.SecondFactors;
import org.prefabtracker.access.Session;

/**
 * The page to sign in and out, in two languages. It contains no script and no inline style, which the content security policy
 * would block.
 *
 * @param to the path of this server to go to afterwards
 * @param clearText whether the page warns that passwords are sent unencrypted
 */
record SignInPage(ResourceBundle words, String to, boolean clearText) {

    static final String DEFAULT_TO = "/q/swagger-ui/";

    /**
     * Excludes what a browser could take for the address of another server: {@code //host}, {@code /\host}, or a path with a
     * tab.
     */
    private static final Pattern LOCAL = Pattern.compile("/(?!/)[!-\\[\\]-~]{0,2000}");

    /** @param language chosen on the page; null: that of the browser, which may be null as well */
    static SignInPage of(String language, String acceptLanguage, String to, boolean clearText) {
        String first = Objects.requireNonNullElse(language == null ? acceptLanguage : language, "")
                .strip();
        Locale locale = first.regionMatches(true, 0, "zh", 0, 2) ? Locale.CHINESE : Locale.ENGLISH;
        return new SignInPage(ResourceBundle.getBundle("web/sign-in", locale), to, clearText);
    }

    SignInPage {
        to = to != null && LOCAL.matcher(to).matches() ? to : DEFAULT_TO;
    }

    /**
     * The form.
     *
     * @param problem the text of what was wrong with the former attempt; null: none
     * @param login the name that was sent; null: none
     * @param sso whether there is single sign-on
     */
    String form(String problem, String login, boolean sso) {
        return page("""
                %s<form method="post" action="/sign-in">
                <input type="hidden" name="to" value="%s">
                <input type="hidden" name="lang" value="%s">
                <label for="login">%s</label>
                <input id="login" name="login" value="%s" autocomplete="username" autocapitalize="none" spellcheck="false" required%s>
                <label for="password">%s</label>
                <input id="password" name="password" type="password" autocomplete="current-password" required%s>
                <button>%s</button>
                </form>%s""".formatted(
                problem == null ? "" : "<p id=\"problem\" role=\"alert\">" + escaped(problem) + "</p>\n",
                escaped(to),
                say("language"),
                say("login"),
                escaped(login == null ? "" : login),
                login == null ? " autofocus" : " aria-describedby=\"problem\"",
                say("password"),
                login == null ? "" : " aria-describedby=\"problem\" autofocus",
                say("signIn"),
                sso ? "\n<p><a href=\"/sign-in/sso?" + query(say("language")) + "\">" + say("sso") + "</a></p>" : ""));
    }

    /** The signed-in user, with the button to sign out. */
    String signedIn(Session session) {
        return page("""
                <p>%s</p>
                <p><a href="%s">%s</a></p>
                <form method="post" action="/sign-out">
                <input type="hidden" name="csrf" value="%s">
                <input type="hidden" name="lang" value="%s">
                <button>%s</button>
                </form>""".formatted(
                escaped(say("signedIn", session.who().name(), session.who().organisation())),
                escaped(to),
                say("goOn"),
                session.csrfToken(),
                say("language"),
                say("signOut")));
    }

    /**
     * What a session needs next: the button to sign out, or what its person still has to do.
     *
     * @param problem the text of what was wrong with the former attempt; null: none
     */
    String of(Session session, String problem) {
        if (session.pending() == null) {
            return signedIn(session);
        }
        return switch (session.pending()) {
            case CHANGE_PASSWORD -> changePassword(session, problem);
            case SECOND_FACTOR -> code(session, problem == null ? say("sendCode") : problem, "");
            case ENROL ->
                page("""
                    <p id="problem" role="alert">%s</p>
                    <form method="post" action="/sign-in/code">
                    %s
                    <button>%s</button>
                    </form>""".formatted(
                                escaped(problem == null ? say("mustEnrol") : problem), hidden(session), say("enrol")));
        };
    }

    /** The secret for an authenticator and the recovery codes, which are shown this once, and the form for the first code. */
    String enrol(Session session, SecondFactors.Secret secret) {
        return code(session, say("confirmCode"), """
                <p><code id="secret">%s</code></p>
                <p><a href="%s">%s</a></p>
                <p>%s</p>
                <ul id="codes">%s</ul>
                """.formatted(
                        escaped(secret.secret()),
                        escaped(secret.uri()),
                        say("openAuthenticator"),
                        say("keepCodes"),
                        secret.recoveryCodes().stream()
                                .map(code -> "<li><code>" + escaped(code) + "</code></li>")
                                .collect(Collectors.joining())));
    }

    /** The form for a code. */
    String code(Session session, String text, String before) {
        return page("""
                %s<p id="problem" role="alert">%s</p>
                <form method="post" action="/sign-in/code">
                %s
                <label for="code">%s</label>
                <input id="code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" required autofocus aria-describedby="problem">
                <button>%s</button>
                </form>""".formatted(before, escaped(text), hidden(session), say("code"), say("goOn")));
    }

    private String hidden(Session session) {
        return """
                <input type="hidden" name="csrf" value="%s">
                <input type="hidden" name="to" value="%s">
                <input type="hidden" name="lang" value="%s">""".formatted(session.csrfToken(), escaped(to), say("language"));
    }

    /**
     * The form to replace an initial password.
     *
     * @param problem the text of what was wrong with the former attempt; null: none
     */
    private String changePassword(Session session, String problem) {
        return page("""
                <p id="problem" role="alert">%s</p>
                <form method="post" action="/sign-in/password">
                <input type="hidden" name="csrf" value="%s">
                <input type="hidden" name="to" value="%s">
                <input type="hidden" name="lang" value="%s">
                <input type="hidden" name="login" value="%s" autocomplete="username">
                <label for="current">%s</label>
                <input id="current" name="current" type="password" autocomplete="current-password" required autofocus>
                <label for="next">%s</label>
                <input id="next" name="next" type="password" autocomplete="new-password" minlength="12" maxlength="128" required aria-describedby="problem">
                <button>%s</button>
                </form>""".formatted(
                        escaped(problem == null ? say("initialPassword") : problem),
                        session.csrfToken(),
                        escaped(to),
                        say("language"),
                        escaped(session.who().login()),
                        say("currentPassword"),
                        say("nextPassword"),
                        say("changePassword")));
    }

    /** The address of this page, with where to go afterwards. */
    String address() {
        return "/sign-in?" + query(say("language")).replace("&amp;", "&");
    }

    /** The referrer is sent to this server only: without it, a form would not state its page. */
    private String page(String content) {
        return """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="UTF-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="referrer" content="same-origin">
                <title>%s – prefab-tracker</title>
                <link rel="stylesheet" href="/sign-in/page.css">
                <link rel="icon" href="data:,">
                </head>
                <body>
                <main>
                <h1>%s</h1>
                %s%s
                </main>
                <footer><a href="/sign-in?%s" hreflang="%s" lang="%s">%s</a></footer>
                </body>
                </html>
                """.formatted(
                        say("language"),
                        say("signIn"),
                        say("signIn"),
                        clearText ? "<p role=\"alert\">" + say("clearText") + "</p>\n" : "",
                        content,
                        query(say("other")),
                        say("other"),
                        say("other"),
                        say("otherName"));
    }

    private String query(String language) {
        return "lang=" + language + "&amp;to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
    }

    String say(String what, Object... of) {
        return words.getString(what).formatted(of);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
