package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	maxWebhookBytes  = 65_536
	webhookTolerance = 5 * time.Minute
)

type webhookEvent struct {
	Type      string    `json:"type"`
	Timestamp time.Time `json:"timestamp"`
	Data      struct {
		ConnectionID string `json:"connectionId"`
		Status       string `json:"status"`
	} `json:"data"`
}

// receiveWebhook stores the status of a connection.
func receiveWebhook(secret []byte, accounts *accounts) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxWebhookBytes))
		var event webhookEvent
		if err != nil || r.Method != http.MethodPost || !isSigned(r.Header, body, secret) || json.Unmarshal(body, &event) != nil {
			http.Error(w, "Expected a webhook that is signed with your secret.", http.StatusBadRequest)
			return
		}
		// An event of a type that is not known yet changes nothing, and is answered with success too.
		if strings.HasPrefix(event.Type, "connection.") {
			accounts.updateStatus(event.Data.ConnectionID, event.Data.Status, event.Timestamp)
		}
		w.WriteHeader(http.StatusNoContent)
	}
}

// isSigned tells whether a webhook is signed with the secret, and new (Standard Webhooks).
func isSigned(header http.Header, body, secret []byte) bool {
	timestamp := header.Get("Webhook-Timestamp")
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil || time.Since(time.Unix(seconds, 0)).Abs() > webhookTolerance {
		return false
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(header.Get("Webhook-Id") + "." + timestamp + "."))
	mac.Write(body)
	expected := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	for _, signature := range strings.Split(header.Get("Webhook-Signature"), " ") {
		if hmac.Equal([]byte(signature), []byte(expected)) {
			return true
		}
	}
	return false
}
