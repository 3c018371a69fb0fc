import {
  apiVersionOf,
  RESOURCE_DEFINITIONS,
  ResourceDefinition,
} from '../resourceTypes';

const OPEN_API = '/openapi/v3';
const VERBS = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

const GROUPS = [
  ...new Map(
    RESOURCE_DEFINITIONS.map(({ group, version }) => [group, version]),
  ),
].map(([group, version]) => {
  const groupVersion = apiVersionOf(group, version);
  const root = group ? 'apis' : 'api';
  return { group, version, groupVersion, path: `${root}/${groupVersion}` };
});

/** What the server answers about itself, by path. */
export const DESCRIPTIONS = new Map<string, unknown>([
  ['/version', { major: '1', minor: '36', gitVersion: 'v1.36.3' }],
  ['/api', { kind: 'APIVersions', apiVersion: 'v1', versions: ['v1'] }],
  ['/apis', { kind: 'APIGroupList', apiVersion: 'v1', groups: listGroups() }],
  ...GROUPS.map(({ group, groupVersion, path }): [string, unknown] => [
    `/${path}`,
    {
      kind: 'APIResourceList',
      apiVersion: 'v1',
      groupVersion,
      resources: RESOURCE_DEFINITIONS.filter(
        definition => definition.group === group,
      ).flatMap(describeResource),
    },
  ]),
  [OPEN_API, { paths: listOpenApi() }],
  [`${OPEN_API}/all`, describeOpenApi()],
]);

function listGroups() {
  return GROUPS.filter(({ group }) => group !== '').map(
    ({ group, groupVersion, version }) => ({
      name: group,
      versions: [{ groupVersion, version }],
      preferredVersion: { groupVersion, version },
    }),
  );
}

function describeResource(definition: ResourceDefinition) {
  const { plural, kind, namespaced, subresources } = definition;
  const { shortNames, categories } = definition;
  const verbs = ['get', 'patch', 'update'];
  const part = { singularName: '', namespaced, kind, verbs };
  const scale = { kind: 'Scale', group: 'autoscaling', version: 'v1' };
  const singularName = kind.toLowerCase();
  const whole = { name: plural, singularName, verbs: VERBS };
  return [
    { ...part, ...whole, shortNames, categories },
    ...subresources.map(subresource => ({
      ...part,
      ...(subresource === 'scale' && scale),
      name: `${plural}/${subresource}`,
    })),
  ];
}

function listOpenApi() {
  const document = { serverRelativeURL: `${OPEN_API}/all` };
  return Object.fromEntries(GROUPS.map(({ path }) => [path, document]));
}

/**
 * As much OpenAPI as kubectl asks for before it writes: that the server takes
 * the parameter `fieldValidation`. There are no schemas, so the server checks
 * the frame of an object, not its fields.
 */
function describeOpenApi() {
  const schema = { type: 'string' };
  const parameters = [{ name: 'fieldValidation', in: 'query', schema }];
  const paths = RESOURCE_DEFINITIONS.map(({ group, version, kind }) => {
    const type = {
      'x-kubernetes-group-version-kind': { group, version, kind },
    };
    return [`/${group}/${kind}`, { patch: { parameters, ...type } }];
  });
  return { openapi: '3.0.0', info: {}, paths: Object.fromEntries(paths) };
}
