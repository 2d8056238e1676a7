package org.prefabtracker.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Encrypts the secrets of second factors, so that a copy of the database does not hold them. The key is {@code second-factor.key} in
 * the data directory, made at the first use, or a setting where several instances share a database.
 */
@ApplicationScoped
class FactorKey {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    @ConfigProperty(name = "prefab.second-factor.key")
    Optional<String> configured;

    @ConfigProperty(name = "prefab.data-dir")
    Path directory;

    private SecretKey key;

    /** The nonce and the secret, encrypted for this person only. */
    byte[] encrypt(long personId, byte[] secret) {
        byte[] nonce = new byte[NONCE];
        new SecureRandom().nextBytes(nonce);
        byte[] encrypted = crypt(Cipher.ENCRYPT_MODE, personId, nonce, secret);
        return ByteBuffer.allocate(NONCE + encrypted.length)
                .put(nonce)
                .put(encrypted)
                .array();
    }

    /** @throws IllegalStateException where the key is another one, or the secret is of another person */
    byte[] decrypt(long personId, byte[] stored) {
        return crypt(
                Cipher.DECRYPT_MODE,
                personId,
                Arrays.copyOf(stored, NONCE),
                Arrays.copyOfRange(stored, NONCE, stored.length));
    }

    private byte[] crypt(int mode, long personId, byte[] nonce, byte[] content) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(ByteBuffer.allocate(Long.BYTES).putLong(personId).array());
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a second factor cannot be read with the key of this installation", e);
        }
    }

    private synchronized SecretKey key() {
        if (key == null) {
            key = new SecretKeySpec(Base64.getDecoder().decode(configured.orElseGet(this::ofFile)), "AES");
        }
        return key;
    }

    private String ofFile() {
        Path file = directory.resolve("second-factor.key");
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Written aside and moved there: another process never reads half a key, and of two the first one's stays. */
    private void make(Path file) throws IOException {
        byte[] bits = new byte[32];
        new SecureRandom().nextBytes(bits);
        Files.createDirectories(directory);
        Path written = Files.createTempFile(
                directory,
                "second-factor",
                ".key",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(written, Base64.getEncoder().encodeToString(bits) + "\n");
            Files.createLink(file, written);
        } catch (FileAlreadyExistsException madeByAnother) {
            // its key is read
            return;
        } finally {
            Files.delete(written);
        }
    }
}
