/** Tests of the shaded jar as it is shipped; nothing here runs on the class path of the build. */
package io.sqluice.job.jar;
