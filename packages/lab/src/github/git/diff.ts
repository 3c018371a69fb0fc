export type DiffStatus = 'added' | 'removed' | 'modified' | 'renamed';

export interface DiffFile {
  path: string;
  previousPath?: string;
  status: DiffStatus;
  /** The blob after the change; of a removed file, the one before it. */
  sha: string;
  additions: number;
  deletions: number;
  /** The hunks; absent where there are none, as in a binary file. */
  patch?: string;
}

const STATUS: Record<string, DiffStatus> = {
  A: 'added',
  D: 'removed',
  R: 'renamed',
};

/**
 * Reads what `git diff-tree -r -z --raw --numstat -M` and `git diff-tree -r -p
 * -M` say of the same two trees; both list the files in the same order.
 */
export function parseDiff(summary: string, patches: string): DiffFile[] {
  const tokens = summary.split('\0');
  const files: DiffFile[] = [];
  let at = 0;
  for (; tokens[at]?.startsWith(':'); ) {
    const [, , before, after, letter] = tokens[at].split(' ');
    const renamed = letter.startsWith('R');
    const status = STATUS[letter[0]] ?? 'modified';
    files.push({
      path: tokens[at + (renamed ? 2 : 1)],
      previousPath: renamed ? tokens[at + 1] : undefined,
      status,
      sha: status === 'removed' ? before : after,
      additions: 0,
      deletions: 0,
    });
    at += renamed ? 3 : 2;
  }
  const hunks = splitPatches(patches);
  for (const [index, file] of files.entries()) {
    const [additions, deletions] = tokens[at].split('\t');
    file.additions = Number(additions) || 0;
    file.deletions = Number(deletions) || 0;
    file.patch = hunks[index];
    at += file.previousPath === undefined ? 1 : 3;
  }
  return files;
}

function splitPatches(patches: string): (string | undefined)[] {
  return patches
    .split(/^diff --git /m)
    .slice(1)
    .map(part => {
      const start = part.search(/^@@ /m);
      return start < 0 ? undefined : part.slice(start).replace(/\n$/, '');
    });
}
