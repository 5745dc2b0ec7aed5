"""The version of this program, as manifests and published versions record it."""

CODE_VERSION = "0.1.0"
