package dev.mooring.e2e;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/** The arrows of the design, over the main code of every module on the class path. A module joins by its line in the POM. */
class ArchitectureTest {

    private static final JavaClasses MAIN = Modules.mainCode();

    @Test
    void theClassPathHoldsMainCode() {
        assertThat(Modules.names(MAIN)).contains("sync-api", "contract-tests").doesNotContain("e2e");
        assertThat(MAIN).allSatisfy(each -> assertThat(Modules.of(each)).isPresent());
    }

    @Test
    void modulesUseOnlyWhatTheirArrowsAllow() {
        classes().should(useOnly("what the arrows allow", Arrows::allow)).check(MAIN);
    }

    @Test
    void theArrowsSayWhatTheDesignSays() {
        assertThat(Arrows.allow("adapter-new", "sync-engine")).isFalse();
        assertThat(Arrows.allow("adapter-new", "adapter-other")).isFalse();
        assertThat(Arrows.allow("adapter-new", "adapter-support")).isTrue();
        assertThat(Arrows.allow("sync-engine", "adapter-new")).isFalse();
        assertThat(Arrows.allow("sync-engine", "store-new")).isFalse();
        assertThat(Arrows.allow("store-new", "sync-engine")).isTrue();
        assertThat(Arrows.allow("contract-tests", "sync-api")).isTrue();
        assertThat(Arrows.allow("contract-tests", "adapter-support")).isFalse();
        assertThat(Arrows.allow("sync-api", "sync-engine")).isFalse();
        assertThat(Arrows.allow("rest-server", "adapter-new")).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> Arrows.allow("new", "sync-engine"))
                .withMessageContaining("new has no arrows");
    }

    @Test
    void theSpiNeedsTheJdkAndAnnotationsOnly() {
        classes()
                .that(DescribedPredicate.describe(
                        "are of sync-api", type -> Modules.of(type).equals(Optional.of("sync-api"))))
                .should()
                .onlyDependOnClassesThat(resideInAPackage("dev.mooring.sync..")
                        .or(resideInAPackage("java.."))
                        .or(resideInAPackage("org.jspecify.annotations")))
                .check(MAIN);
    }

    @Test
    void internalPackagesStayInTheirModule() {
        classes()
                .that()
                .resideInAPackage("..internal..")
                .should(beUsedOnlyInTheirModule())
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.mooring.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void aPackageBelongsToOneModule() {
        Map<String, Set<String>> owners = new TreeMap<>();
        for (JavaClass type : MAIN) {
            owners.computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
                    .add(Modules.of(type).orElse("?"));
        }

        assertThat(owners)
                .allSatisfy((name, modules) -> assertThat(modules).as(name).hasSize(1));
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(MAIN.stream().map(JavaClass::getPackage).distinct())
                .allSatisfy(each -> assertThat(each.tryGetPackageInfo())
                        .as(each.getName())
                        .hasValueSatisfying(
                                info -> assertThat(info.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                                        .isTrue()));
    }

    private static ArchCondition<JavaClass> useOnly(String what, BiPredicate<String, String> allowed) {
        return new ArchCondition<>("use only " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().forEach(each -> judge(each, allowed, events));
            }
        };
    }

    private static ArchCondition<JavaClass> beUsedOnlyInTheirModule() {
        return new ArchCondition<>("be used only in their module") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesToSelf().forEach(each -> judge(each, String::equals, events));
            }
        };
    }

    private static void judge(Dependency dependency, BiPredicate<String, String> allowed, ConditionEvents events) {
        Optional<String> from = Modules.of(dependency.getOriginClass());
        Optional<String> to = Modules.of(dependency.getTargetClass().getBaseComponentType());
        if (from.isPresent() && to.isPresent() && !allowed.test(from.get(), to.get())) {
            events.add(SimpleConditionEvent.violated(
                    dependency, from.get() + " uses " + to.get() + ": " + dependency.getDescription()));
        }
    }
}
