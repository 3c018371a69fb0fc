import { z } from 'zod';
import { badRequest } from '../apiErrors';
import { ResourceType } from '../ResourceStore';
import { isAllowed, rulesOf } from './authorization';
import { User } from './tiers';

interface SelfReview extends ResourceType {
  version: string;
  kind: string;
  review: (user: User, readBody: () => unknown) => Record<string, unknown>;
}

const accessReviewSchema = z.object({
  spec: z.object({
    resourceAttributes: z
      .object({
        verb: z.string().default(''),
        group: z.string().default(''),
        resource: z.string().default(''),
        subresource: z.string().optional(),
        namespace: z.string().optional(),
        name: z.string().optional(),
      })
      .optional(),
    nonResourceAttributes: z
      .object({ verb: z.string().optional(), path: z.string().optional() })
      .optional(),
  }),
});

/** Kinds that are answered, not stored: what may the caller do, who is it. */
export const SELF_REVIEWS: SelfReview[] = [
  {
    group: 'authorization.k8s.io',
    version: 'v1',
    plural: 'selfsubjectaccessreviews',
    kind: 'SelfSubjectAccessReview',
    review: reviewAccess,
  },
  {
    group: 'authorization.k8s.io',
    version: 'v1',
    plural: 'selfsubjectrulesreviews',
    kind: 'SelfSubjectRulesReview',
    review: user => ({
      spec: {},
      status: {
        resourceRules: rulesOf(user),
        nonResourceRules: [],
        incomplete: false,
      },
    }),
  },
  {
    group: 'authentication.k8s.io',
    version: 'v1',
    plural: 'selfsubjectreviews',
    kind: 'SelfSubjectReview',
    review: user => ({
      status: { userInfo: { username: user.name, groups: user.groups } },
    }),
  },
];

/** The answer to a review, or undefined where the type is none. */
export function answerSelfReview(
  type: ResourceType,
  user: User,
  readBody: () => unknown,
): Record<string, unknown> | undefined {
  const found = findSelfReview(type);
  return (
    found && {
      kind: found.kind,
      apiVersion: `${found.group}/${found.version}`,
      metadata: {},
      ...found.review(user, readBody),
    }
  );
}

export function findSelfReview(type: ResourceType): SelfReview | undefined {
  return SELF_REVIEWS.find(
    ({ group, plural }) => group === type.group && plural === type.plural,
  );
}

function reviewAccess(
  user: User,
  readBody: () => unknown,
): Record<string, unknown> {
  const parsed = accessReviewSchema.safeParse(readBody());
  if (!parsed.success) {
    throw badRequest(
      `SelfSubjectAccessReview in version "v1" cannot be handled as a SelfSubjectAccessReview: ${z.prettifyError(
        parsed.error,
      )}`,
    );
  }
  const { spec } = parsed.data;
  const attributes = spec.resourceAttributes;
  const allowed = attributes
    ? isAllowed(user, { ...attributes, plural: attributes.resource })
    : user.tier === 'admin';
  return {
    spec,
    status: allowed
      ? { allowed, reason: `RBAC: allowed by ${bindingOf(user)}` }
      : { allowed },
  };
}

function bindingOf(user: User): string {
  return user.tier === 'admin'
    ? 'ClusterRoleBinding "cluster-admin" of ClusterRole "cluster-admin" to Group "system:masters"'
    : `ClusterRoleBinding "shop-portal-${user.tier}" of ClusterRole "shop-portal-${user.tier}" to ServiceAccount "${user.tier}/shop-portal"`;
}
