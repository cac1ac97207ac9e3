// A host of Araucaria Connect: a page with the button. Start it with: go run .
package main

import (
	"encoding/base64"
	"html/template"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
)

var page = template.Must(template.New("page").Parse(`<!doctype html>
<title>Accounts</title>
<script async src="https://unpkg.com/araucaria-connect"></script>
<araucaria-connect-button token-endpoint="/api/widget-token" widget-src="{{.API}}/widget/araucaria-connect.js"></araucaria-connect-button>
{{range $id, $status := .Statuses}}
  <p>{{$id}}: {{$status}}</p>
  {{if eq $status "FAILED_AUTH"}}
    <araucaria-connect-button
      token-endpoint="/api/widget-token"
      widget-src="{{$.API}}/widget/araucaria-connect.js"
      connection-id="{{$id}}"
    ></araucaria-connect-button>
  {{end}}
{{end}}
`))

func setting(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}

func main() {
	apiURL := setting("ARAUCARIA_API_URL", "https://api.araucaria.money")
	secret, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(os.Getenv("ARAUCARIA_WEBHOOK_SECRET"), "whsec_"))
	if err != nil || len(secret) < 24 {
		log.Fatal("Expected ARAUCARIA_WEBHOOK_SECRET to be whsec_… with the base64 of 24 bytes or more.")
	}
	users := &accounts{connections: map[string]*connection{}, users: map[string]bool{}}
	http.Handle("/api/widget-token", newTokenEndpoint(apiURL, os.Getenv("ARAUCARIA_API_KEY"), users))
	http.Handle("/webhooks/araucaria", receiveWebhook(secret, users))
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		user := users.signIn(w, r)
		_ = page.Execute(w, map[string]any{"API": apiURL, "Statuses": users.statusesOf(user)})
	})
	log.Fatal(http.ListenAndServe(net.JoinHostPort("127.0.0.1", setting("PORT", "8080")), nil))
}
