package deploy

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
)

// TestCompose reads the file as docker compose does, with its schema.
func TestCompose(t *testing.T) {
	options, err := cli.NewProjectOptions([]string{"compose.yaml"}, cli.WithConsistency(true), cli.WithResolvedPaths(true))
	if err != nil {
		t.Fatal(err)
	}
	project, err := options.LoadProject(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	service, err := project.GetService("jotlens")
	if err != nil {
		t.Fatal(err)
	}
	for what, ok := range map[string]bool{
		"cannot write":                   service.ReadOnly,
		"has no capability":              slices.Equal(service.CapDrop, []string{"ALL"}) && service.CapAdd == nil,
		"cannot become more":             slices.Contains(service.SecurityOpt, "no-new-privileges:true"),
		"is reached from this machine":   len(service.Ports) == 1 && service.Ports[0].HostIP == "127.0.0.1" && service.Ports[0].Target == 8080,
		"has limits":                     service.MemLimit > 0 && service.PidsLimit > 0,
		"checks itself without a shell":  slices.Equal(service.HealthCheck.Test, []string{"CMD", "/jotlens", "healthcheck"}),
		"mounts nothing":                 service.Volumes == nil && !service.Privileged,
		"is built from the folder above": service.Build != nil && isModule(service.Build.Context),
	} {
		if !ok {
			t.Errorf("it is not so that the service %s", what)
		}
	}
	var environment []string
	for name, value := range service.Environment {
		environment = append(environment, name+"="+*value)
	}
	if response, _ := get(t, start(t, environment...)+"/healthz", ""); response.StatusCode != 200 {
		t.Errorf("with its environment the program answers %s", response.Status)
	}
}

// isModule says whether dir is the folder that the image is built from.
func isModule(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "Dockerfile"))
	return err == nil
}
