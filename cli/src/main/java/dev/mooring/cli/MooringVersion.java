package dev.mooring.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What is running: the version in the jar's manifest, and the JDK. */
final class MooringVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(MooringVersion.class.getPackage().getImplementationVersion())
                .orElse("from the sources");
        return new String[] {"mooring " + version + ", JDK " + Runtime.version()};
    }
}
