package dev.mooring.contract.guide;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The backend of the guide: a sorted map that several adapters share. */
final class Notes {

    final TreeMap<String, Map<String, @Nullable Object>> rows = new TreeMap<>();
}
