{{/* A controller and the Service of its metrics: for what names no shard, or for a shard. */}}
{{- define "pinnace.controller" -}}
{{- $ := .top }}
{{- $name := include "pinnace.controllerName" $ }}
{{- with .shard }}
{{- $name = printf "%s-%s" $name . }}
{{- end }}
{{- $isFirst := eq .component "controller" }}
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "pinnace.metadata" (merge (dict "name" $name) .) | nindent 2 }}
spec:
  replicas: {{ $.Values.controller.replicas }}
  selector:
    matchLabels:
      {{- include "pinnace.selectorLabels" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "pinnace.labels" . | nindent 8 }}
        {{- with $.Values.podLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- with $.Values.podAnnotations }}
      annotations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    spec:
      serviceAccountName: {{ include "pinnace.controllerServiceAccountName" $ }}
      automountServiceAccountToken: true
      enableServiceLinks: true
      terminationGracePeriodSeconds: {{ $.Values.controller.terminationGracePeriodSeconds }}
      securityContext:
        {{- include "pinnace.podSecurity" $ | nindent 8 }}
      {{- with include "pinnace.scheduling" $ | trim }}
      {{- . | nindent 6 }}
      {{- end }}
      {{- if $.Values.controller.topologySpreadConstraints }}
      topologySpreadConstraints:
        {{- toYaml $.Values.controller.topologySpreadConstraints | nindent 8 }}
      {{- else if gt (int $.Values.controller.replicas) 1 }}
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              {{- include "pinnace.selectorLabels" . | nindent 14 }}
      {{- end }}
      containers:
        - name: controller
          image: {{ include "pinnace.image" $ | quote }}
          imagePullPolicy: {{ $.Values.image.pullPolicy }}
          args:
            {{- include "pinnace.controllerArguments" . | trim | nindent 12 }}
          env:
            - name: HOME
              value: /var/lib/pinnace
            {{- with $.Values.controller.extraEnvironment }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          ports:
            - {name: metrics, containerPort: 8080}
            - {name: health, containerPort: 9440}
            {{- if and $isFirst $.Values.webhooks.enabled }}
            - {name: webhooks, containerPort: 9292}
            {{- end }}
            {{- if and $isFirst $.Values.dashboard.enabled }}
            - {name: dashboard, containerPort: 9293}
            {{- end }}
          livenessProbe:
            httpGet: {path: /healthz, port: health}
            periodSeconds: 20
          readinessProbe:
            httpGet: {path: /readyz, port: health}
            periodSeconds: 10
          resources:
            {{- toYaml $.Values.controller.resources | nindent 12 }}
          securityContext:
            {{- include "pinnace.containerSecurity" $ | nindent 12 }}
          volumeMounts:
            - {name: cache, mountPath: /var/cache/pinnace}
            # Keys for SSH are written here and nowhere else.
            - {name: keys, mountPath: /var/cache/pinnace/keys}
            - {name: home, mountPath: /var/lib/pinnace}
            - {name: tmp, mountPath: /tmp}
            {{- if and $isFirst $.Values.webhooks.enabled }}
            - {name: webhooks, mountPath: /etc/pinnace/webhooks, readOnly: true}
            {{- end }}
            {{- with $.Values.controller.extraVolumeMounts }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
      volumes:
        - name: cache
          emptyDir:
            sizeLimit: {{ $.Values.controller.cache.sizeLimit }}
        - name: keys
          emptyDir:
            medium: Memory
            sizeLimit: 1Mi
        - name: home
          emptyDir:
            sizeLimit: 16Mi
        - name: tmp
          emptyDir:
            sizeLimit: 1Gi
        {{- if and $isFirst $.Values.webhooks.enabled }}
        - name: webhooks
          secret:
            secretName: {{ $.Values.webhooks.secretName }}
            defaultMode: 0440
        {{- end }}
        {{- with $.Values.controller.extraVolumes }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
---
apiVersion: v1
kind: Service
metadata:
  {{- $metrics := printf "%s-metrics" (include "pinnace.fullname" $) }}
  {{- with .shard }}
  {{- $metrics = printf "%s-%s" $metrics . }}
  {{- end }}
  {{- include "pinnace.metadata" (merge (dict "name" $metrics) .) | nindent 2 }}
spec:
  selector:
    {{- include "pinnace.selectorLabels" . | nindent 4 }}
  ports:
    - {name: metrics, port: 8080, targetPort: metrics}
{{- end }}

{{- define "pinnace.controllerArguments" -}}
{{- $ := .top }}
- controller
- --log-format
- json
- --cache-directory
- /var/cache/pinnace
- {{ printf "--lease-name=%s" (include "pinnace.controllerName" $) }}
- {{ printf "--lease-duration=%v" $.Values.controller.leaderElection.leaseDuration }}
- {{ printf "--lease-renew-deadline=%v" $.Values.controller.leaderElection.renewDeadline }}
- {{ printf "--lease-retry-period=%v" $.Values.controller.leaderElection.retryPeriod }}
- {{ printf "--concurrency=%v" $.Values.controller.concurrency }}
{{- if .shard }}
- {{ printf "--shard=%s" .shard }}
{{- else if $.Values.controller.shards }}
- --unsharded
{{- end }}
{{- if $.Values.controller.namespaced }}
- --namespace
- {{ $.Release.Namespace }}
{{- end }}
{{- if and (eq .component "controller") $.Values.webhooks.enabled }}
- --webhook-port=9292
- --webhook-secrets=/etc/pinnace/webhooks
{{- end }}
{{- if and (eq .component "controller") $.Values.dashboard.enabled }}
- --dashboard-port=9293
{{- range $.Values.dashboard.hosts }}
- {{ printf "--dashboard-host=%s" . | quote }}
{{- end }}
{{- end }}
{{- range $.Values.controller.extraArguments }}
- {{ . | quote }}
{{- end }}
{{- end }}
