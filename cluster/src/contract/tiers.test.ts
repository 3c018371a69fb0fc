import { z } from 'zod';
import { describeOnReal } from '../side/describeOnReal';
import { ContractTest } from './support/ContractTest';

const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const TIERS = ['reader', 'promoter', 'changer'] as const;

type Tier = (typeof TIERS)[number];

const reviewSchema = z.object({ status: z.object({ allowed: z.boolean() }) });

/** Who of the tiers may do it; asked as each of them itself. */
async function whoMay(
  contract: ContractTest,
  right: string,
  namespace?: string,
): Promise<Tier[]> {
  const [verb, where] = right.split(' ');
  const [resource, subresource] = where.split('/');
  const [plural, ...group] = resource.split('.');
  const answers = await Promise.all(
    TIERS.map(async tier => {
      const review = await contract.api.expectSuccess('POST', REVIEWS, {
        as: tier,
        body: {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectAccessReview',
          spec: {
            resourceAttributes: {
              verb,
              group: group.join('.'),
              resource: plural,
              ...(subresource && { subresource }),
              ...(namespace && { namespace }),
            },
          },
        },
      });
      return reviewSchema.parse(review).status.allowed ? [tier] : [];
    }),
  );
  return answers.flat();
}

/** What Delivery watches, and what the Kubernetes tab asks for. */
const READ = [
  'watch rollouts.argoproj.io',
  'list analysisruns.argoproj.io',
  'watch replicasets.apps',
  'watch deployments.apps',
  'list statefulsets.apps',
  'list daemonsets.apps',
  'watch pods',
  'get pods/log',
  'watch services',
  'list configmaps',
  'list limitranges',
  'list resourcequotas',
  'list events',
  'list horizontalpodautoscalers.autoscaling',
  'list jobs.batch',
  'list cronjobs.batch',
  'list ingresses.networking.k8s.io',
  'list pods.metrics.k8s.io',
];

/** What somebody might try through the proxy of the Kubernetes plugin. */
const DENIED = [
  'get secrets',
  'list secrets',
  'create pods',
  'create pods/exec',
  'delete pods',
  'create pods/eviction',
  'update rollouts.argoproj.io',
  'update rollouts.argoproj.io/status',
  'delete rollouts.argoproj.io',
  'patch deployments.apps',
  'create serviceaccounts/token',
  'impersonate users',
];

describe('the tiers of the portal', () => {
  const contract = ContractTest.register();

  it.each(READ)('all may %s, in every namespace', async right => {
    expect(await whoMay(contract, right)).toEqual(TIERS);
  });

  it.each(DENIED)('none may %s', async right => {
    expect(
      await whoMay(contract, right, await contract.newNamespace()),
    ).toEqual([]);
  });

  it('let a promoter and a changer decide whether a release goes on', async () => {
    expect(
      await whoMay(
        contract,
        'patch rollouts.argoproj.io/status',
        await contract.newNamespace(),
      ),
    ).toEqual(['promoter', 'changer']);
  });

  it('let only a changer change what is released', async () => {
    expect(
      await whoMay(
        contract,
        'patch rollouts.argoproj.io',
        await contract.newNamespace(),
      ),
    ).toEqual(['changer']);
  });
});

describeOnReal(
  'the tiers of the portal, in a namespace without its bindings',
  'the lab gives them rights in all namespaces',
  () => {
    const contract = ContractTest.register();

    it.each([
      'patch rollouts.argoproj.io/status',
      'patch rollouts.argoproj.io',
    ])('none may %s', async right => {
      expect(await whoMay(contract, right, 'default')).toEqual([]);
    });
  },
);
