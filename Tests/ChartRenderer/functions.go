package main

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strings"
	"text/template"

	"github.com/Masterminds/semver"
	"github.com/Masterminds/sprig"
	"sigs.k8s.io/yaml"
)

// functions are Sprig's without those that look at the machine, and those that Helm adds.
func functions(all *template.Template) template.FuncMap {
	known := sprig.TxtFuncMap()
	delete(known, "env")
	delete(known, "expandenv")
	depth := 0
	known["include"] = func(name string, data interface{}) (string, error) {
		if depth++; depth > 1000 {
			return "", fmt.Errorf("%s includes itself", name)
		}
		defer func() { depth-- }()
		return execute(all, name, data)
	}
	known["tpl"] = func(text string, data interface{}) (string, error) {
		copied, err := all.Clone()
		if err != nil {
			return "", err
		}
		if _, err := copied.New("tpl").Parse(text); err != nil {
			return "", err
		}
		return execute(copied, "tpl", data)
	}
	known["required"] = func(message string, value interface{}) (interface{}, error) {
		if text, isText := value.(string); value == nil || (isText && text == "") {
			return nil, errors.New(message)
		}
		return value, nil
	}
	known["fail"] = func(message string) (string, error) { return "", errors.New(message) }
	// There is no cluster to look into.
	known["lookup"] = func(version, kind, namespace, name string) map[string]interface{} {
		return map[string]interface{}{}
	}
	known["toYaml"] = func(value interface{}) (string, error) {
		bytes, err := yaml.Marshal(value)
		return strings.TrimSuffix(string(bytes), "\n"), err
	}
	known["toJson"] = func(value interface{}) (string, error) {
		bytes, err := json.Marshal(value)
		return string(bytes), err
	}
	for _, name := range []string{"fromYaml", "fromJson"} {
		known[name] = func(text string) map[string]interface{} {
			value := map[string]interface{}{}
			if err := yaml.Unmarshal([]byte(text), &value); err != nil {
				value["Error"] = err.Error()
			}
			return value
		}
	}
	for _, name := range []string{"fromYamlArray", "fromJsonArray"} {
		known[name] = func(text string) []interface{} {
			var value []interface{}
			if err := yaml.Unmarshal([]byte(text), &value); err != nil {
				value = []interface{}{err.Error()}
			}
			return value
		}
	}
	return known
}

// files are a chart's files that are no templates.
type files map[string][]byte

func (f files) Get(name string) string      { return string(f[name]) }
func (f files) GetBytes(name string) []byte { return f[name] }

func (f files) Lines(name string) []string {
	return strings.Split(strings.TrimSuffix(string(f[name]), "\n"), "\n")
}

func (f files) Glob(pattern string) files {
	found := files{}
	for name, bytes := range f {
		if matches, _ := path.Match(pattern, name); matches {
			found[name] = bytes
		}
	}
	return found
}

func (f files) AsConfig() (string, error) {
	return f.listed(func(bytes []byte) string { return string(bytes) })
}

func (f files) AsSecrets() (string, error) { return f.listed(base64.StdEncoding.EncodeToString) }

func (f files) listed(spell func([]byte) string) (string, error) {
	byName := map[string]string{}
	for name, bytes := range f {
		byName[path.Base(name)] = spell(bytes)
	}
	text, err := yaml.Marshal(byName)
	return strings.TrimSuffix(string(text), "\n"), err
}

type apis []string

// Has says whether the cluster has an API: `policy/v1` or `monitoring.coreos.com/v1/ServiceMonitor`.
func (a apis) Has(name string) bool {
	for _, known := range a {
		if known == name {
			return true
		}
	}
	return false
}

func capabilities(kubeVersion string, more []string) map[string]interface{} {
	version := semver.MustParse(kubeVersion)
	return map[string]interface{}{
		"KubeVersion": map[string]interface{}{
			"Version": kubeVersion, "GitVersion": kubeVersion,
			"Major": fmt.Sprint(version.Major()), "Minor": fmt.Sprint(version.Minor()),
		},
		"APIVersions": append(apis{
			"v1", "apps/v1", "batch/v1", "networking.k8s.io/v1", "policy/v1", "rbac.authorization.k8s.io/v1",
			"apiextensions.k8s.io/v1",
		}, more...),
	}
}
