// Tests a client with the contract fixture over HTTP, in Go 1.19 or later: go test job_token_scope_test.go
package jobtokenscope

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"os/exec"
	"strings"
	"testing"
)

// fixture runs in a process of its own, which ends with its standard input.
type fixture struct {
	URL   string `json:"url"`
	Token string `json:"token"`
}

func start(t *testing.T) fixture {
	command := exec.Command("npx", "contract-fixture", "--ready-json", "--exit-on-stdin-close")
	stdin, _ := command.StdinPipe()
	stdout, _ := command.StdoutPipe()
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stdin.Close()
		command.Wait()
	})
	line, _ := bufio.NewReader(stdout).ReadBytes('\n')
	var gitlab fixture
	if err := json.Unmarshal(line, &gitlab); err != nil {
		t.Fatal(err)
	}
	return gitlab
}

func (gitlab fixture) send(t *testing.T, method, path, body string) (int, string) {
	request, err := http.NewRequest(method, gitlab.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("PRIVATE-TOKEN", gitlab.Token)
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	return response.StatusCode, string(text)
}

// startScenario begins a test: at its end, there must be no violations.
func (gitlab fixture) startScenario(t *testing.T, name string) {
	gitlab.send(t, "POST", "/-/fixture/scenario", `{"name":"`+name+`"}`)
	t.Cleanup(func() {
		if _, violations := gitlab.send(t, "GET", "/-/fixture/violations", ""); violations != "[]" {
			t.Error(violations)
		}
	})
}

func TestAllowlist(t *testing.T) {
	gitlab := start(t)
	for scenario, expected := range map[string]int{"not-listed": 201, "duplicate": 400} {
		t.Run(scenario, func(t *testing.T) {
			gitlab.startScenario(t, scenario)
			path := "/api/v4/projects/1/job_token_scope/allowlist"
			if status, body := gitlab.send(t, "POST", path, `{"target_project_id":42}`); status != expected {
				t.Errorf("expected %d, got %d %s", expected, status, body)
			}
		})
	}
}
