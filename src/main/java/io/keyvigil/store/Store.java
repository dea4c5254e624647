package io.keyvigil.store;

import io.keyvigil.watch.KeyHistory;
import java.io.IOException;
import java.time.Duration;
import javax.sql.DataSource;

/** The store that is in force: a file of this process alone, or a database that several processes share. */
public interface Store extends AutoCloseable {

    /** Where every table of it is. */
    DataSource dataSource();

    /** Where states and events are kept in it; one for all who ask. */
    KeyHistory history();

    /**
     * Makes it ready for use. Where it was refused, it can be tried again.
     *
     * @throws StoreRefused where it cannot be used, and will not be without somebody's doing
     */
    void open();

    /** How often polls that changed nothing are to be noted in it. */
    Duration noteEvery();

    @Override
    void close() throws IOException;
}
