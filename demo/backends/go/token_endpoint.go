package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"mime"
	"net/http"
	"regexp"
	"strings"
	"time"
)

const (
	apiTimeout      = 10 * time.Second
	maxRequestBytes = 4096
	maxAnswerBytes  = 65_536
)

var (
	idPattern         = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)
	tokenPattern      = regexp.MustCompile(`^[!-~]+$`)
	requestIDPattern  = regexp.MustCompile(`^[!-~]{1,128}$`)
	retryAfterPattern = regexp.MustCompile(`^(\d{1,9}|\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT)$`)
)

// problem is a failure to answer with (RFC 9457). Its detail is for developers, and quotes nothing that came.
type problem struct {
	status     int
	detail     string
	retryAfter string
}

func (p *problem) Error() string { return p.detail }

func fail(status int, detail string) *problem { return &problem{status: status, detail: detail} }

// tokenEndpoint mints widget tokens for <araucaria-connect-button>.
type tokenEndpoint struct {
	apiURL, apiKey string
	accounts       *accounts
	client         *http.Client
}

func newTokenEndpoint(apiURL, apiKey string, accounts *accounts) *tokenEndpoint {
	return &tokenEndpoint{apiURL, apiKey, accounts, &http.Client{
		Timeout: apiTimeout,
		// A redirect could take the key to another server.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

type widgetToken struct {
	WidgetToken  string `json:"widgetToken"`
	ConnectionID string `json:"connectionId"`
}

func (e *tokenEndpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	requestID := requestIDOf(r)
	header := w.Header()
	header.Set("Cache-Control", "no-store")
	header.Set("Vary", "Origin, Sec-Fetch-Site, Cookie")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("X-Request-Id", requestID)
	token, err := e.mint(w, r, requestID)
	if err == nil {
		header.Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(token)
		return
	}
	var p *problem
	if !errors.As(err, &p) {
		// The text of another error may quote the key.
		p = fail(http.StatusInternalServerError, "Something failed in this backend.")
	}
	log.Printf("token request %s: %d %s", requestID, p.status, p.detail)
	writeProblem(w, p)
}

func (e *tokenEndpoint) mint(w http.ResponseWriter, r *http.Request, requestID string) (*widgetToken, error) {
	if r.Method != http.MethodPost {
		return nil, fail(http.StatusMethodNotAllowed, "Expected POST.")
	}
	if !isSameOrigin(r) {
		return nil, fail(http.StatusForbidden, "Expected a request from a page of this origin.")
	}
	if mediaType, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || mediaType != "application/json" {
		return nil, fail(http.StatusUnsupportedMediaType, "Expected Content-Type: application/json.")
	}
	id, err := readConnectionID(w, r)
	if err != nil {
		return nil, err
	}
	user := e.accounts.userOf(r)
	if user == "" || (id != "" && !e.accounts.owns(user, id)) {
		return nil, fail(http.StatusForbidden, "Expected a user, and a connection of their own.")
	}
	if id != "" {
		answer, err := e.call(r.Context(), "/v1/connections/"+id+"/widget-token", requestID, true)
		if err != nil {
			return nil, err
		}
		return &widgetToken{answer.WidgetToken, id}, nil
	}
	answer, err := e.call(r.Context(), "/v1/connections", requestID, false)
	if err != nil {
		return nil, err
	}
	if !isID(answer.ConnectionID) {
		return nil, fail(http.StatusBadGateway, "Expected a connectionId in Araucaria's answer.")
	}
	// Before the token goes out: otherwise nobody would own the connection.
	e.accounts.storeOwner(answer.ConnectionID, user)
	return answer, nil
}

// isSameOrigin goes by Sec-Fetch-Site, which pages can't forge, else by Origin. Without either it could be an attack.
func isSameOrigin(r *http.Request) bool {
	if sites := r.Header.Values("Sec-Fetch-Site"); len(sites) > 0 {
		return len(sites) == 1 && sites[0] == "same-origin"
	}
	origin := r.Header.Get("Origin")
	return origin == "https://"+r.Host || (r.TLS == nil && origin == "http://"+r.Host)
}

// readConnectionID gives the connection to repair, or "" for a new one.
func readConnectionID(w http.ResponseWriter, r *http.Request) (string, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxRequestBytes))
	if err != nil {
		return "", fail(http.StatusRequestEntityTooLarge, "Expected a body of at most 4 KiB.")
	}
	// A map, since a struct would also take members in another case.
	var members map[string]any
	if json.Unmarshal(body, &members) != nil || members == nil {
		return "", fail(http.StatusBadRequest, "Expected a JSON object, such as {}.")
	}
	value, given := members["connectionId"]
	if !given || value == nil {
		return "", nil
	}
	id, _ := value.(string)
	if !isID(id) {
		return "", fail(http.StatusBadRequest, "Expected connectionId to be 1 to 64 letters, digits, hyphens and underscores.")
	}
	return id, nil
}

// isID: an id that is safe in a URL. An API key has the same characters, and is none.
func isID(id string) bool { return idPattern.MatchString(id) && !holdsKey(id) }

func holdsKey(text string) bool { return strings.Contains(strings.ToLower(text), "arau_") }

// call asks Araucaria. Its texts and the errors of the client go nowhere: they may quote the key.
func (e *tokenEndpoint) call(ctx context.Context, path, requestID string, isRepair bool) (*widgetToken, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, e.apiURL+path, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+e.apiKey)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("X-Request-Id", requestID)
	response, err := e.client.Do(request)
	if err != nil {
		return nil, problemForError(err)
	}
	defer response.Body.Close()
	if response.StatusCode < 200 || response.StatusCode > 299 {
		return nil, problemForStatus(response, isRepair)
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, maxAnswerBytes+1))
	if err != nil {
		return nil, problemForError(err)
	}
	var answer widgetToken
	if len(body) > maxAnswerBytes || json.Unmarshal(body, &answer) != nil {
		return nil, fail(http.StatusBadGateway, "Expected a JSON object of at most 64 KiB in Araucaria's answer.")
	}
	token := answer.WidgetToken
	if len(token) > 4096 || !tokenPattern.MatchString(token) || holdsKey(token) {
		return nil, fail(http.StatusBadGateway, "Expected a widgetToken in Araucaria's answer.")
	}
	return &answer, nil
}

func problemForError(err error) *problem {
	var timeout interface{ Timeout() bool }
	if errors.As(err, &timeout) && timeout.Timeout() {
		return fail(http.StatusGatewayTimeout, fmt.Sprintf("Expected an answer of Araucaria within %s.", apiTimeout))
	}
	return fail(http.StatusBadGateway, "Expected an answer of Araucaria; the connection failed.")
}

func problemForStatus(response *http.Response, isRepair bool) *problem {
	status := response.StatusCode
	switch {
	case isRepair && status == http.StatusNotFound:
		return fail(status, "Expected the id of an existing connection.")
	case isRepair && status == http.StatusConflict:
		return fail(status, "Expected a connection in FAILED_AUTH: no other can be repaired.")
	case status == http.StatusTooManyRequests, status == http.StatusServiceUnavailable:
		p := fail(status, "Araucaria asks to try again later.")
		if retryAfter := response.Header.Get("Retry-After"); retryAfterPattern.MatchString(retryAfter) {
			p.retryAfter = retryAfter
		}
		return p
	}
	// Also 401 and 403: the key is at fault, not the visitor.
	return fail(http.StatusBadGateway, fmt.Sprintf("Expected Araucaria to answer with success; it answered %d.", status))
}

func writeProblem(w http.ResponseWriter, p *problem) {
	codes := map[int]string{403: "unauthorized", 404: "connection-not-found", 409: "connection-not-repairable"}
	code, ok := codes[p.status]
	if !ok {
		code = "token-request-rejected"
	}
	w.Header().Set("Content-Type", "application/problem+json")
	if p.status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", http.MethodPost)
	}
	if p.retryAfter != "" {
		w.Header().Set("Retry-After", p.retryAfter)
	}
	w.WriteHeader(p.status)
	_ = json.NewEncoder(w).Encode(map[string]any{
		"type": "about:blank", "title": http.StatusText(p.status), "status": p.status, "detail": p.detail, "code": code,
	})
}

func requestIDOf(r *http.Request) string {
	if given := r.Header.Get("X-Request-Id"); requestIDPattern.MatchString(given) && !holdsKey(given) {
		return given
	}
	var bytes [16]byte
	_, _ = rand.Read(bytes[:])
	return fmt.Sprintf("%x", bytes)
}
