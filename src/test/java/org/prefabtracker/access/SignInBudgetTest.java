package org.prefabtracker.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SignInBudgetTest {

    private record Settings(int perMinute, int burst, OptionalInt hashesAtOnce, int waiting, int freePerAddress)
            implements SignInSettings {
        @Override
        public Duration deviceKnown() {
            return Duration.ofDays(1);
        }
    }

    @Test
    void anAddressHasItsBurstAndThenWaits() {
        SignInBudget budget = new SignInBudget(new Settings(2, 3, OptionalInt.empty(), 1, 1), null);
        for (int i = 0; i < 3; i++) {
            budget.take("a");
        }
        assertThatThrownBy(() -> budget.take("a")).isInstanceOfSatisfying(HttpProblem.class, problem -> {
            assertThat(problem.getStatusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(problem.getHeaders().get("Retry-After").toString()))
                    .isBetween(25, 31);
        });
        budget.take("b");
    }

    @Test
    void zeroIsNoLimit() {
        SignInBudget budget = new SignInBudget(new Settings(0, 1, OptionalInt.empty(), 1, 1), null);
        for (int i = 0; i < 100; i++) {
            budget.take("a");
        }
    }

    @Test
    void theQueueKeepsPlacesForThoseWhoAreKnown() {
        PasswordHashing hashing = new PasswordHashing(new Settings(0, 1, OptionalInt.of(1), 2, 1));
        List<PasswordHashing.Place> places = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            places.add(hashing.place(false));
        }
        assertThatThrownBy(() -> hashing.place(false)).isInstanceOf(HttpProblem.class);
        places.add(hashing.place(true));
        assertThatThrownBy(() -> hashing.place(false)).isInstanceOf(HttpProblem.class);
        places.forEach(PasswordHashing.Place::close);
        hashing.place(false).close();
    }
}
