// Renders a chart as `helm template` does, for tests on machines without Helm: the same template language (Go's), the same
// functions (Sprig's and Helm's own), the same check of the values by values.schema.json. Charts inside of charts are left out.
//
//	chart-renderer template RELEASE CHART [--namespace NAME] [--values FILE]… [--kube-version VERSION] [--api-versions NAME]…
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"text/template"

	"github.com/Masterminds/semver"
	"github.com/xeipuuv/gojsonschema"
	"sigs.k8s.io/yaml"
)

// words is an option that may be given again and again.
type words []string

func (w *words) String() string        { return strings.Join(*w, ",") }
func (w *words) Set(word string) error { *w = append(*w, word); return nil }

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "Error: "+err.Error())
		os.Exit(1)
	}
}

func run(arguments []string) error {
	if len(arguments) < 3 || arguments[0] != "template" {
		return errors.New("usage: chart-renderer template RELEASE CHART [OPTION]…")
	}
	release, folder := arguments[1], arguments[2]
	options := flag.NewFlagSet("template", flag.ContinueOnError)
	namespace := options.String("namespace", "default", "the release's namespace")
	kubeVersion := options.String("kube-version", "v1.30.0", "the cluster's version")
	var valueFiles, apiVersions words
	options.Var(&valueFiles, "values", "a file of values")
	options.Var(&apiVersions, "api-versions", "an API that the cluster has")
	if err := options.Parse(arguments[3:]); err != nil {
		return err
	}
	chart, err := readChart(folder)
	if err != nil {
		return err
	}
	if err := chart.accepts(*kubeVersion); err != nil {
		return err
	}
	values, err := chart.valuesWith(valueFiles)
	if err != nil {
		return err
	}
	top := map[string]interface{}{
		"Values": values,
		"Chart":  chart.About,
		"Files":  chart.Files,
		"Release": map[string]interface{}{
			"Name": release, "Namespace": *namespace, "Service": "Helm", "Revision": 1,
			"IsInstall": true, "IsUpgrade": false,
		},
		"Capabilities": capabilities(*kubeVersion, apiVersions),
		"Subcharts":    map[string]interface{}{},
	}
	return chart.render(top, os.Stdout)
}

// about is Chart.yaml, under the names that templates know it by.
type about struct {
	APIVersion, Name, Version, AppVersion, Description, Type, KubeVersion, Home, Icon string
	Keywords, Sources                                                                 []string
	Annotations                                                                       map[string]string
}

type chart struct {
	folder    string
	About     about
	Files     files
	templates map[string]string
}

func readChart(folder string) (*chart, error) {
	result := &chart{folder: folder, Files: files{}, templates: map[string]string{}}
	bytes, err := os.ReadFile(filepath.Join(folder, "Chart.yaml"))
	if err != nil {
		return nil, err
	}
	if err := yaml.Unmarshal(bytes, &result.About); err != nil {
		return nil, fmt.Errorf("Chart.yaml: %w", err)
	}
	err = filepath.Walk(folder, func(place string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		name, _ := filepath.Rel(folder, place)
		name = filepath.ToSlash(name)
		bytes, err := os.ReadFile(place)
		if err != nil {
			return err
		}
		if strings.HasPrefix(name, "templates/") {
			result.templates[path.Join(result.About.Name, name)] = string(bytes)
		} else if name != "Chart.yaml" && name != "values.yaml" && name != "values.schema.json" {
			result.Files[name] = bytes
		}
		return nil
	})
	return result, err
}

func (c *chart) accepts(kubeVersion string) error {
	if c.About.KubeVersion == "" {
		return nil
	}
	constraint, err := semver.NewConstraint(c.About.KubeVersion)
	if err != nil {
		return err
	}
	version, err := semver.NewVersion(kubeVersion)
	if err != nil {
		return err
	}
	if !constraint.Check(version) {
		return fmt.Errorf("chart requires kubeVersion: %s which is incompatible with Kubernetes %s",
			c.About.KubeVersion, kubeVersion)
	}
	return nil
}

// valuesWith lays the files over values.yaml, the later over the earlier, and asks the schema.
func (c *chart) valuesWith(names []string) (map[string]interface{}, error) {
	values := map[string]interface{}{}
	for _, name := range append([]string{filepath.Join(c.folder, "values.yaml")}, names...) {
		bytes, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		layer := map[string]interface{}{}
		if err := yaml.Unmarshal(bytes, &layer); err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Base(name), err)
		}
		lay(layer, values)
	}
	schema, err := os.ReadFile(filepath.Join(c.folder, "values.schema.json"))
	if errors.Is(err, os.ErrNotExist) {
		return values, nil
	}
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(values)
	if err != nil {
		return nil, err
	}
	result, err := gojsonschema.Validate(gojsonschema.NewBytesLoader(schema), gojsonschema.NewBytesLoader(text))
	if err != nil {
		return nil, fmt.Errorf("values.schema.json: %w", err)
	}
	if result.Valid() {
		return values, nil
	}
	problems := "values don't meet the specifications of the schema(s) in the following chart(s):\n" + c.About.Name + ":"
	for _, problem := range result.Errors() {
		problems += "\n- " + problem.String()
	}
	return nil, errors.New(problems)
}

// lay puts one layer of values over another: mappings are merged, null takes away, everything else replaces.
func lay(upper, lower map[string]interface{}) {
	for key, value := range upper {
		over, isMap := value.(map[string]interface{})
		under, wasMap := lower[key].(map[string]interface{})
		switch {
		case value == nil:
			delete(lower, key)
		case isMap && wasMap:
			lay(over, under)
		default:
			lower[key] = value
		}
	}
}

// render writes every template that is no partial and is not empty, in the order of their names.
func (c *chart) render(top map[string]interface{}, out *os.File) error {
	all := template.New("").Option("missingkey=zero")
	all.Funcs(functions(all))
	var names []string
	for name := range c.templates {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if _, err := all.New(name).Parse(c.templates[name]); err != nil {
			return fmt.Errorf("parse error at (%s): %w", name, err)
		}
	}
	for _, name := range names {
		if strings.HasPrefix(path.Base(name), "_") {
			continue
		}
		top["Template"] = map[string]interface{}{"Name": name, "BasePath": path.Join(c.About.Name, "templates")}
		text, err := execute(all, name, top)
		if err != nil {
			return err
		}
		if path.Base(name) == "NOTES.txt" || strings.TrimSpace(text) == "" {
			continue
		}
		fmt.Fprintf(out, "---\n# Source: %s\n%s\n", name, strings.TrimSpace(text))
	}
	return nil
}

func execute(all *template.Template, name string, data interface{}) (string, error) {
	var text strings.Builder
	err := all.ExecuteTemplate(&text, name, data)
	return strings.ReplaceAll(text.String(), "<no value>", ""), err
}
