{{- define "x.image" -}}
{{ .image.repository }}:{{ .image.tag }}
image: gcr.io/p/a:1
{{- end -}}
{{ if semverCompare ">1" .Values.image.tag }}{{ end }}
