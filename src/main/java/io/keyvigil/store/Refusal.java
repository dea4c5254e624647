package io.keyvigil.store;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.flywaydb.core.api.exception.FlywayValidateException;

/**
 * Why a database that responds cannot be used until an operator fixes the cause: by the class of its SQLSTATE, or because
 * of an unexpected schema.
 */
enum Refusal {
    CREDENTIALS("28", "does not accept the user or the password; set KEYVIGIL_STORE right"),
    DATABASE("3D", "has no such database; create it, or set KEYVIGIL_STORE right"),
    PRIVILEGES("42", "does not let the user make or use its tables; make the user their owner"),
    SCHEMA("", "has a schema that this version did not make; start the version that made it, or use another database");

    private final String sqlStateClass;
    private final String what;

    Refusal(String sqlStateClass, String what) {
        this.sqlStateClass = sqlStateClass;
        this.what = what;
    }

    /** Returns empty if waiting may help. */
    static Optional<Refusal> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                return Arrays.stream(values())
                        .filter(refusal -> refusal != SCHEMA && state.startsWith(refusal.sqlStateClass))
                        .findFirst();
            }
            if (cause instanceof FlywayValidateException) {
                return Optional.of(SCHEMA);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return what;
    }
}
