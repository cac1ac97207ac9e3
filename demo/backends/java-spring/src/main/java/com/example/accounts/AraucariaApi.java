package com.example.accounts;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The two calls that mint widget tokens. Araucaria's texts and the errors of the client go nowhere: they may quote the key. */
@Component
public class AraucariaApi {
    private static final int TIMEOUT_SECONDS = 10;
    private static final int MAX_ANSWER_BYTES = 65_536;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,4096}");
    private static final Pattern RETRY_AFTER =
            Pattern.compile("[0-9]{1,9}|\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    // A redirect could take the key to another server.
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String key;
    private final String url;

    public AraucariaApi(
            @Value("${ARAUCARIA_API_KEY}") String key, // arau_…
            @Value("${ARAUCARIA_API_URL:https://api.araucaria.money}") String url) {
        this.key = key;
        this.url = url;
    }

    /** An id that is safe in a URL. An API key has the same characters, and is none. */
    static boolean isId(JsonNode value) {
        return value.isTextual() && ID.matcher(value.textValue()).matches() && !holdsKey(value.textValue());
    }

    static boolean holdsKey(String text) {
        return text.toLowerCase().contains("arau_");
    }

    /** Gives null for anything but a JSON object. */
    static ObjectNode parseObject(byte[] body) {
        try {
            return JSON.readTree(body) instanceof ObjectNode object ? object : null;
        } catch (IOException error) {
            return null;
        }
    }

    Map<String, String> createConnection(String requestId) {
        JsonNode answer = post("/v1/connections", requestId, false);
        JsonNode id = answer.path("connectionId");
        if (!isId(id)) {
            throw new Problem(502, "Expected a connectionId in the answer of Araucaria.");
        }
        return Map.of("widgetToken", tokenIn(answer), "connectionId", id.textValue());
    }

    Map<String, String> repairConnection(String id, String requestId) {
        JsonNode answer = post("/v1/connections/" + id + "/widget-token", requestId, true);
        return Map.of("widgetToken", tokenIn(answer), "connectionId", id);
    }

    private static String tokenIn(JsonNode answer) {
        JsonNode token = answer.path("widgetToken");
        if (!token.isTextual() || !TOKEN.matcher(token.textValue()).matches() || holdsKey(token.textValue())) {
            throw new Problem(502, "Expected a widgetToken in the answer of Araucaria.");
        }
        return token.textValue();
    }

    private JsonNode post(String path, String requestId, boolean isRepair) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header("X-Request-Id", requestId)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        HttpResponse<byte[]> response = send(request);
        int status = response.statusCode();
        if (status < 200 || status > 299) {
            throw problemFor(status, response.headers().firstValue("Retry-After").orElse(""), isRepair);
        }
        if (response.body().length > MAX_ANSWER_BYTES) {
            throw new Problem(502, "Expected at most 64 KiB in the answer of Araucaria.");
        }
        JsonNode answer = parseObject(response.body());
        if (answer == null) {
            throw new Problem(502, "Expected a JSON object in the answer of Araucaria.");
        }
        return answer;
    }

    /** The client's own time limit ends with the headers of the answer. */
    private HttpResponse<byte[]> send(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> sending =
                client.sendAsync(request, headers -> new LimitedBody(MAX_ANSWER_BYTES));
        try {
            return sending.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException error) {
            throw new Problem(504, "Expected an answer of Araucaria within " + TIMEOUT_SECONDS + " s.");
        } catch (ExecutionException error) {
            throw new Problem(502, "Expected an answer of Araucaria; the connection failed.");
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
            throw new Problem(503, "This backend is shutting down.");
        } finally {
            // Ends a call that is still under way.
            sending.cancel(true);
        }
    }

    private static Problem problemFor(int status, String retryAfter, boolean isRepair) {
        if (isRepair && status == 404) {
            return new Problem(404, "Expected the id of an existing connection.");
        }
        if (isRepair && status == 409) {
            return new Problem(409, "Expected a connection in FAILED_AUTH: no other can be repaired.");
        }
        if (status == 429 || status == 503) {
            String valid = RETRY_AFTER.matcher(retryAfter).matches() ? retryAfter : null;
            return new Problem(status, "Araucaria asks to try again later.", valid);
        }
        // Also 401 and 403: the key is at fault, not the visitor.
        return new Problem(502, "Expected Araucaria to answer with success; it answered " + status + ".");
    }
}
