package dev.mooring.contract.mutant;

import java.util.List;
import java.util.stream.Stream;

/** The broken adapters of one group of rules: {@code XyzMutants} for the group {@code XYZ}, found by that name. */
public interface Mutants {

    /** The groups that have mutants. */
    List<String> GROUPS = List.of(
            "List", "Create", "Update", "Delete", "Feed", "Value", "Id", "Batch", "Lookup", "Scan", "Live", "Client",
            "Error", "Fault", "Secret");

    /** The mutants of this group. */
    List<Mutant> mutants();

    /** All there are. */
    static List<Mutant> all() {
        return GROUPS.stream().flatMap(Mutants::group).toList();
    }

    /** The one of a name. */
    static Mutant named(String name) {
        return all().stream()
                .filter(mutant -> mutant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no mutant is called '" + name + "'"));
    }

    private static Stream<Mutant> group(String name) {
        try {
            Class<?> group = Class.forName(Mutants.class.getPackageName() + "." + name + "Mutants");
            return ((Mutants) group.getDeclaredConstructor().newInstance()).mutants().stream();
        } catch (ClassNotFoundException e) {
            return Stream.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make the mutants of " + name, e);
        }
    }
}
