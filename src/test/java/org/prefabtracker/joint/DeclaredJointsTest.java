package org.prefabtracker.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.Api.operator;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

/** A building has either a list of joints or a declared sum of them. */
@DatabaseTest
class DeclaredJointsTest extends JointFixture {

    @Test
    void refusesJointsWhoseSumIsDeclared() {
        building();
        for (String phase : List.of("DESIGN", "AS_BUILT")) {
            takeOff(
                    phase,
                    phase.equals("DESIGN") ? "*" : null,
                    ALL.replace("{\"planArea\"", "{\"verticalJointConcreteVolume\": 0, \"planArea\""));
            register(STRIP, SLABS, RING)
                    .statusCode(409)
                    .body("errors.pointer", contains("/joints/0/kind", "/joints/2/kind"))
                    .body("errors[0].code", equalTo("CONFLICT"))
                    .body("errors[0].message", containsString("phase " + phase))
                    .body("errors[0].message", containsString("verticalJointConcreteVolume"));
            takeOff(phase, "*", ALL).statusCode(200);
        }
        assertThat(listed("").get("items")).isEmpty();
        takeOff("DESIGN", "*", ALL.replace("{\"planArea\"", "{\"verticalJointConcreteVolume\": 5, \"planArea\""));
        register(SLABS).statusCode(200);
    }

    @Test
    void refusesToDeclareTheSumOfJointsThatAreListed() {
        building();
        register(STRIP, RING).statusCode(200);
        String both = ALL.replace(
                "{\"planArea\"", "{\"verticalJointConcreteVolume\": 5, \"countedStripArea\": 1, \"planArea\"");

        for (String phase : List.of("DESIGN", "AS_BUILT")) {
            takeOff(phase, phase.equals("DESIGN") ? "*" : null, both)
                    .statusCode(409)
                    .body("errors.pointer", contains("/measures/verticalJointConcreteVolume"))
                    .body("errors[0].message", containsString("lists 2 joints"));
        }
        takeOff("AS_BUILT", null, "{\"measures\": {\"countedStripArea\": 1}}").statusCode(201);
        operator().post(joints + "/cancel", "{\"codes\": [\"J-1\", \"J-3\"]}").statusCode(200);
        takeOff("DESIGN", "*", both).statusCode(200);
        operator()
                .post(joints + "/reinstate", "{\"codes\": [\"J-1\"]}")
                .statusCode(409)
                .body("errors.pointer", contains("/codes/0"));
    }

    /** Many times both at once: one of them is refused, whichever comes later. */
    @Test
    void neverStoresBothConcurrently() {
        building();
        String declared = ALL.replace("{\"planArea\"", "{\"verticalJointConcreteVolume\": 5, \"planArea\"");
        for (int i = 0; i < 8; i++) {
            CompletableFuture<Integer> listing = CompletableFuture.supplyAsync(
                    () -> register(STRIP).extract().statusCode());
            CompletableFuture<Integer> declaring = CompletableFuture.supplyAsync(
                    () -> takeOff("DESIGN", "*", declared).extract().statusCode());
            assertThat(List.of(listing.join(), declaring.join())).containsExactlyInAnyOrder(200, 409);
            String code = "J-1";
            if (listing.join() == 200) {
                operator()
                        .post(joints + "/cancel", "{\"codes\": [\"" + code + "\"]}")
                        .statusCode(200);
                takeOff("DESIGN", "*", declared).statusCode(200);
                takeOff("DESIGN", "*", ALL).statusCode(200);
                operator()
                        .post(joints + "/reinstate", "{\"codes\": [\"" + code + "\"]}")
                        .statusCode(200);
                operator()
                        .post(joints + "/cancel", "{\"codes\": [\"" + code + "\"]}")
                        .statusCode(200);
                return;
            }
            takeOff("DESIGN", "*", ALL).statusCode(200);
        }
    }
}
