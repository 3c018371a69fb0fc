// Preloaded into every child of the supervisor: when that is gone, even by
// SIGKILL, nothing of the portal stays behind.
process.on('disconnect', () => process.exit(1));
