package io.sqluice.benchmarks.source;

import com.sun.tools.attach.VirtualMachine;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What another JVM needs.
 *
 * @param threads the names of its live threads
 * @param heapBytes what is used of its heap after a garbage collection
 */
record JvmProbe(List<String> threads, long heapBytes) {

  /** Looks into the JVM with a process id. */
  // The address is one that a process of ours, on this machine, has just told us.
  @SuppressWarnings("BanJNDI")
  static JvmProbe of(long pid) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
    try (JMXConnector connector =
        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
      MBeanServerConnection beans = connector.getMBeanServerConnection();
      ThreadMXBean threads =
          ManagementFactory.newPlatformMXBeanProxy(
              beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
      MemoryMXBean memory =
          ManagementFactory.newPlatformMXBeanProxy(
              beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
      List<String> names =
          Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
              .filter(Objects::nonNull)
              .map(ThreadInfo::getThreadName)
              .toList();
      memory.gc();
      return new JvmProbe(names, memory.getHeapMemoryUsage().getUsed());
    } finally {
      machine.detach();
    }
  }

  /** How many threads have a name that begins so. */
  long threadsOf(String prefix) {
    return threads.stream().filter(name -> name.startsWith(prefix)).count();
  }
}
