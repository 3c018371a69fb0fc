import { CustomErrorBase, isError } from '@backstage/errors';

const MAX_REASON_LENGTH = 300;

/** GitHub refused something, or did not answer. The message is for people. */
export class GitHubError extends CustomErrorBase {
  name = 'GitHubError' as const;

  static from(error: unknown, doing: string): GitHubError {
    const status = readStatus(error);
    if (status === undefined || !isError(error)) {
      return new GitHubError(`GitHub did not answer while ${doing}.`);
    }
    const reason = error.message.split('\n', 1)[0].slice(0, MAX_REASON_LENGTH);
    return new GitHubError(`GitHub refused ${doing} (${status}): ${reason}`);
  }
}

/** The HTTP status of an answer that was not a success. */
export function readStatus(error: unknown): number | undefined {
  if (!isError(error) || typeof error.status !== 'number') {
    return undefined;
  }
  // Octokit reports a lost connection as status 500 without a response.
  return 'response' in error && error.response ? error.status : undefined;
}
