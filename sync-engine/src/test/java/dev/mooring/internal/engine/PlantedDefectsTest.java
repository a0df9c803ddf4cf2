package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The simulation has teeth: each mistake, planted on purpose, is caught. When the simulation changes, {@code -Dmooring.search=<seeds>} finds new
 * seeds.
 */
class PlantedDefectsTest {

    @ParameterizedTest
    @EnumSource
    void plantedDefectIsCaught(PlantedDefect defect) {
        assertThat(defect.shows(defect.seed()))
                .as("%s with seed %s", defect, defect.seed())
                .isTrue();
        defect.passesWithout();
    }

    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(named = "mooring.search", matches = "\\d+")
    void seedIsFound(PlantedDefect defect) {
        long found = LongStream.range(0, Long.getLong("mooring.search"))
                .filter(defect::shows)
                .findFirst()
                .orElse(-1);

        assertThat(found).as("the first seed that shows %s", defect).isEqualTo(defect.seed());
    }
}
