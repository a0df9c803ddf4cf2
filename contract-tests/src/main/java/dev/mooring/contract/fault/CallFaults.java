package dev.mooring.contract.fault;

import dev.mooring.contract.fault.FaultPlan.Meeting;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Faults around the calls of an adapter without HTTP: a driver, an SDK, five functions. The adapter's remote calls run through
 * {@link #call}, or its client is wrapped with {@link #around}. What such a client throws when the network fails is told by
 * {@link #lost}, {@link #refused} and {@link #late}; what stands for a status by {@link #statuses}, without which statuses are not supported.
 * What needs a body on the wire ({@code TRUNCATE}, {@code BODY}, {@code REWRITE}, {@code DRIP}, {@code REDIRECT}) is not supported either. Safe for several threads.
 */
public final class CallFaults implements Faults, Transport {

    /** How long the client is taken to wait for an answer before it gives up by {@link #late}. */
    public static final Duration TIME_OUT = Duration.ofMillis(200);

    private static final Set<Fault.Kind> UNSUPPORTED =
            EnumSet.of(Fault.Kind.TRUNCATE, Fault.Kind.BODY, Fault.Kind.REWRITE, Fault.Kind.DRIP, Fault.Kind.REDIRECT);

    private final FaultPlan plan = new FaultPlan();
    private volatile Supplier<? extends Exception> lost = () -> new IOException("the connection was lost");
    private volatile Supplier<? extends Exception> refused = () -> new ConnectException("there is no connection");
    private volatile Supplier<? extends Exception> late = () -> new SocketTimeoutException("no answer in time");
    private volatile Function<Fault, Optional<Exception>> statuses = fault -> Optional.empty();

    /** What the client throws when a connection breaks after the request was sent. By default an {@link IOException}. */
    public CallFaults lost(Supplier<? extends Exception> thrown) {
        lost = thrown;
        return this;
    }

    /** What the client throws when the request could not be sent. By default a {@link ConnectException}. */
    public CallFaults refused(Supplier<? extends Exception> thrown) {
        refused = thrown;
        return this;
    }

    /** What the client throws when no answer comes in time. By default a {@link SocketTimeoutException}. */
    public CallFaults late(Supplier<? extends Exception> thrown) {
        late = thrown;
        return this;
    }

    /** What the client throws where an HTTP server would answer a status; empty for a status that has no counterpart. */
    public CallFaults statuses(Function<Fault, Optional<Exception>> thrown) {
        statuses = thrown;
        return this;
    }

    @Override
    public <T> T call(String name, boolean write, Callable<T> call) throws Exception {
        Meeting meeting = plan.meet(new Request(name, write, name));
        try {
            return meeting.fault().isEmpty()
                    ? call.call()
                    : spoiled(call, meeting.fault().get(), meeting);
        } finally {
            meeting.acted();
        }
    }

    /**
     * A client whose methods all run through {@link #call}.
     *
     * @param <T> the client's interface
     * @param type the client's interface
     * @param client the true one
     * @param writes whether a method may change something
     */
    public <T> T around(Class<T> type, T client, Predicate<Method> writes) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return invoked(client, method, arguments);
            }
            try {
                return call(method.getName(), writes.test(method), () -> invoked(client, method, arguments));
            } catch (InterruptedException e) {
                if (Arrays.stream(method.getExceptionTypes()).anyMatch(thrown -> thrown.isInstance(e))) {
                    throw e;
                }
                Thread.currentThread().interrupt();
                throw lost.get();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public Form form() {
        return Form.CALL;
    }

    @Override
    public boolean supports(Fault fault) {
        return fault.kind() == Fault.Kind.STATUS
                ? fault.status() >= 300 && statuses.apply(fault).isPresent()
                : !UNSUPPORTED.contains(fault.kind());
    }

    @Override
    public void arm(On on, Fault... faults) {
        for (Fault fault : faults) {
            if (!supports(fault)) {
                throw new IllegalArgumentException("the CALL form cannot make " + fault);
            }
        }
        plan.arm(on, List.of(faults));
    }

    @Override
    public void clear() {
        plan.clear();
    }

    @Override
    public List<Request> requests() {
        return plan.requests();
    }

    @Override
    public boolean awaitRequests(int count, Duration guard) throws InterruptedException {
        return plan.awaitRequests(count, guard);
    }

    @Override
    public boolean awaitMet(int count, Duration guard) throws InterruptedException {
        return plan.awaitMet(count, guard);
    }

    @Override
    public boolean awaitQuiet(Duration guard) throws InterruptedException {
        return plan.awaitQuiet(guard);
    }

    @Override
    public void reset() {
        plan.reset();
    }

    /** None: what a call carries is not seen here. */
    @Override
    public Set<String> credentials() {
        return Set.of();
    }

    /** None: there is no redirect in this form. */
    @Override
    public List<Request> strangers() {
        return List.of();
    }

    @Override
    public void close() {
        plan.clear();
    }

    private <T> T spoiled(Callable<T> call, Fault fault, Meeting meeting) throws Exception {
        return switch (fault.kind()) {
            case RESET_BEFORE -> throw refused.get();
            case STATUS -> throw statuses.apply(fault).orElseThrow();
            case LOSE_ANSWER, RESET_AFTER -> {
                call.call();
                throw lost.get();
            }
            case DUPLICATE -> {
                call.call();
                yield call.call();
            }
            case DELAY -> delayed(call, fault, meeting);
            case STALL -> {
                T answer = call.call();
                meeting.acted();
                meeting.holdBack(Optional.empty());
                yield answer;
            }
            case TRUNCATE, BODY, REWRITE, DRIP, REDIRECT -> throw new IllegalStateException("never armed: " + fault);
        };
    }

    private <T> T delayed(Callable<T> call, Fault fault, Meeting meeting) throws Exception {
        T answer = call.call();
        meeting.acted();
        Duration held =
                fault.held().filter(time -> time.compareTo(TIME_OUT) < 0).orElse(TIME_OUT);
        boolean released = meeting.pause(held);
        if (!released && held.equals(TIME_OUT)) {
            throw late.get();
        }
        return answer;
    }

    private static Object invoked(Object client, Method method, Object[] arguments) throws Exception {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
