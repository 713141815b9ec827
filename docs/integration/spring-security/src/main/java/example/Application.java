package example;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
public class Application {

  public static void main(String[] args) {
    SpringApplication.run(Application.class, args);
  }

  @GetMapping("/")
  String home() {
    return "Good bye";
  }

  @GetMapping("/me")
  Map<String, String> me(@AuthenticationPrincipal OidcUser person, CsrfToken csrf) {
    return Map.of(
        "sub", person.getSubject(),
        "name", person.getFamilyName(),
        "acr", person.getClaimAsString("acr"),
        "csrf", csrf.getToken());
  }
}
