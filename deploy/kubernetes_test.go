package deploy

import (
	"errors"
	"slices"
	"testing"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	"sigs.k8s.io/json"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// objects are what a folder of manifests makes.
type objects struct {
	deployment appsv1.Deployment
	service    corev1.Service
	autoscaler autoscalingv2.HorizontalPodAutoscaler
	disruption policyv1.PodDisruptionBudget
	network    networkingv1.NetworkPolicy
	settings   corev1.ConfigMap // only with issuers
}

// kustomize builds a folder as kubectl would, and decodes each object into the
// type of the cluster's own API, where an unknown field is an error, also in its case.
func kustomize(t *testing.T, dir string) (all objects) {
	t.Helper()
	resources, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(filesys.MakeFsOnDisk(), dir)
	if err != nil {
		t.Fatal(err)
	}
	into := map[string]any{
		"Deployment": &all.deployment, "Service": &all.service, "HorizontalPodAutoscaler": &all.autoscaler,
		"PodDisruptionBudget": &all.disruption, "NetworkPolicy": &all.network, "ConfigMap": &all.settings,
	}
	for _, r := range resources.Resources() {
		object, ok := into[r.GetKind()]
		if !ok {
			t.Errorf("there is another %s", r.GetKind())
			continue
		}
		delete(into, r.GetKind())
		text, err := r.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		faults, err := json.UnmarshalStrict(text, object)
		if err := errors.Join(append(faults, err)...); err != nil {
			t.Fatalf("%s: %v", r.GetKind(), err)
		}
	}
	delete(into, "ConfigMap")
	for kind := range into {
		t.Errorf("there is no %s", kind)
	}
	if len(all.deployment.Spec.Template.Spec.Containers) != 1 {
		t.Fatal("the pod does not have one container")
	}
	return all
}

// TestKubernetes checks what a cluster would only notice late: names that must
// agree, and that nothing of the hardening is missing.
func TestKubernetes(t *testing.T) {
	for _, dir := range []string{"kubernetes/base", "kubernetes/issuers"} {
		t.Run(dir, func(t *testing.T) {
			all := kustomize(t, dir)
			checkNames(t, all)
			checkPod(t, all.deployment.Spec.Template.Spec)
			checkProbes(t, all.deployment.Spec.Template.Spec)
		})
	}
}

// checkNames compares selectors with the labels of the pods, and the rest that
// is a reference.
func checkNames(t *testing.T, all objects) {
	labels := all.deployment.Spec.Template.Labels
	const key = "app.kubernetes.io/name"
	for what, selector := range map[string]map[string]string{
		"deployment": all.deployment.Spec.Selector.MatchLabels,
		"service":    all.service.Spec.Selector,
		"disruption": all.disruption.Spec.Selector.MatchLabels,
		"network":    all.network.Spec.PodSelector.MatchLabels,
		"topology":   all.deployment.Spec.Template.Spec.TopologySpreadConstraints[0].LabelSelector.MatchLabels,
	} {
		if len(selector) != 1 || selector[key] != labels[key] || labels[key] == "" {
			t.Errorf("%s selects %v, and pods are %v", what, selector, labels)
		}
	}
	if target := all.autoscaler.Spec.ScaleTargetRef; target.Name != all.deployment.Name || target.Kind != all.deployment.Kind || target.APIVersion != all.deployment.APIVersion {
		t.Errorf("the autoscaler scales %v", target)
	}
	if all.deployment.Spec.Replicas != nil {
		t.Error("the deployment sets a number of replicas, which the autoscaler would have to fight")
	}
	if least := *all.autoscaler.Spec.MinReplicas; least <= all.disruption.Spec.MaxUnavailable.IntVal {
		t.Errorf("of %d pods %v may go", least, all.disruption.Spec.MaxUnavailable)
	}
	port := all.deployment.Spec.Template.Spec.Containers[0].Ports[0].Name
	if got := all.service.Spec.Ports[0].TargetPort.StrVal; got != port {
		t.Errorf("the service calls port %q, not %q", got, port)
	}
	if got := all.network.Spec.Ingress[0].Ports[0].Port.StrVal; got != port {
		t.Errorf("the network lets port %q in, not %q", got, port)
	}
	both := []networkingv1.PolicyType{networkingv1.PolicyTypeIngress, networkingv1.PolicyTypeEgress}
	if !slices.Equal(all.network.Spec.PolicyTypes, both) {
		t.Errorf("the network policy is about %v", all.network.Spec.PolicyTypes)
	}
}

// checkPod asks for what the "restricted" standard for pods asks for, and more.
func checkPod(t *testing.T, pod corev1.PodSpec) {
	container := pod.Containers[0]
	inPod, inContainer := pod.SecurityContext, container.SecurityContext
	for what, ok := range map[string]bool{
		"is not root":                         *inPod.RunAsNonRoot && *inPod.RunAsUser == 65532 && *inPod.RunAsGroup == 65532,
		"has the usual seccomp filter":        inPod.SeccompProfile.Type == corev1.SeccompProfileTypeRuntimeDefault,
		"cannot become more":                  !*inContainer.AllowPrivilegeEscalation,
		"cannot write":                        *inContainer.ReadOnlyRootFilesystem,
		"has no capability":                   slices.Equal(inContainer.Capabilities.Drop, []corev1.Capability{"ALL"}) && inContainer.Capabilities.Add == nil,
		"has no token of the cluster":         !*pod.AutomountServiceAccountToken,
		"gets no variables for services":      !*pod.EnableServiceLinks,
		"has a limit of memory":               !container.Resources.Limits.Memory().IsZero(),
		"says what the autoscaler divides by": !container.Resources.Requests.Cpu().IsZero(),
	} {
		if !ok {
			t.Errorf("it is not so that the pod %s", what)
		}
	}
	for _, e := range container.Env {
		if e.Name != "JOTLENS_DRAIN_DELAY" {
			continue
		}
		delay, err := time.ParseDuration(e.Value)
		if grace := time.Duration(*pod.TerminationGracePeriodSeconds) * time.Second; err != nil || delay <= 0 || grace < delay+15*time.Second {
			t.Errorf("a delay of %s does not fit into %v, with time for requests", e.Value, grace)
		}
	}
}

// checkProbes runs the program with the environment of the pod, except for
// files that only the pod has, and asks what the cluster would ask.
func checkProbes(t *testing.T, pod corev1.PodSpec) {
	var environment []string
	for _, e := range pod.Containers[0].Env {
		value := e.Value
		switch e.Name {
		case "JOTLENS_ISSUERS":
			value = "kubernetes/issuers/issuers.json"
		case "JOTLENS_DRAIN_DELAY":
			value = "1ms" // tests need not wait
		}
		environment = append(environment, e.Name+"="+value)
	}
	url := start(t, environment...)
	for name, probe := range map[string]*corev1.Probe{"liveness": pod.Containers[0].LivenessProbe, "readiness": pod.Containers[0].ReadinessProbe} {
		if got := probe.HTTPGet.Port.StrVal; got != pod.Containers[0].Ports[0].Name {
			t.Errorf("%s asks port %q", name, got)
		}
		if response, _ := get(t, url+probe.HTTPGet.Path, ""); response.StatusCode != 200 {
			t.Errorf("%s: %s answers %s", name, probe.HTTPGet.Path, response.Status)
		}
	}
}

// TestEgress checks that pods reach nobody, and with issuers what those need.
func TestEgress(t *testing.T) {
	if rules := kustomize(t, "kubernetes/base").network.Spec.Egress; len(rules) != 0 {
		t.Errorf("pods of the base may talk to %v", rules)
	}
	all := kustomize(t, "kubernetes/issuers")
	var ports []int32
	for _, rule := range all.network.Spec.Egress {
		if len(rule.To) != 1 {
			t.Errorf("a rule for egress leads to %v", rule.To)
		}
		for _, p := range rule.Ports {
			ports = append(ports, p.Port.IntVal)
		}
	}
	if !slices.Equal(ports, []int32{53, 53, 443}) {
		t.Errorf("pods with issuers may call the ports %v", ports)
	}
	pod := all.deployment.Spec.Template.Spec
	if got := pod.Volumes[0].ConfigMap.Name; got != all.settings.Name || all.settings.Data["issuers.json"] == "" {
		t.Errorf("the pod mounts %q, and the settings are %q", got, all.settings.Name)
	}
	mount := pod.Containers[0].VolumeMounts[0]
	for _, e := range pod.Containers[0].Env {
		if e.Name == "JOTLENS_ISSUERS" && e.Value == mount.MountPath+"/issuers.json" {
			return
		}
	}
	t.Errorf("no variable leads to the issuers in %s", mount.MountPath)
}
