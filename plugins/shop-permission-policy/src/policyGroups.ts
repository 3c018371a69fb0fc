import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';

/** Entity references of the configured groups, in canonical form. */
export interface PolicyGroups {
  operators: ReadonlySet<string>;
  platform: ReadonlySet<string>;
}

/**
 * Reads `shopPermissionPolicy`. Both lists are required: a forgotten one would
 * leave production without anybody who may act there, unnoticed.
 */
export function readPolicyGroups(config: Config): PolicyGroups {
  return {
    operators: readGroups(config, 'shopPermissionPolicy.operatorsGroups'),
    platform: readGroups(config, 'shopPermissionPolicy.platformGroups'),
  };
}

function readGroups(config: Config, key: string): ReadonlySet<string> {
  return new Set(
    config.getStringArray(key).map(text => canonicalGroupRef(text, key)),
  );
}

function canonicalGroupRef(text: string, key: string): string {
  const ref = parseEntityRef(text, {
    defaultKind: 'group',
    defaultNamespace: 'default',
  });
  if (ref.kind.toLocaleLowerCase('en-US') !== 'group') {
    throw new Error(
      `Invalid value in config at ${key}: '${text}' is not a reference to a group`,
    );
  }
  return stringifyEntityRef(ref);
}
