package io.keyvigil.store;

import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyHistory.NotedPoll;
import io.keyvigil.watch.PollHealth;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** Where polls are noted that changed nothing. */
interface PollNotes {

    /** In the tenants' own rows, so that others who read these see them. */
    PollNotes IN_ROWS = new PollNotes() {
        @Override
        public void write(Connection connection, Map<TenantId, NotedPoll> polls) throws SQLException {
            StateTable.touch(connection, polls);
        }

        @Override
        public Since read(Connection connection) {
            return (tenant, version, written) -> written;
        }
    };

    void write(Connection connection, Map<TenantId, NotedPoll> polls) throws SQLException;

    Since read(Connection connection) throws SQLException;

    /** What was noted since the rows were written. */
    @FunctionalInterface
    interface Since {

        /** How the tenant's polls go by now, whose row is of that version and says that. */
        PollHealth health(TenantId tenant, long version, PollHealth written);
    }
}
