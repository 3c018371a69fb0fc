import { forbidden, forbiddenPath } from '../apiErrors';
import { ResourceType } from '../ResourceStore';
import { Tier, User } from './tiers';

/** As in a ClusterRole; `*` stands for all. */
export interface PolicyRule {
  verbs: string[];
  apiGroups: string[];
  resources: string[];
}

export interface AccessRequest extends ResourceType {
  verb: string;
  namespace?: string;
  name?: string;
  subresource?: string;
}

const READ = ['get', 'list', 'watch'];

const SELF_REVIEW_RULES: PolicyRule[] = [
  {
    verbs: ['create'],
    apiGroups: ['authorization.k8s.io'],
    resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
  },
  {
    verbs: ['create'],
    apiGroups: ['authentication.k8s.io'],
    resources: ['selfsubjectreviews'],
  },
];

/** All that the portal shows; never secrets. */
const READER_RULES: PolicyRule[] = [
  {
    verbs: READ,
    apiGroups: [''],
    resources: [
      'pods',
      'services',
      'configmaps',
      'serviceaccounts',
      'namespaces',
      'events',
      'nodes',
      'limitranges',
      'resourcequotas',
      'replicationcontrollers',
      'persistentvolumeclaims',
    ],
  },
  { verbs: ['get'], apiGroups: [''], resources: ['pods/log'] },
  {
    verbs: READ,
    apiGroups: ['argoproj.io'],
    resources: [
      'rollouts',
      'rollouts/status',
      'analysisruns',
      'analysistemplates',
      'clusteranalysistemplates',
      'experiments',
    ],
  },
  {
    verbs: READ,
    apiGroups: [
      'apps',
      'autoscaling',
      'batch',
      'networking.k8s.io',
      'policy',
      'metrics.k8s.io',
      'monitoring.coreos.com',
      'traefik.io',
    ],
    resources: ['*'],
  },
  {
    verbs: READ,
    apiGroups: ['external-secrets.io'],
    resources: ['externalsecrets'],
  },
];

const PROMOTER_RULES: PolicyRule[] = [
  ...READER_RULES,
  {
    verbs: ['patch'],
    apiGroups: ['argoproj.io'],
    resources: ['rollouts/status'],
  },
];

const CHANGER_RULES: PolicyRule[] = [
  ...PROMOTER_RULES,
  { verbs: ['patch'], apiGroups: ['argoproj.io'], resources: ['rollouts'] },
];

const RULES: Record<Tier, PolicyRule[]> = {
  reader: READER_RULES,
  promoter: PROMOTER_RULES,
  changer: CHANGER_RULES,
  admin: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
};

const PUBLIC_PATHS = /^\/(version|healthz|livez|readyz)\/?$/;
const DISCOVERY_PATHS = /^\/(api|apis|openapi)(\/|$)/;

export function rulesOf(user: User): PolicyRule[] {
  return user.tier ? [...SELF_REVIEW_RULES, ...RULES[user.tier]] : [];
}

export function isAllowed(user: User, request: AccessRequest): boolean {
  const { verb, group, plural, subresource } = request;
  const resource = subresource ? `${plural}/${subresource}` : plural;
  return rulesOf(user).some(
    rule =>
      covers(rule.verbs, verb) &&
      covers(rule.apiGroups, group) &&
      covers(rule.resources, resource),
  );
}

/** @throws ApiError 403 */
export function authorize(user: User, request: AccessRequest): void {
  if (!isAllowed(user, request)) {
    throw forbidden({ ...request, user: user.name });
  }
}

/** @throws ApiError 403 */
export function authorizePath(user: User, method: string, path: string): void {
  const allowed =
    PUBLIC_PATHS.test(path) ||
    user.tier === 'admin' ||
    (user.tier && method === 'GET' && DISCOVERY_PATHS.test(path));
  if (!allowed) {
    throw forbiddenPath(user.name, method.toLowerCase(), path);
  }
}

function covers(values: string[], wanted: string): boolean {
  return values.includes('*') || values.includes(wanted);
}
