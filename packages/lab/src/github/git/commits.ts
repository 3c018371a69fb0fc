export interface Signature {
  name: string;
  email: string;
  /** ISO 8601, UTC. */
  date: string;
}

export interface Commit {
  sha: string;
  tree: string;
  parents: string[];
  author: Signature;
  committer: Signature;
  message: string;
}

const FIELDS = 'H T P an ae aI cn ce cI B'.split(' ');

/** The format of `git log -z` that `parseCommits` reads. */
export const COMMIT_FORMAT = `--format=tformat:${FIELDS.map(
  field => `%${field}`,
).join('%x00')}`;

export function parseCommits(output: string): Commit[] {
  const values = output.split('\0');
  const commits: Commit[] = [];
  for (let at = 0; at + FIELDS.length <= values.length; at += FIELDS.length) {
    const [sha, tree, parents, ...rest] = values.slice(at, at + FIELDS.length);
    const [name, email, date, committer, committerEmail, committed, message] =
      rest;
    commits.push({
      sha,
      tree,
      parents: parents.split(' ').filter(Boolean),
      author: { name, email, date: utc(date) },
      committer: {
        name: committer,
        email: committerEmail,
        date: utc(committed),
      },
      message: message.trimEnd(),
    });
  }
  return commits;
}

/** ISO 8601 without parts of a second, as GitHub writes times. */
export function utc(date: string | Date): string {
  return new Date(date).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
