package org.prefabtracker.access;

import java.time.Duration;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.text.Sha256;

/** The devices that people signed in from, by the SHA-256 of the id in their cookie. To be used within a transaction. */
final class KnownDeviceStore {

    /** The most devices of one person; the one that was not used for longest is forgotten. */
    private static final int MOST = 20;

    private KnownDeviceStore() {}

    /** Whether a person with this login, in its normal form, signed in from the device. */
    static boolean knows(String login, String device, Duration known) {
        return Sql.query("""
                        select exists (select from known_device d join person p on p.id = d.person_id
                          where d.sha256 = :sha256 and p.login = :login and d.seen_at > now() - :known)""")
                .bind("sha256", Sha256.hex(device))
                .bind("login", login)
                .bind("known", known)
                .mapTo(Boolean.class)
                .one();
    }

    /** Whether anybody signed in from the device. */
    static boolean exists(String device) {
        return Sql.select("select exists (select from known_device where sha256 = ?)", Sha256.hex(device))
                .mapTo(Boolean.class)
                .one();
    }

    /** Records that a person signed in from a device. */
    static void add(long personId, String device, Duration known) {
        Sql.execute("""
                insert into known_device (sha256, person_id, seen_at) values (?, ?, now())
                on conflict on constraint known_device_pk do update set seen_at = now()""", Sha256.hex(device), personId);
        Sql.update("""
                        delete from known_device d where d.person_id = :person and (d.seen_at <= now() - :known or d.sha256 in
                          (select o.sha256 from known_device o where o.person_id = :person
                           order by o.seen_at desc, o.sha256 offset :most))""")
                .bind("person", personId)
                .bind("known", known)
                .bind("most", MOST)
                .execute();
    }

    /** @param kept the device that stays known; null for none */
    static void deleteOthers(long personId, String kept) {
        Sql.update("delete from known_device where person_id = :person and sha256 is distinct from :kept")
                .bind("person", personId)
                .bindByType("kept", kept == null ? null : Sha256.hex(kept), String.class)
                .execute();
    }
}
