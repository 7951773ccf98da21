// It was sent: the draft has done its work.
try {
  localStorage.removeItem(`draf:${location.pathname.startsWith("/usulan") ? "usulan" : location.pathname.startsWith("/mobmas") ? "mobmas" : "lapor"}`);
} catch {
  // No storage, no draft.
}
