import type { KustomizeError } from '@shop-portal/kubectl';
import { posix } from 'path';
import type { Problem } from './types';

const YAML_FILE = /[\w./-]*[\w-]\.ya?ml/g;
const LINE = /\bline (\d+)/;

/**
 * Finds the file that Kustomize stumbled over. It names files inside its
 * message, from the overlay inwards, so the last one is the cause.
 */
export function describeKustomizeError(
  error: KustomizeError,
  tree: { root: string; overlay: string; files: string[] },
): Problem {
  const { root, overlay, files } = tree;
  const message = error.message.replaceAll(`${root}/`, '');
  const named = message.match(YAML_FILE) ?? [];
  const line = LINE.exec(message)?.[1];
  const known = named
    .flatMap(name => [name, posix.join(overlay, name)])
    .filter(name => files.includes(name));
  return {
    file:
      findMissingFilesOwner(named, files) ??
      known.pop() ??
      `${overlay}/kustomization.yaml`,
    line: line === undefined ? undefined : Number(line),
    reason: shorten(message),
  };
}

/** Where a file does not exist, the folder's list of files is wrong. */
function findMissingFilesOwner(
  named: string[],
  files: string[],
): string | undefined {
  const missing = named
    .filter(name => name.includes('/') && !files.includes(name))
    .map(name => `${posix.dirname(name)}/kustomization.yaml`);
  return missing.reverse().find(owner => files.includes(owner));
}

/** Every folder on the way adds the same words: only the last ones tell. */
function shorten(message: string): string {
  const steps = message.split("accumulation err='");
  return steps[steps.length - 1].split('\n', 1)[0].replace(/'$/, '');
}
