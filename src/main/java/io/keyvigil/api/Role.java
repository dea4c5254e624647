package io.keyvigil.api;

import java.util.Arrays;
import java.util.Optional;

/** What a token's bearer may do; none includes another. */
enum Role {
    READ("keyvigil-read"),
    POLL("keyvigil-poll"),
    REPORT("keyvigil-report");

    private final String code;

    Role(String code) {
        this.code = code;
    }

    /** As it stands in the token. */
    String code() {
        return code;
    }

    static Optional<Role> of(String code) {
        return Arrays.stream(values()).filter(role -> role.code.equals(code)).findFirst();
    }

    /** What a request of that method needs. A diagnosis changes nothing, though it is a POST. */
    static Role neededFor(String method, String path) {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS" -> READ;
            case "PUT" -> REPORT;
            default -> path.equals("/diagnose") ? READ : POLL;
        };
    }
}
