# packages: default-jdk-headless procps
# set: PROCESS=PaymentService
# A Java program with three real faults: two threads that deadlock, six that wait
# for a pool of two connections which nobody returns, and one that spins.
mkdir "$SCENE/java"
cat >"$SCENE/java/PaymentService.java" <<'JAVA'
import java.util.concurrent.*;

public class PaymentService {
  static final Object ledger = new Object();
  static final Object account = new Object();
  static final Semaphore pool = new Semaphore(2);
  static volatile long spins;

  static class ConnectionPool {
    static void borrow() throws InterruptedException {
      if (!pool.tryAcquire(60, TimeUnit.SECONDS)) throw new IllegalStateException("pool timeout");
    }
  }

  static void capture() throws Exception {
    ConnectionPool.borrow();
  }

  static void book(Object first, Object second) {
    synchronized (first) {
      pause(300);
      synchronized (second) {
        spins++;
      }
    }
  }

  static void validate() {
    while (true) spins++;
  }

  static void pause(long millis) {
    try { Thread.sleep(millis); } catch (InterruptedException e) { throw new RuntimeException(e); }
  }

  static void start(String name, Callable<Void> work) {
    new Thread(() -> { try { work.call(); } catch (Exception e) { throw new RuntimeException(e); } }, name).start();
  }

  public static void main(String[] args) throws Exception {
    pool.acquire(2);
    for (int i = 1; i <= 6; i++) start("http-" + i, () -> { capture(); return null; });
    start("booking-1", () -> { book(ledger, account); return null; });
    start("booking-2", () -> { book(account, ledger); return null; });
    start("validator-1", () -> { validate(); return null; });
    System.out.println("started");
    Thread.sleep(Long.MAX_VALUE);
  }
}
JAVA
javac -d "$SCENE/java" "$SCENE/java/PaymentService.java"
java -Xmx64m -XX:TieredStopAtLevel=1 -cp "$SCENE/java" PaymentService >"$SCENE/java/log" 2>&1 &
wait_for grep -q started "$SCENE/java/log"
sleep 1
