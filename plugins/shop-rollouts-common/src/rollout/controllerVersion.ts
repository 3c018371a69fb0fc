/**
 * True for controllers that may lose a status patch and that retry without a
 * new pause while the aborted release still runs: before 1.10, and unknown.
 * @public
 */
export function isBeforeRollouts110(version: string): boolean {
  const match = /^v?(\d+)\.(\d+)(?:\.|-|\+|$)/.exec(version);
  if (!match) {
    return true;
  }
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return major < 1 || (major === 1 && minor < 10);
}
