import { apiVersionOf, resourceDefinitions } from '../resourceTypes';
import { groupVersions } from './discovery';

/**
 * As much OpenAPI as kubectl asks for before it writes: that the server takes
 * the parameter `fieldValidation`. There are no schemas, so the server checks
 * the frame of an object, not its fields.
 */
export function describeOpenApi(path: string): unknown {
  const root = '/openapi/v3';
  if (path === root) {
    return {
      paths: Object.fromEntries(
        groupVersions().map(groupVersion => [
          pathOf(groupVersion),
          { serverRelativeURL: `${root}/${pathOf(groupVersion)}` },
        ]),
      ),
    };
  }
  const found = groupVersions().find(
    groupVersion => path === `${root}/${pathOf(groupVersion)}`,
  );
  return (
    found && {
      openapi: '3.0.0',
      info: { title: 'Kubernetes', version: 'v1.36.3' },
      paths: describePaths(found.group),
      components: { schemas: {} },
    }
  );
}

function describePaths(group: string) {
  const parameters = ['dryRun', 'fieldManager', 'fieldValidation'].map(
    name => ({ name, in: 'query', schema: { type: 'string' } }),
  );
  return Object.fromEntries(
    resourceDefinitions()
      .filter(definition => definition.group === group)
      .map(definition => {
        const { version, kind, namespaced, plural } = definition;
        const scope = namespaced ? '/namespaces/{namespace}' : '';
        return [
          `/${pathOf(definition)}${scope}/${plural}/{name}`,
          {
            patch: {
              parameters,
              responses: {},
              'x-kubernetes-action': 'patch',
              'x-kubernetes-group-version-kind': { group, version, kind },
            },
          },
        ];
      }),
  );
}

function pathOf(groupVersion: { group: string; version: string }): string {
  const root = groupVersion.group === '' ? 'api' : 'apis';
  return `${root}/${apiVersionOf(groupVersion)}`;
}
