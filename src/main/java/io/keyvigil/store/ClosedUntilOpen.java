package io.keyvigil.store;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Gives no connection before somebody has said that the file may be used. A driver would make a file that is not there, and write
 * to one that is not ours.
 */
final class ClosedUntilOpen implements DataSource {

    private final DataSource dataSource;
    private volatile boolean open;

    ClosedUntilOpen(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void open() {
        open = true;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return permitted().getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return permitted().getConnection(user, password);
    }

    private DataSource permitted() throws SQLException {
        if (!open) {
            throw new SQLException("the store was refused and is not open");
        }
        return dataSource;
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return dataSource.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        dataSource.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        dataSource.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return dataSource.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(Logger.GLOBAL_LOGGER_NAME);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return dataSource.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return dataSource.isWrapperFor(type);
    }
}
