package org.prefabtracker;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestExtension;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test against the running application and its database. All classes with this annotation and the same test profile share one
 * application, so a test uses projects, regions and codes of its own.
 *
 * <p>The extension is named here because Quarkus looks for it, not for {@link QuarkusTest}, on an annotation that makes test
 * classes beans.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@QuarkusTest
@ExtendWith(QuarkusTestExtension.class)
@WithTestResource(value = TestDatabase.class, scope = TestResourceScope.MATCHING_RESOURCES)
public @interface DatabaseTest {}
