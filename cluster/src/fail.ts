/** Ends this process with what went wrong. */
export function fail(error: unknown): void {
  process.stderr.write(
    `${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
}
