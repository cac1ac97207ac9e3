package com.example.accounts;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Whose each connection is, and its status. In production, `owner` belongs to your user. */
@Repository
public class Connections {
    private final JdbcTemplate database;

    public Connections(JdbcTemplate database) {
        this.database = database;
    }

    boolean isOwnedBy(String user, String id) {
        // Compared here too: MySQL takes an id in another case for the same.
        return database.queryForList("select id from connections where id = ? and owner = ?", String.class, id, user)
                .contains(id);
    }

    void storeOwner(String id, String user) {
        database.update("insert into connections (id, owner) values (?, ?)", id, user);
    }

    /** Webhooks come in any order, and more than once: an older event changes nothing. */
    void updateStatus(String id, String status, Instant changedAt) {
        Object at = changedAt.atOffset(ZoneOffset.UTC);
        database.update(
                "update connections set status = ?, changed_at = ? where id = ? and (changed_at is null or changed_at < ?)",
                status, at, id, at);
    }

    /** The status of each connection of a user, by its id. */
    Map<String, String> statusesOf(String user) {
        Map<String, String> statuses = new LinkedHashMap<>();
        database.query(
                "select id, status from connections where owner = ?",
                row -> {
                    statuses.put(row.getString("id"), row.getString("status"));
                },
                user);
        return statuses;
    }
}
