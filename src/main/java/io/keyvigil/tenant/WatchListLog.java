package io.keyvigil.tenant;

import io.keyvigil.jose.PlainText;
import java.util.List;
import org.jboss.logging.Logger;

/** Logs the changes and problems of the watch list, in lines of key=value. */
final class WatchListLog {

    private static final Logger LOG = Logger.getLogger(WatchListLog.class);

    /** The maximum number of logged problems; the total number is logged, too. */
    private static final int MOST_PROBLEMS = 100;

    private WatchListLog() {}

    static void refused(List<WatchListProblem> problems) {
        LOG.warnf("event=watchlist-refused problems=%d", problems.size());
        problems.stream()
                .limit(MOST_PROBLEMS)
                .forEach(problem ->
                        LOG.warnf("event=watchlist-problem detail=\"%s\"", PlainText.quotable(problem.toString())));
    }

    static void applied(WatchList before, WatchList after) {
        WatchListChange change = WatchListChange.between(before, after);
        LOG.infof(
                "event=watchlist-applied tenants=%d added=%d removed=%d changed=%d",
                after.tenants().size(), change.added(), change.removed(), change.changed());
    }
}
