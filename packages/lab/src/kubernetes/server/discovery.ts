import { SELF_REVIEWS } from '../access/selfReviews';
import {
  apiVersionOf,
  ResourceDefinition,
  resourceDefinitions,
} from '../resourceTypes';

const VERSION = {
  major: '1',
  minor: '36',
  gitVersion: 'v1.36.3',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '2026-01-01T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: 'linux/amd64',
};

const ALL_VERBS = [
  'create',
  'delete',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

/** What the server answers about itself, or undefined for another path. */
export function describeServer(path: string): unknown {
  const trimmed = path.replace(/\/$/, '');
  if (trimmed === '/version') {
    return VERSION;
  }
  if (trimmed === '/api') {
    return {
      kind: 'APIVersions',
      apiVersion: 'v1',
      versions: ['v1'],
      serverAddressByClientCIDRs: [],
    };
  }
  if (trimmed === '/apis') {
    return {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: groupVersions()
        .filter(({ group }) => group !== '')
        .map(describeGroup),
    };
  }
  const [, root, first, second, ...rest] = trimmed.split('/');
  if (rest.length > 0 || (root !== 'api' && root !== 'apis')) {
    return undefined;
  }
  const found = groupVersions().find(({ group, version }) =>
    group === ''
      ? root === 'api' && first === version && second === undefined
      : root === 'apis' && first === group && (second ?? version) === version,
  );
  if (!found) {
    return undefined;
  }
  return found.group !== '' && second === undefined
    ? { kind: 'APIGroup', apiVersion: 'v1', ...describeGroup(found) }
    : describeResources(found);
}

interface GroupVersion {
  group: string;
  version: string;
}

/** Each group with its one version. */
export function groupVersions(): GroupVersion[] {
  const found = new Map<string, GroupVersion>();
  for (const { group, version } of [
    ...resourceDefinitions(),
    ...SELF_REVIEWS,
  ]) {
    found.set(group, { group, version });
  }
  return [...found.values()];
}

function describeGroup({ group, version }: GroupVersion) {
  const groupVersion = {
    groupVersion: apiVersionOf({ group, version }),
    version,
  };
  return {
    name: group,
    versions: [groupVersion],
    preferredVersion: groupVersion,
  };
}

function describeResources({ group, version }: GroupVersion) {
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf({ group, version }),
    resources: [
      ...resourceDefinitions()
        .filter(definition => definition.group === group)
        .flatMap(describeResource),
      ...SELF_REVIEWS.filter(review => review.group === group).map(
        ({ plural, kind }) => ({
          name: plural,
          singularName: kind.toLowerCase(),
          namespaced: false,
          kind,
          verbs: ['create'],
        }),
      ),
    ],
  };
}

function describeResource(definition: ResourceDefinition) {
  const { plural, singular, namespaced, kind, shortNames, categories } =
    definition;
  const subresource = (name: string, verbs: string[]) => ({
    name: `${plural}/${name}`,
    singularName: '',
    namespaced,
    kind,
    verbs,
  });
  return [
    {
      name: plural,
      singularName: singular,
      namespaced,
      kind,
      verbs: ALL_VERBS,
      ...(shortNames.length > 0 && { shortNames }),
      ...(categories.length > 0 && { categories }),
    },
    ...(definition.status
      ? [subresource('status', ['get', 'patch', 'update'])]
      : []),
    ...(kind === 'Pod' ? [subresource('log', ['get'])] : []),
  ];
}
