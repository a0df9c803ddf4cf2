package dev.mooring;

/**
 * How one value is kept: a collection of one record. Without {@link #sync} it is local only. Not safe for several threads.
 *
 * @param <T> the type of the value
 */
public final class ValueBuilder<T> extends CollectionBuilder<T, ValueBuilder<T>> {

    private String id = "value";

    ValueBuilder(Mooring mooring, String name, Form<T> form) {
        super(mooring, name, form);
    }

    @Override
    ValueBuilder<T> self() {
        return this;
    }

    /** The id that the value has at the backend; by default {@code value}. Say it before {@link #initial}. */
    public ValueBuilder<T> id(String name) {
        id = Given.id(name);
        return this;
    }

    /** What is shown until something was loaded or written. It is never sent by itself. */
    public ValueBuilder<T> initial(T value) {
        initial(id, value);
        return this;
    }

    /** Opens it, as {@link RecordsBuilder#open} does. */
    public Value<T> open() {
        return new Value<>(opened(), id);
    }
}
