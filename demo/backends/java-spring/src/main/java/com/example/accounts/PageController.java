package com.example.accounts;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import java.util.UUID;
import javax.servlet.http.HttpSession; // jakarta.servlet in Spring 6 and Spring Boot 3
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class PageController {
    private final Connections connections;
    private final String button;

    public PageController(
            Connections connections, @Value("${ARAUCARIA_API_URL:https://api.araucaria.money}") String apiUrl) {
        this.connections = connections;
        this.button = """
                <araucaria-connect-button token-endpoint="/api/widget-token" widget-src="%s/widget/araucaria-connect.js\""""
                .formatted(htmlEscape(apiUrl));
    }

    @GetMapping(path = "/", produces = "text/html;charset=UTF-8")
    public String page(HttpSession session) {
        if (session.getAttribute("user") == null) {
            // Every visitor of this demo is a user.
            session.setAttribute("user", UUID.randomUUID().toString());
        }
        StringBuilder page = new StringBuilder("""
                <!doctype html>
                <title>Accounts</title>
                <script async src="https://unpkg.com/araucaria-connect"></script>
                """);
        page.append(button).append("></araucaria-connect-button>\n");
        connections.statusesOf((String) session.getAttribute("user")).forEach((id, status) -> {
            page.append("<p>%s: %s</p>\n".formatted(htmlEscape(id), htmlEscape(status)));
            if (status.equals("FAILED_AUTH")) {
                page.append("%s connection-id=\"%s\"></araucaria-connect-button>\n".formatted(button, htmlEscape(id)));
            }
        });
        return page.toString();
    }
}
