package io.keyvigil.store;

import io.keyvigil.testing.SharedDatabase;
import java.nio.file.Path;
import javax.sql.DataSource;

/** The databases that the stores' tests run against, each with the service's own schema. */
enum TestDatabase {
    SQLITE {
        @Override
        DataSource migrated(Path directory) {
            DataSource dataSource = StoreTesting.dataSource(directory);
            StoreTesting.flyway(dataSource).migrate();
            return dataSource;
        }

        @Override
        SqlKeyHistory history(DataSource dataSource) {
            return new SqlKeyHistory(StoreTesting.transactions(dataSource), NotePlace.NOTE_TABLE);
        }

        @Override
        String refuseEventsOf(String tenant) {
            return "CREATE TRIGGER refuse BEFORE INSERT ON key_event WHEN NEW.tenant = '" + tenant
                    + "' BEGIN SELECT RAISE(ABORT, 'refused'); END";
        }

        @Override
        String refuseNoMore() {
            return "DROP TRIGGER refuse";
        }
    },

    POSTGRESQL {
        @Override
        DataSource migrated(Path directory) {
            DataSource dataSource = SharedDatabase.create().dataSource();
            StoreTesting.sharedFlyway(dataSource).migrate();
            return dataSource;
        }

        @Override
        SqlKeyHistory history(DataSource dataSource) {
            return new SqlKeyHistory(StoreTesting.transactions(dataSource), NotePlace.STATE_ROW);
        }

        @Override
        String refuseEventsOf(String tenant) {
            return "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$ BEGIN RAISE EXCEPTION 'refused'; END $$;"
                    + " CREATE TRIGGER refuse BEFORE INSERT ON key_event FOR EACH ROW WHEN (NEW.tenant = '" + tenant
                    + "') EXECUTE FUNCTION refuse()";
        }

        @Override
        String refuseNoMore() {
            return "DROP TRIGGER refuse ON key_event";
        }
    };

    /** A new store, in this directory where it is a file. */
    abstract DataSource migrated(Path directory);

    abstract SqlKeyHistory history(DataSource dataSource);

    abstract String refuseEventsOf(String tenant);

    abstract String refuseNoMore();
}
