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

/** What the code of a request reports to the audit log beyond its address and answer. To be used within a request only. */
@RequestScoped
public class AuditContext {

    /** A thing before and after; either is null where it does not exist. */
    public record Change(Object before, Object after) {}

    /**
     * The log-in of a person and its organisation, both null if no person was found, and the name that was sent, null if
     * there was none.
     */
    public record LogIn(Long personId, Long organisationId, String login) {}

    private boolean asks;
    private boolean exports;
    private Object before;
    private boolean changesOne;
    private Change change;
    private LogIn logIn;
    private Set<String> projects = Set.of();
    private Integer status;
    private String region;
    private MessageDigest body;
    private String bodySha256;

    /** Marks a request that only reads, though its method can write. */
    public void asks() {
        asks = true;
    }

    /** Marks an export of data as a file. */
    public void exports() {
        exports = true;
    }

    /** Records the former state of the changed thing, null for a new one; its new state is the answer. */
    public void changes(Object former) {
        before = former;
        changesOne = true;
    }

    /** Records the former and the new state of the changed thing, for an answer that does not contain the new state. */
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

    /** Records the codes of the projects, where the address does not name one. */
    public void concerns(Collection<String> projectCodes) {
        projects = Set.copyOf(projectCodes);
    }

    /** Records the region of a project that does not exist any more when the entry is written. */
    public void wasInRegion(String code) {
        region = code;
    }

    /** Records the status of the answer, where it differs from that of the committing transaction. */
    public void answers(int statusCode) {
        status = statusCode;
    }

    /** Records that the body is this file. */
    public void sent(Path file) {
        try (InputStream in = digested(Files.newInputStream(file))) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body as a stream that computes its digest while it is read. */
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

    /** @param answer the answer to the request, by default the state after the change */
    public Optional<Change> change(Object answer) {
        return change != null || !changesOne ? Optional.ofNullable(change) : Optional.of(new Change(before, answer));
    }

    public Optional<LogIn> logIn() {
        return Optional.ofNullable(logIn);
    }

    public Set<String> projects() {
        return projects;
    }

    public Optional<String> region() {
        return Optional.ofNullable(region);
    }

    public Optional<Integer> status() {
        return Optional.ofNullable(status);
    }

    /** The SHA-256 of the body, after all of it is read; empty where there is none. */
    public Optional<String> bodySha256() {
        if (bodySha256 == null && body != null) {
            bodySha256 = HexFormat.of().formatHex(body.digest());
        }
        return Optional.ofNullable(bodySha256);
    }
}
