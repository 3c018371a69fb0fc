import { Config } from '@backstage/config';

/**
 * The hosts that are configured. Backstage always knows `github.com` too, but
 * nobody should be asked whom the configuration does not name.
 */
export function readGitHubHosts(config: Config): string[] {
  const integrations =
    config.getOptionalConfigArray('integrations.github') ?? [];
  return integrations.map(
    integration => integration.getOptionalString('host') ?? 'github.com',
  );
}
