package org.prefabtracker;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** An empty database for an application that tests start, see {@link TestServer}. */
public class TestDatabase implements QuarkusTestResourceLifecycleManager {

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, String> start() {
        try {
            return (Map<String, String>) ClassLoader.getSystemClassLoader()
                    .loadClass(TestServer.class.getName())
                    .getMethod("newDatabase")
                    .invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The server stays for the next application; it ends with the JVM. */
    @Override
    public void stop() {}
}
