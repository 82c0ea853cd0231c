# packages: default-jdk-headless procps
# set: DUMP_DIR=/run/dumps
# A JVM whose session cache is never emptied: the old generation is full of live
# objects, so one full collection follows the other and frees almost nothing.
mkdir -p leak
cat >leak/PaymentSessions.java <<'JAVA'
import java.util.*;

public class PaymentSessions {
  static final class Session { final byte[][] basket = new byte[40][24]; }
  static final Map<Integer, Session> OPEN = new HashMap<>();
  static volatile Object scratch;

  public static void main(String[] args) throws Exception {
    Runtime rt = Runtime.getRuntime();
    for (int i = 0; rt.totalMemory() - rt.freeMemory() < rt.maxMemory() * 0.93; i++) OPEN.put(i, new Session());
    new java.io.File("leaked").createNewFile();
    while (true) { // ordinary requests, on what is left
      for (int i = 0; i < 100; i++) scratch = new byte[8 * 1024];
      Thread.sleep(2);
    }
  }
}
JAVA
javac -d leak leak/PaymentSessions.java
background java -XX:+UseSerialGC -Xms80m -Xmx80m -XX:NativeMemoryTracking=summary -cp leak PaymentSessions
mkdir /run/dumps
wait_for test -e leaked
