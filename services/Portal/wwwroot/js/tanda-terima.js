// It was sent: the draft has done its work.
try {
  localStorage.removeItem(`draf:${location.pathname.startsWith("/usulan") ? "usulan" : "lapor"}`);
} catch {
  // No storage, no draft.
}
