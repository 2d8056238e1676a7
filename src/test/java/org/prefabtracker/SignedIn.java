package org.prefabtracker;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import org.prefabtracker.access.TestTokens;

/** Signs tests in as the operator by default; a request with {@code noFilters()} has no user. */
public class SignedIn implements QuarkusTestBeforeEachCallback {

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        String token = "Bearer " + TestTokens.of(1);
        Filter operator = (request, response, next) -> {
            if (!request.getHeaders().hasHeaderWithName("Authorization")) {
                request.header("Authorization", token);
            }
            return next.next(request, response);
        };
        RestAssured.replaceFiltersWith(operator);
    }
}
