const MINIMUM_LENGTH = 3;
const MAXIMUM_LENGTH = 40;

/**
 * Says in one sentence why a name cannot be the name of a service, or
 * `undefined` where it can.
 *
 * @remarks
 *
 * A service's name becomes the name of a repository, an image and Kubernetes
 * Services, so it is a DNS label that starts with a letter. Forty characters
 * leave room for `-preview` and the hash that Kubernetes appends.
 *
 * @public
 */
export function describeServiceNameProblem(name: string): string | undefined {
  if (/[A-Z]/.test(name)) {
    return `"${name}" has a capital. Try "${name.toLowerCase()}".`;
  }
  const foreign = /[^a-z0-9-]/u.exec(name);
  if (foreign) {
    return `"${name}" has "${foreign[0]}". Use small letters, digits and dashes.`;
  }
  if (name.length < MINIMUM_LENGTH || name.length > MAXIMUM_LENGTH) {
    return `Use ${MINIMUM_LENGTH} to ${MAXIMUM_LENGTH} characters.`;
  }
  if (!/^[a-z]/.test(name)) {
    return 'Start with a letter.';
  }
  if (name.endsWith('-')) {
    return 'End with a letter or a digit.';
  }
  return undefined;
}
