package io.keyvigil.tenant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The watch list that is in force: that of the file and that of the environment together.
 *
 * <ol>
 *   <li>A list with a problem is refused as a whole and the one before it stays in force. So does it when the file is
 *       gone or cannot be read: that is a problem, not an empty list.
 *   <li>A change of a symbolic link on the way to the file (a Kubernetes ConfigMap) is applied by the next refresh. A file
 *       that is written in place is applied once it has stood still between two refreshes, so that no half-written
 *       one is.
 *   <li>Each change of the problems is logged once.
 *   <li>With {@link OnError#DEGRADE} a wrong list at start is replaced by the last good one, else by none; the issuers of
 *       the environment are watched all the same.
 * </ol>
 *
 * <p>Calling {@link #refresh} about every second is left to others. {@link #current}, {@link #valid} and
 * {@link #problems} may be called from any thread.
 */
public final class WatchListSource {

    /** What a wrong watch list at start leads to. */
    public enum OnError {
        /** Nothing is watched and the problems are handed out, to end the process with. */
        FAIL,
        /** What was watched last is watched. */
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

    /** Has every later change told; what {@link #load} brings into force is not told. */
    public void listen(WatchListListener listener) {
        listeners.add(listener);
    }

    /**
     * Reads the list for the first time.
     *
     * @return what is in force now, or with {@link OnError#FAIL} every problem
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

    /** Applies the file's change, if there is one. Asks for its attributes only, unless they changed. */
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

    /** Whether the file and the environment, as they are now, are in force. */
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

    /** A file that was merely touched is not worth a line. */
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
