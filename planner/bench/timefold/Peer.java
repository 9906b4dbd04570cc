import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import ai.timefold.solver.core.api.score.buildin.simple.SimpleScore;
import ai.timefold.solver.core.api.score.calculator.IncrementalScoreCalculator;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.score.director.ScoreDirectorFactoryConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Plans the bilateral core with Timefold Solver: `java Peer SECONDS WORKERS SEED`, whole numbers in and out.
 *
 * Standard input: meetings, people, ticks, rooms, rest of a room and gap of a person in ticks; then for each meeting its
 * worth, length, two people, the start it has in the first plan or -1, how many starts it may have, and these. Standard
 * output: for each meeting its start, or -1. Rooms are interchangeable and given out afterwards, so that none is modelled.
 *
 * A clash costs more than the cheaper of the two meetings is worth. Dropping it then pays, so that the best plans have
 * no clashes, and the search can push a meeting in first and drop the other one later.
 */
public class Peer {

    /** The free edition searches on one thread, so that each worker searches for itself: the even ones like this. */
    static final String ANNEALING = search(
            "<simulatedAnnealingStartingTemperature>1</simulatedAnnealingStartingTemperature>", 1);

    /** The odd workers; each of the two is the better one on some sizes. */
    static final String TABU = search("<entityTabuSize>7</entityTabuSize>", 1000);

    static String search(String acceptor, int accepted) {
        return "<solver xmlns='https://timefold.ai/xsd/solver'><localSearch><unionMoveSelector>"
                + "<changeMoveSelector/><swapMoveSelector/></unionMoveSelector><acceptor>" + acceptor + "</acceptor>"
                + "<forager><acceptedCountLimit>" + accepted + "</acceptedCountLimit></forager></localSearch></solver>";
    }

    @PlanningEntity
    public static class Meeting {
        @PlanningId
        public int id;
        public int worth;
        public int length;
        public int one;
        public int other;
        @ValueRangeProvider
        public List<Integer> starts;
        @PlanningVariable(allowsUnassigned = true)
        public Integer start;

        public Meeting() {}
    }

    @PlanningSolution
    public static class Schedule {
        public int people;
        public int ticks;
        public int rooms;
        public int rest;
        public int gap;
        @PlanningEntityCollectionProperty
        public List<Meeting> meetings = new ArrayList<>();
        @PlanningScore
        public SimpleScore score;

        public Schedule() {}
    }

    /** Worth of what is placed, less the clashes of people and the ticks at which there are too few rooms. */
    public static class Calculator implements IncrementalScoreCalculator<Schedule, SimpleScore> {
        /** For each meeting and tick too many: a meeting takes at least six ticks, so that dropping one pays. */
        private static final int CROWDED = 3;

        private int rooms;
        private int rest;
        private int gap;
        private int score;
        private Meeting[][] diaries;
        private int[] entries;
        private int[] used;

        @Override
        public void resetWorkingSolution(Schedule schedule) {
            rooms = schedule.rooms;
            rest = schedule.rest;
            gap = schedule.gap;
            score = 0;
            int[] most = new int[schedule.people];
            for (Meeting meeting : schedule.meetings) {
                most[meeting.one]++;
                most[meeting.other]++;
            }
            diaries = Arrays.stream(most).mapToObj(Meeting[]::new).toArray(Meeting[][]::new);
            entries = new int[schedule.people];
            used = new int[schedule.ticks];
            schedule.meetings.forEach(this::insert);
        }

        private void insert(Meeting meeting) {
            if (meeting.start == null) {
                return;
            }
            int start = meeting.start;
            score += meeting.worth - clashes(meeting, start, meeting.one) - clashes(meeting, start, meeting.other);
            diaries[meeting.one][entries[meeting.one]++] = meeting;
            diaries[meeting.other][entries[meeting.other]++] = meeting;
            for (int tick = start; tick < start + meeting.length + rest; tick++) {
                if (++used[tick] > rooms) {
                    score -= CROWDED;
                }
            }
        }

        private void retract(Meeting meeting) {
            if (meeting.start == null) {
                return;
            }
            int start = meeting.start;
            strike(meeting, meeting.one);
            strike(meeting, meeting.other);
            score -= meeting.worth - clashes(meeting, start, meeting.one) - clashes(meeting, start, meeting.other);
            for (int tick = start; tick < start + meeting.length + rest; tick++) {
                if (used[tick]-- > rooms) {
                    score += CROWDED;
                }
            }
        }

        private int clashes(Meeting meeting, int start, int person) {
            int cost = 0;
            int until = start + meeting.length + gap;
            Meeting[] diary = diaries[person];
            for (int place = entries[person] - 1; place >= 0; place--) {
                Meeting other = diary[place];
                int begin = other.start;
                if (begin < until && begin + other.length + gap > start) {
                    cost += Math.min(meeting.worth, other.worth) + 1;
                }
            }
            return cost;
        }

        private void strike(Meeting meeting, int person) {
            Meeting[] diary = diaries[person];
            int place = 0;
            while (diary[place] != meeting) {
                place++;
            }
            diary[place] = diary[--entries[person]];
        }

        @Override
        public void beforeVariableChanged(Object entity, String variable) {
            retract((Meeting) entity);
        }

        @Override
        public void afterVariableChanged(Object entity, String variable) {
            insert((Meeting) entity);
        }

        @Override
        public void beforeEntityAdded(Object entity) {}

        @Override
        public void afterEntityAdded(Object entity) {
            insert((Meeting) entity);
        }

        @Override
        public void beforeEntityRemoved(Object entity) {
            retract((Meeting) entity);
        }

        @Override
        public void afterEntityRemoved(Object entity) {}

        @Override
        public SimpleScore calculateScore() {
            return SimpleScore.of(score);
        }
    }

    static Schedule read(String text, int[] meetings) {
        Scanner in = new Scanner(text);
        meetings[0] = in.nextInt();
        Schedule schedule = new Schedule();
        schedule.people = in.nextInt();
        schedule.ticks = in.nextInt();
        schedule.rooms = in.nextInt();
        schedule.rest = in.nextInt();
        schedule.gap = in.nextInt();
        for (int id = 0; id < meetings[0]; id++) {
            Meeting meeting = new Meeting();
            meeting.id = id;
            meeting.worth = in.nextInt();
            meeting.length = in.nextInt();
            meeting.one = in.nextInt();
            meeting.other = in.nextInt();
            int first = in.nextInt();
            meeting.start = first < 0 ? null : Integer.valueOf(first);
            int count = in.nextInt();
            meeting.starts = new ArrayList<>(count);
            for (int place = 0; place < count; place++) {
                meeting.starts.add(in.nextInt());
            }
            if (count > 0) {
                schedule.meetings.add(meeting);
            }
        }
        return schedule;
    }

    /** The time since the machine was started counts, as it does for the other solvers. */
    static Schedule solve(Schedule first, double seconds, int worker, long seed) {
        String text = worker % 2 == 0 ? ANNEALING : TABU;
        SolverConfig config = SolverConfig.createFromXmlInputStream(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        long left = (long) (seconds * 1000) - ManagementFactory.getRuntimeMXBean().getUptime();
        config.withSolutionClass(Schedule.class)
                .withEntityClassList(List.of(Meeting.class))
                .withRandomSeed(seed * 1000 + worker)
                .withEnvironmentMode(EnvironmentMode.NO_ASSERT)
                .withScoreDirectorFactory(
                        new ScoreDirectorFactoryConfig().withIncrementalScoreCalculatorClass(Calculator.class))
                .withTerminationConfig(new TerminationConfig().withMillisecondsSpentLimit(Math.max(1L, left)));
        SolverFactory<Schedule> factory = SolverFactory.create(config);
        return factory.buildSolver().solve(first);
    }

    static void answer(Schedule schedule, int meetings) {
        int[] starts = new int[meetings];
        Arrays.fill(starts, -1);
        for (Meeting meeting : schedule.meetings) {
            starts[meeting.id] = meeting.start == null ? -1 : meeting.start;
        }
        StringBuilder line = new StringBuilder();
        for (int start : starts) {
            line.append(start).append(' ');
        }
        System.out.println(line);
    }

    public static void main(String[] words) throws Exception {
        String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        double seconds = Double.parseDouble(words[0]);
        int workers = Integer.parseInt(words[1]);
        long seed = Long.parseLong(words[2]);
        int[] meetings = new int[1];
        ExecutorService team = Executors.newFixedThreadPool(workers);
        List<Callable<Schedule>> searches = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            int number = worker;
            searches.add(() -> solve(read(text, meetings), seconds, number, seed));
        }
        List<Schedule> found = new ArrayList<>();
        for (Future<Schedule> search : team.invokeAll(searches)) {
            found.add(search.get());
        }
        team.shutdown();
        answer(found.stream().max(Comparator.comparing(schedule -> schedule.score)).get(), meetings[0]);
    }
}
