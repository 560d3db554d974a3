// Package deploy holds what an operator starts from: manifests, units and
// examples of proxies. Its tests decode each as the system would that reads
// it, and run the program behind real proxies; docs/deploy.md says how far.
//
// It is a module of its own, so that what the tests need is no dependency of
// the program.
package deploy
