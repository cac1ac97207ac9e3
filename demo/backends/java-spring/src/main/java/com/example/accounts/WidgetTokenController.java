package com.example.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest; // jakarta.servlet in Spring 6 and Spring Boot 3
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.SessionAttribute;

/**
 * The token endpoint of the button. With Spring Security, let it and the webhook through, since it compares Sec-Fetch-Site
 * and Origin: http.csrf(csrf -> csrf.ignoringRequestMatchers("/api/widget-token", "/webhooks/araucaria")), and permitAll()
 * for both. A redirect to a login is no answer for the button.
 */
@RestController
public class WidgetTokenController {
    static final String PATH = "/api/widget-token";
    private static final int MAX_BODY_BYTES = 4096;
    private static final Map<Integer, String> CODES =
            Map.of(403, "unauthorized", 404, "connection-not-found", 409, "connection-not-repairable");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Log LOG = LogFactory.getLog(WidgetTokenController.class);

    private final AraucariaApi api;
    private final Connections connections;

    public WidgetTokenController(AraucariaApi api, Connections connections) {
        this.api = api;
        this.connections = connections;
    }

    /** Of every method, so that 405 is answered here too. Bytes, which Spring sends whatever Accept asks for. */
    @RequestMapping(PATH)
    public ResponseEntity<byte[]> answer(
            HttpServletRequest request,
            @RequestAttribute(TokenEndpointHeaders.REQUEST_ID) String requestId,
            @SessionAttribute(name = "user", required = false) String user) // your own: a Principal
            throws IOException {
        HttpHeaders headers = new HttpHeaders();
        try {
            Map<String, String> token = mint(request, user, requestId);
            headers.set("Content-Type", "application/json");
            return ResponseEntity.ok().headers(headers).body(JSON.writeValueAsBytes(token));
        } catch (Exception error) {
            // The text of another error may quote the key.
            Problem problem = error instanceof Problem known
                    ? known
                    : new Problem(500, error.getClass().getSimpleName() + " in this backend.");
            LOG.warn("token request " + requestId + ": " + problem.status + " " + problem.getMessage());
            headers.set("Content-Type", "application/problem+json");
            if (problem.status == 405) {
                headers.set("Allow", "POST");
            }
            if (problem.retryAfter != null) {
                headers.set("Retry-After", problem.retryAfter);
            }
            return ResponseEntity.status(problem.status).headers(headers).body(JSON.writeValueAsBytes(membersOf(problem)));
        }
    }

    private Map<String, String> mint(HttpServletRequest request, String user, String requestId) throws IOException {
        if (!request.getMethod().equals("POST")) {
            throw new Problem(405, "Expected POST.");
        }
        if (!isSameOrigin(request)) {
            throw new Problem(403, "Expected a request from a page of this origin.");
        }
        String type = request.getContentType() == null ? "" : request.getContentType();
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw new Problem(415, "Expected Content-Type: application/json.");
        }
        String id = connectionIdIn(request);
        if (user == null || (id != null && !connections.isOwnedBy(user, id))) {
            throw new Problem(403, "Expected a user, and a connection of their own.");
        }
        if (id != null) {
            return api.repairConnection(id, requestId);
        }
        Map<String, String> token = api.createConnection(requestId);
        // Before the token goes out: otherwise nobody would own the connection.
        connections.storeOwner(token.get("connectionId"), user);
        return token;
    }

    /** By Sec-Fetch-Site, which pages can't forge, else by Origin. Without either it could be an attack. */
    private static boolean isSameOrigin(HttpServletRequest request) {
        List<String> sites = Collections.list(request.getHeaders("Sec-Fetch-Site"));
        if (!sites.isEmpty()) {
            return sites.equals(List.of("same-origin"));
        }
        String scheme = request.getScheme();
        boolean isDefaultPort = request.getServerPort() == (scheme.equals("https") ? 443 : 80);
        String host = request.getServerName() + (isDefaultPort ? "" : ":" + request.getServerPort());
        return List.of("https://" + host, scheme + "://" + host).contains(String.valueOf(request.getHeader("Origin")));
    }

    /** The connection to repair; null for a new one. */
    private static String connectionIdIn(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw new Problem(413, "Expected a body of at most 4 KiB.");
        }
        ObjectNode members = AraucariaApi.parseObject(body);
        if (members == null) {
            throw new Problem(400, "Expected a JSON object, such as {}.");
        }
        JsonNode id = members.path("connectionId");
        if (id.isMissingNode() || id.isNull()) {
            return null;
        }
        if (!AraucariaApi.isId(id)) {
            throw new Problem(400, "Expected connectionId to be 1 to 64 letters, digits, hyphens and underscores.");
        }
        return id.textValue();
    }

    private static Map<String, Object> membersOf(Problem problem) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "about:blank");
        members.put("title", HttpStatus.valueOf(problem.status).getReasonPhrase());
        members.put("status", problem.status);
        members.put("detail", problem.getMessage());
        members.put("code", CODES.getOrDefault(problem.status, "token-request-rejected"));
        return members;
    }
}
