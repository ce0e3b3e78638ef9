package io.sqluice.duckdb.catalog;

import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ReadableConfig;

/**
 * A table as it is about to be created.
 *
 * @param name its full name
 * @param physicalColumns the names of those that it declares
 * @param options as its DDL gives them
 * @param configuration of the session
 * @param classLoader the one of user code
 */
record TableDeclaration(
    String name,
    List<String> physicalColumns,
    Map<String, String> options,
    ReadableConfig configuration,
    ClassLoader classLoader) {}
