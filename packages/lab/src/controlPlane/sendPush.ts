/**
 * Tells of a push as GitHub does to the webhooks of a repository.
 *
 * @throws Error when one of them does not take it
 */
export async function sendPush(options: {
  webhooks: readonly string[];
  /** By which the repository is cloned. */
  cloneUrl: string;
  branch: string;
}): Promise<void> {
  const { webhooks, cloneUrl, branch } = options;
  const body = JSON.stringify({
    ref: `refs/heads/${branch}`,
    repository: {
      html_url: cloneUrl.replace(/\.git$/, ''),
      clone_url: cloneUrl,
      default_branch: 'main',
    },
    // Without commits, all that the branch holds is looked at.
    commits: [],
  });
  for (const url of webhooks) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-GitHub-Event': 'push' },
      body,
    });
    if (!response.ok) {
      throw new Error(`${url}: ${response.status} ${await response.text()}`);
    }
  }
}
