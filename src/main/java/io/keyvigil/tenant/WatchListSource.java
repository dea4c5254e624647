package io.keyvigil.tenant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The applied watch list: that of the file and that of the environment together.
 *
 * <ol>
 *   <li>A list with a problem is rejected as a whole, and the previous one stays active. A missing or unreadable file is a
 *       problem as well, not an empty list.
 *   <li>A change of a symbolic link in the path of the file (a Kubernetes ConfigMap) is applied by the next refresh. A file that
 *       is written in place is applied once it is unchanged between two refreshes, which prevents reading a half-written file.
 *   <li>Each change of the problems is logged once.
 *   <li>With {@link OnError#DEGRADE} an invalid list at start is replaced by the last valid one, or by an empty one if there is
 *       none. The issuers of the environment are monitored in any case.
 * </ol>
 *
 * <p>The caller must call {@link #refresh} about every second. {@link #current}, {@link #valid} and {@link #problems} may be
 * called from any thread.
 */
public final class WatchListSource {

    /** The reaction to an invalid watch list at start. */
    public enum OnError {
        /** Nothing is monitored. The problems are returned, and the process ends with them. */
        FAIL,
        /** The last valid watch list is monitored. */
        DEGRADE
    }

    private record State(WatchList inForce, List<WatchListProblem> problems) {}

    private final Optional<WatchListFile> file;
    private final WatchListReading issuers;
    private final OnError onError;
    private final LastGoodWatchList lastGood;
    private final List<WatchListListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicReference<State> state = new AtomicReference<>(new State(WatchList.EMPTY, List.of()));

    private Optional<WatchListFile.Stamp> seen = Optional.empty();
    private Optional<WatchListFile.Stamp> taken = Optional.empty();

    public WatchListSource(Optional<Path> file, Optional<String> issuers, OnError onError) {
        this(file, issuers, Tenant.DEFAULT_POLL_EVERY, onError, LastGoodWatchList.NONE);
    }

    /** @param issuersPollEvery how often the tenants of the environment's issuers are polled */
    public WatchListSource(
            Optional<Path> file,
            Optional<String> issuers,
            Duration issuersPollEvery,
            OnError onError,
            LastGoodWatchList lastGood) {
        this.file = file.map(WatchListFile::new);
        this.issuers = IssuerList.parse(issuers.orElse(""), issuersPollEvery);
        this.onError = onError;
        this.lastGood = lastGood;
    }

    /** Adds a listener for later changes. It does not receive the list that {@link #load} applies. */
    public void listen(WatchListListener listener) {
        listeners.add(listener);
    }

    /**
     * Reads the list for the first time.
     *
     * @return the applied list, or with {@link OnError#FAIL} all problems
     */
    public synchronized WatchListReading load() {
        seen = stamp();
        WatchListFile.Content content = read();
        taken = content.readable() ? seen : Optional.empty();
        WatchListReading merged = IssuerList.merge(content.reading(), rightIssuers());
        if (merged.problems().isEmpty()) {
            remember(content);
        }
        List<WatchListProblem> problems = withIssuers(merged.problems());
        if (problems.isEmpty() || onError == OnError.FAIL) {
            state.set(new State(problems.isEmpty() ? merged.watchList().orElseThrow() : WatchList.EMPTY, problems));
            return problems.isEmpty() ? merged : WatchListReading.refused(problems);
        }
        WatchListLog.refused(problems);
        WatchList substitute = merged.watchList().orElseGet(this::remembered);
        state.set(new State(substitute, problems));
        return WatchListReading.of(substitute);
    }

    /** Applies a change of the file. Reads only its attributes unless they have changed. */
    public synchronized void refresh() {
        Optional<WatchListFile.Stamp> now = stamp();
        boolean still = now.equals(seen) || now.isEmpty() || isElsewhere(now.get());
        seen = now;
        if (still && !now.equals(taken)) {
            WatchListFile.Content content = read();
            if (stamp().equals(now)) {
                taken = content.readable() ? now : Optional.empty();
                apply(content);
            }
        }
    }

    public WatchList current() {
        return state.get().inForce();
    }

    /** Whether the current file and environment are applied. */
    public boolean valid() {
        return problems().isEmpty();
    }

    public List<WatchListProblem> problems() {
        return state.get().problems();
    }

    private boolean isElsewhere(WatchListFile.Stamp now) {
        return seen.filter(before -> !before.real().equals(now.real())).isPresent();
    }

    private void apply(WatchListFile.Content content) {
        State before = state.get();
        WatchListReading merged = IssuerList.merge(content.reading(), rightIssuers());
        WatchList after = merged.watchList().orElse(before.inForce());
        List<WatchListProblem> problems = withIssuers(merged.problems());
        state.set(new State(after, problems));
        if (merged.watchList().isPresent()) {
            remember(content);
            logApplied(before, after);
        } else if (!problems.equals(before.problems())) {
            WatchListLog.refused(problems);
        }
        if (!after.equals(before.inForce())) {
            listeners.forEach(listener -> listener.changed(before.inForce(), after));
        }
    }

    private void remember(WatchListFile.Content content) {
        content.text()
                .flatMap(text -> SecretFreeText.of(text, content.reading().watchList()))
                .ifPresent(lastGood::save);
    }

    /** Logs an applied list, but not if the file was rewritten without a change. */
    private static void logApplied(State before, WatchList after) {
        if (!after.equals(before.inForce()) || !before.problems().isEmpty()) {
            WatchListLog.applied(before.inForce(), after);
        }
    }

    private Optional<WatchListFile.Stamp> stamp() {
        return file.flatMap(WatchListFile::stamp);
    }

    private WatchListFile.Content read() {
        return file.map(WatchListFile::read)
                .orElseGet(
                        () -> new WatchListFile.Content(true, Optional.empty(), WatchListReading.of(WatchList.EMPTY)));
    }

    private WatchListReading rightIssuers() {
        return issuers.problems().isEmpty() ? issuers : WatchListReading.of(WatchList.EMPTY);
    }

    private List<WatchListProblem> withIssuers(List<WatchListProblem> problems) {
        List<WatchListProblem> all = new ArrayList<>(problems);
        all.addAll(issuers.problems());
        return List.copyOf(all);
    }

    private WatchList remembered() {
        WatchList inFile = file.flatMap(known -> lastGood.load().map(known::parse))
                .flatMap(WatchListReading::watchList)
                .orElse(WatchList.EMPTY);
        return IssuerList.merge(WatchListReading.of(inFile), rightIssuers())
                .watchList()
                .orElse(inFile);
    }
}
