package com.example.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Stores the status of a connection. */
@RestController
public class WebhookController {
    private static final int MAX_BODY_BYTES = 65_536;
    private static final int TOLERANCE_SECONDS = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connections connections;
    private final byte[] secret;

    public WebhookController(Connections connections, @Value("${ARAUCARIA_WEBHOOK_SECRET}") String secret) { // whsec_…
        this.connections = connections;
        this.secret = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
        if (this.secret.length < 24) {
            // Anybody could sign with an empty one.
            throw new IllegalArgumentException(
                    "Expected ARAUCARIA_WEBHOOK_SECRET to be whsec_… with the base64 of 24 bytes or more.");
        }
    }

    @PostMapping("/webhooks/araucaria")
    public ResponseEntity<Void> receive(
            @RequestHeader(name = "webhook-id", defaultValue = "") String id,
            @RequestHeader(name = "webhook-timestamp", defaultValue = "") String timestamp,
            @RequestHeader(name = "webhook-signature", defaultValue = "") String signatures,
            InputStream stream)
            throws IOException, GeneralSecurityException {
        byte[] body = stream.readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES || !isSigned(id, timestamp, signatures, body)) {
            return ResponseEntity.badRequest().build();
        }
        JsonNode event = JSON.readTree(body);
        // An event of a type that is not known yet changes nothing, and is answered with success too.
        if (event.path("type").asText().startsWith("connection.")) {
            JsonNode data = event.path("data");
            Instant changedAt = Instant.parse(event.path("timestamp").asText());
            connections.updateStatus(data.path("connectionId").asText(), data.path("status").asText(), changedAt);
        }
        return ResponseEntity.noContent().build();
    }

    /** Whether it is signed with our secret, and new (Standard Webhooks). */
    private boolean isSigned(String id, String timestamp, String signatures, byte[] body) throws GeneralSecurityException {
        if (!timestamp.matches("[0-9]{1,15}")
                || Math.abs(Instant.now().getEpochSecond() - Long.parseLong(timestamp)) > TOLERANCE_SECONDS) {
            return false;
        }
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        byte[] expected = ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).getBytes(StandardCharsets.UTF_8);
        for (String signature : signatures.split(" ")) {
            if (MessageDigest.isEqual(signature.getBytes(StandardCharsets.UTF_8), expected)) {
                return true;
            }
        }
        return false;
    }
}
