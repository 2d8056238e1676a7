package org.prefabtracker.shared.audit;

import jakarta.enterprise.context.RequestScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.prefabtracker.shared.text.Sha256;

/**
 * What a request does, as far as its address and its answer do not say it: those who do it tell it here, and the audit keeps it.
 * To be used within a request only.
 */
@RequestScoped
public class AuditContext {

    /** One thing before and after; either is null where there is none. */
    public record Change(Object before, Object after) {}

    /** The person who logs in and its organisation, both null if no person was found; the name that was tried, null if there was none. */
    public record LogIn(Long personId, Long organisationId, String login) {}

    private boolean asks;
    private boolean exports;
    private Object before;
    private boolean changesOne;
    private Change change;
    private LogIn logIn;
    private Set<String> projects = Set.of();
    private Integer status;
    private MessageDigest body;
    private String bodySha256;

    /** Nothing is stored, though the method could. */
    public void asks() {
        asks = true;
    }

    /** Data go out as a file. */
    public void exports() {
        exports = true;
    }

    /** One thing is changed that was like this, null where it is new; what it became stands in the answer. */
    public void changes(Object former) {
        before = former;
        changesOne = true;
    }

    /** One thing is changed of which the answer tells something else. */
    public void changes(Object former, Object later) {
        change = new Change(former, later);
    }

    /** Records a log-in. */
    public void logsIn(long personId, long organisationId) {
        logIn = new LogIn(personId, organisationId, null);
    }

    /** Records an attempt to log in by a name, whether a person has that name or not; null if no name was sent. */
    public void triesToLogIn(String login) {
        logIn = new LogIn(null, null, login);
    }

    /** The codes of the projects it is about, where the address does not name one. */
    public void concerns(Collection<String> projectCodes) {
        projects = Set.copyOf(projectCodes);
    }

    /** The status of the answer, where it is told to others than the one who commits the work. */
    public void answers(int statusCode) {
        status = statusCode;
    }

    /** The body is this file. */
    public void sent(Path file) {
        try (InputStream in = digested(Files.newInputStream(file))) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body, to be read from what is returned. */
    public InputStream digested(InputStream in) {
        body = Sha256.digest();
        return new DigestInputStream(in, body);
    }

    public boolean isQuestion() {
        return asks;
    }

    public boolean isExport() {
        return exports;
    }

    /** @param answer what it is answered with, by default the state after the change */
    public Optional<Change> change(Object answer) {
        return change != null || !changesOne ? Optional.ofNullable(change) : Optional.of(new Change(before, answer));
    }

    public Optional<LogIn> logIn() {
        return Optional.ofNullable(logIn);
    }

    public Set<String> projects() {
        return projects;
    }

    public Optional<Integer> status() {
        return Optional.ofNullable(status);
    }

    /** Of the body, once all of it was read; empty where there was none. */
    public Optional<String> bodySha256() {
        if (bodySha256 == null && body != null) {
            bodySha256 = HexFormat.of().formatHex(body.digest());
        }
        return Optional.ofNullable(bodySha256);
    }
}
