// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Codes and sessions that are valid now; knows only their digests. Thread-safe. */
final class SessionBook {
    static final Duration CODE_LIFE = Duration.ofMinutes(2);
    static final Duration IDLE = Duration.ofHours(12);
    private static final int MAX_CODES = 100;
    private static final int MAX_SESSIONS = 1_000;
    private static final int CODE_LENGTH = 26;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> codes = new LinkedHashMap<>();
    private final Map<String, Instant> sessions = new LinkedHashMap<>();

    SessionBook(InstantSource clock) {
        this.clock = clock;
    }

    /** 26 characters of 5 bits each: 130 bits. */
    synchronized String newCode() {
        StringBuilder code = new StringBuilder(CODE_LENGTH);
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        remember(codes, code.toString(), clock.instant().plus(CODE_LIFE), MAX_CODES);
        return code.toString();
    }

    /** Spends a code. */
    synchronized Optional<String> open(String code) {
        String clean = code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
        Instant until = codes.remove(key(clean));
        if (until == null || clock.instant().isAfter(until)) {
            return Optional.empty();
        }
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        remember(sessions, id, clock.instant().plus(IDLE), MAX_SESSIONS);
        return Optional.of(id);
    }

    /** Says whether a session is open and, if so, keeps it open. */
    synchronized boolean use(String id) {
        Instant until = sessions.remove(key(id));
        if (until == null || clock.instant().isAfter(until)) {
            return false;
        }
        remember(sessions, id, clock.instant().plus(IDLE), MAX_SESSIONS);
        return true;
    }

    synchronized void close(String id) {
        sessions.remove(key(id));
    }

    /** The oldest entry goes when there are too many: each map is ordered by its last use. */
    private void remember(Map<String, Instant> map, String secret, Instant until, int limit) {
        map.put(key(secret), until);
        Iterator<Instant> oldest = map.values().iterator();
        while (map.size() > limit && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }

    private static String key(String secret) {
        return HexFormat.of().formatHex(AdminToken.sha256(secret));
    }
}
