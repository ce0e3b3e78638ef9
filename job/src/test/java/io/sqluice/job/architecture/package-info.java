/** Rules that hold in all modules; those of the connector's packages are in connectors-http. */
package io.sqluice.job.architecture;
