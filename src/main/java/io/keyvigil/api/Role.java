package io.keyvigil.api;

import java.util.Arrays;
import java.util.Optional;

/** A permission of a token's bearer; none includes another. */
enum Role {
    READ("keyvigil-read"),
    POLL("keyvigil-poll"),
    REPORT("keyvigil-report");

    private final String code;

    Role(String code) {
        this.code = code;
    }

    /** Returns the role's name in the token. */
    String code() {
        return code;
    }

    static Optional<Role> of(String code) {
        return Arrays.stream(values()).filter(role -> role.code.equals(code)).findFirst();
    }

    /** Returns the role that a request needs. A diagnosis changes nothing, although it is a POST. */
    static Role neededFor(String method, String path) {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS" -> READ;
            case "PUT" -> REPORT;
            default -> path.equals("/diagnose") ? READ : POLL;
        };
    }
}
