import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { Octokit } from 'octokit';
import type { ShopCreateConfig } from '../config';

const REQUEST_TIMEOUT_MILLIS = 30_000;

/** The configured organisation, and how to talk to it. */
export interface GitHubConnection {
  host: string;
  owner: string;
  getToken(): Promise<string>;
  /** A client whose requests end with the signal, or when they take too long. */
  octokit(signal?: AbortSignal): Promise<Octokit>;
}

/** Connects to `shopCreate.github` with the credentials of `integrations.github`. */
export function connectToGitHub(
  config: Config,
  { host, owner }: ShopCreateConfig['github'],
): GitHubConnection {
  const integrations = ScmIntegrations.fromConfig(config);
  const integration = integrations.github.byHost(host);
  if (!integration) {
    throw new InputError(
      `shopCreate.github.host is ${host}, but integrations.github has no such host`,
    );
  }
  const credentials =
    DefaultGithubCredentialsProvider.fromIntegrations(integrations);

  async function getToken(): Promise<string> {
    const { token } = await credentials.getCredentials({
      url: `https://${host}/${owner}`,
    });
    if (!token) {
      throw new InputError(
        `integrations.github has no credentials for ${host}/${owner}`,
      );
    }
    return token;
  }

  return {
    host,
    owner,
    getToken,
    async octokit(signal) {
      const octokit = new Octokit({
        auth: await getToken(),
        baseUrl: integration.config.apiBaseUrl,
        // A person waits: an answer now is better than one after three tries.
        retry: { enabled: false },
        throttle: { enabled: false },
      });
      octokit.hook.before('request', request => {
        const timeout = AbortSignal.timeout(REQUEST_TIMEOUT_MILLIS);
        request.request.signal = signal
          ? AbortSignal.any([signal, timeout])
          : timeout;
      });
      return octokit;
    },
  };
}
