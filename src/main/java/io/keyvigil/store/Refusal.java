package io.keyvigil.store;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;

/** Why a database that answers cannot be used until somebody sets something right, by the class of its SQLSTATE. */
enum Refusal {
    CREDENTIALS("28", "does not accept the user or the password; set KEYVIGIL_STORE right"),
    DATABASE("3D", "has no such database; create it, or set KEYVIGIL_STORE right"),
    PRIVILEGES("42", "does not let the user make or use its tables; make the user their owner");

    private final String sqlStateClass;
    private final String what;

    Refusal(String sqlStateClass, String what) {
        this.sqlStateClass = sqlStateClass;
        this.what = what;
    }

    /** Empty where waiting may help. */
    static Optional<Refusal> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                return Arrays.stream(values())
                        .filter(refusal -> state.startsWith(refusal.sqlStateClass))
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return what;
    }
}
