package main

import (
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"sync"
	"time"
)

// Your own: the user of a request, and whose each connection is. In production, your session and your database.

type connection struct {
	owner, status string
	changedAt     time.Time
}

type accounts struct {
	mu          sync.Mutex
	connections map[string]*connection
	users       map[string]bool
}

// userOf gives "" for a visitor who is not signed in.
func (a *accounts) userOf(r *http.Request) string {
	cookie, err := r.Cookie("session")
	a.mu.Lock()
	defer a.mu.Unlock()
	if err != nil || !a.users[cookie.Value] {
		return ""
	}
	return cookie.Value
}

// signIn: every visitor of this demo is a user.
func (a *accounts) signIn(w http.ResponseWriter, r *http.Request) string {
	if user := a.userOf(r); user != "" {
		return user
	}
	bytes := make([]byte, 16)
	if _, err := rand.Read(bytes); err != nil {
		panic(err)
	}
	user := hex.EncodeToString(bytes)
	a.mu.Lock()
	defer a.mu.Unlock()
	a.users[user] = true
	http.SetCookie(w, &http.Cookie{Name: "session", Value: user, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
	return user
}

func (a *accounts) owns(user, id string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	found, ok := a.connections[id]
	return ok && found.owner == user
}

func (a *accounts) storeOwner(id, user string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.connections[id] = &connection{owner: user, status: "PENDING"}
}

// updateStatus: webhooks come in any order, and more than once. An older event changes nothing.
func (a *accounts) updateStatus(id, status string, changedAt time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if found, ok := a.connections[id]; ok && found.changedAt.Before(changedAt) {
		found.status, found.changedAt = status, changedAt
	}
}

// statusesOf gives the status of each connection of a user, by its id.
func (a *accounts) statusesOf(user string) map[string]string {
	a.mu.Lock()
	defer a.mu.Unlock()
	statuses := map[string]string{}
	for id, each := range a.connections {
		if each.owner == user {
			statuses[id] = each.status
		}
	}
	return statuses
}
