import { z } from 'zod';
import { describeOnReal } from '../side/describeOnReal';
import { ContractRollout } from './support/ContractRollout';
import { ContractTest, ROLLOUTS_VERSIONS } from './support/ContractTest';
import { rolloutOf, serviceOf } from './support/manifests';
import { RolloutView } from './support/schemas';

jest.setTimeout(60_000);

const ACTION = 'alb.ingress.kubernetes.io/actions.web-root';
const ingressSchema = z.object({
  metadata: z.object({
    annotations: z.object({ [ACTION]: z.string() }),
  }),
});
const actionSchema = z.object({
  ForwardConfig: z.object({
    TargetGroups: z.array(
      z.object({ ServiceName: z.string(), Weight: z.number() }),
    ),
  }),
});

describeOnReal('a ping-pong canary', 'the lab carries no canary out', () => {
  describe.each(ROLLOUTS_VERSIONS)('on %s', version => {
    const contract = ContractTest.register(version);
    let ingresses: string;
    let rollout: ContractRollout;

    beforeAll(async () => {
      const namespace = await contract.newNamespace();
      ingresses = `/apis/networking.k8s.io/v1/namespaces/${namespace}/ingresses`;
      await contract.api.create(ingresses, ingress());
      rollout = await ContractRollout.create(contract.api, namespace, {
        name: 'web',
        services: ['web-root', 'web-ping', 'web-pong'].map(name =>
          serviceOf(name, 'web'),
        ),
        rollout: rolloutOf('web', { strategy: pingPong() }),
      });
    });

    /** What the load balancer's controller would read. */
    async function weights(): Promise<Record<string, number>> {
      const { metadata } = ingressSchema.parse(
        await contract.api.get(`${ingresses}/web`),
      );
      const action = actionSchema.parse(
        JSON.parse(metadata.annotations[ACTION]),
      );
      return Object.fromEntries(
        action.ForwardConfig.TargetGroups.map(group => [
          group.ServiceName,
          group.Weight,
        ]),
      );
    }

    it('sends the new version by the Service that is free, in turn [k7]', async () => {
      const turns: unknown[] = [];
      const note = async ({ status }: RolloutView) =>
        turns.push([status.canary.stablePingPong, await weights()]);

      let before = await rollout.untilPhase('Healthy');
      await note(before);
      for (const next of [2, 3]) {
        await rollout.setVersion(next);
        await note(await rollout.untilPaused(before));
        await rollout.patchStatus({ pauseConditions: null });
        before = await rollout.untilPhase('Healthy');
        await note(before);
      }

      expect(turns).toEqual([
        ['ping', { 'web-ping': 100, 'web-pong': 0 }],
        ['ping', { 'web-ping': 75, 'web-pong': 25 }],
        ['pong', { 'web-ping': 0, 'web-pong': 100 }],
        ['pong', { 'web-ping': 25, 'web-pong': 75 }],
        ['ping', { 'web-ping': 100, 'web-pong': 0 }],
      ]);
      const { currentPodHash } = before.status;
      expect(await rollout.selected('ping')).toBe(currentPodHash);
      expect(await rollout.selected('pong')).not.toBe(currentPodHash);
    });
  });
});

function pingPong(): object {
  const alb = { ingress: 'web', rootService: 'web-root', servicePort: 80 };
  return {
    canary: {
      pingPong: { pingService: 'web-ping', pongService: 'web-pong' },
      trafficRouting: { alb },
      steps: [{ setWeight: 25 }, { pause: {} }],
    },
  };
}

function ingress(): object {
  const port = { name: 'use-annotation' };
  const backend = { service: { name: 'web-root', port } };
  const path = { path: '/', pathType: 'Prefix', backend };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: 'web',
      annotations: { 'kubernetes.io/ingress.class': 'alb' },
    },
    spec: { rules: [{ http: { paths: [path] } }] },
  };
}
