package dev.mooring.internal.engine;

import dev.mooring.store.LocalStore;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A store whose changes are tampered with on their way: the seam at which defects are planted. */
final class AlteredStore implements LocalStore {

    private final LocalStore inner;
    private final Alteration alteration;

    AlteredStore(LocalStore inner, Alteration alteration) {
        this.inner = inner;
        this.alteration = alteration;
    }

    @Override
    public <T> T read(Function<? super StoreReader, T> work) {
        return inner.read(work);
    }

    @Override
    public <T> T write(Function<? super StoreTransaction, T> work) {
        return inner.write(tx -> work.apply(altered(tx)));
    }

    @Override
    public <T> T writeRepeatable(Function<? super StoreTransaction, T> work) {
        return inner.writeRepeatable(tx -> work.apply(altered(tx)));
    }

    private StoreTransaction altered(StoreTransaction tx) {
        return (StoreTransaction) Proxy.newProxyInstance(
                StoreTransaction.class.getClassLoader(),
                new Class<?>[] {StoreTransaction.class},
                (proxy, method, args) -> {
                    Object[] changed = args == null ? null : alteration.alter(method.getName(), args);
                    if (args != null && changed == null) {
                        return null;
                    }
                    try {
                        return method.invoke(tx, changed);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public void close() {
        inner.close();
    }

    /** What happens to a call. */
    interface Alteration {
        /** The arguments to go on with; null = the call is swallowed. */
        Object @Nullable [] alter(String method, Object[] args);
    }
}
