import { z } from 'zod';
import { describeOnReal } from '../side/describeOnReal';
import { ContractRollout } from './support/ContractRollout';
import { ContractTest, ROLLOUTS_VERSIONS } from './support/ContractTest';
import { dueSteps, optional } from './support/dueSteps';
import { RolloutRecorder } from './support/RolloutRecorder';
import { RolloutView } from './support/schemas';
import { untilObject } from './support/untilObject';

jest.setTimeout(120_000);

const analysisRunSchema = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({ terminate: z.boolean().default(false) }),
  status: z
    .looseObject({
      phase: z.string().default(''),
      message: z.string().default(''),
    })
    .prefault({}),
});

type AnalysisRunView = z.infer<typeof analysisRunSchema>;

/** What becomes of a run that is ended from outside. */
const ENDED = {
  '1.9.2': ['Successful', /^Run Terminated$/],
  '1.10.0': ['Inconclusive', /^Metric "job" assessed Inconclusive/],
} as const;
const LIVE = [
  'web-preview := H1',
  'web-active := H1',
  'Healthy "" current=H1 stable=H1 active=H1 preview=H1',
  'web-preview := H2',
  'Progressing "more replicas need to be updated" current=H2 stable=H1 active=H1 preview=H2',
];
const PENDING =
  'Progressing "active service cutover pending" current=H2 stable=H1 active=H1 preview=H2';

describeOnReal('analysis', 'the lab runs none', () => {
  describe.each(ROLLOUTS_VERSIONS)('on %s', version => {
    const contract = ContractTest.register(version);
    let rollout: ContractRollout;
    let recorder: RolloutRecorder;

    /** A new version is rolled out, with a Job that may never end. */
    async function update(
      when: 'pre' | 'post',
      options: { endless: boolean },
    ): Promise<RolloutView> {
      const namespace = await contract.newNamespace();
      await contract.api.create(
        pathOf(namespace, 'analysistemplates'),
        jobTemplate(options),
      );
      rollout = await ContractRollout.release(contract.api, namespace, {
        blueGreen: {
          autoPromotionEnabled: when === 'post',
          [`${when}PromotionAnalysis`]: {
            templates: [{ templateName: 'check' }],
          },
        },
      });
      recorder = await RolloutRecorder.start(contract.api, namespace);
      return rollout.setVersion(2);
    }

    /** Until the run of revision 2 is so. */
    function untilRun(
      when: 'pre' | 'post',
      hash: string,
      holds: (run: AnalysisRunView) => boolean,
    ): Promise<AnalysisRunView> {
      return untilObject(contract.api, {
        collection: pathOf(rollout.namespace, 'analysisruns'),
        name: `web-${hash}-2-${when}`,
        schema: analysisRunSchema,
        holds,
      });
    }

    async function untilVerifying(before: RolloutView): Promise<RolloutView> {
      const verifying = await rollout.until(
        ({ status }) =>
          status.message === 'waiting for analysis to complete' &&
          status.currentPodHash !== before.status.currentPodHash,
      );
      await untilRun('post', verifying.status.currentPodHash, isRunning);
      return verifying;
    }

    it('before promotion comes before the pause [g5]', async () => {
      const before = await update('pre', { endless: false });
      await rollout.untilPaused(before);

      const steps = await recorder.stop();
      expect(steps).toEqual(
        dueSteps(steps, [
          ...LIVE,
          PENDING,
          'Paused "BlueGreenPause" current=H2 stable=H1 active=H1 preview=H2 pause=BlueGreenPause controllerPause',
        ]),
      );
    });

    it('before promotion is no pause while it runs [g5]', async () => {
      const before = await update('pre', { endless: true });
      const { status } = await rollout.until(
        ({ status: { message, currentPodHash } }) =>
          message === 'active service cutover pending' &&
          currentPodHash !== before.status.currentPodHash,
      );
      await untilRun('pre', status.currentPodHash, isRunning);

      expect(await rollout.read()).toMatchObject({
        status: {
          phase: 'Progressing',
          message: 'active service cutover pending',
          pauseConditions: [],
        },
      });
    });

    it('after promotion looks at what is live, and an abort takes it back [g1] [g2]', async () => {
      const before = await update('post', { endless: true });
      await untilVerifying(before);

      await rollout.patchStatus({ abort: true });
      const { status } = await rollout.untilPhase('Degraded');

      expect(status.blueGreen.activeSelector).toBe(status.stableRS);
      const steps = await recorder.stop();
      expect(steps).toEqual(
        dueSteps(steps, [
          ...LIVE,
          optional(PENDING),
          'web-active := H2',
          'Progressing "waiting for analysis to complete" current=H2 stable=H1 active=H2 preview=H2',
          'Progressing "waiting for analysis to complete" current=H2 stable=H1 active=H2 preview=H2 abort',
          'web-active := H1',
          'Degraded "RolloutAborted: Rollout aborted update to revision 2" current=H2 stable=H1 active=H1 preview=H2 abort',
        ]),
      );
    });

    it(`after promotion is ended by a full one, as ${ENDED[version][0]} [g3] [g4]`, async () => {
      const before = await update('post', { endless: true });
      await untilVerifying(before);

      await rollout.patchStatus({ promoteFull: true });
      const { status } = await rollout.untilPhase('Healthy', before);
      const run = await untilRun(
        'post',
        status.currentPodHash,
        ({ spec, status: { phase } }) => spec.terminate && phase !== 'Running',
      );

      expect(status.stableRS).toBe(status.currentPodHash);
      const [phase, message] = ENDED[version];
      expect(run.status.phase).toBe(phase);
      expect(run.status.message).toMatch(message);
    });

    it('after promotion ends with its success [g1]', async () => {
      const before = await update('post', { endless: false });
      await rollout.untilPhase('Healthy', before);

      const steps = await recorder.stop();
      expect(steps).toEqual(
        dueSteps(steps, [
          ...LIVE,
          optional(PENDING),
          'web-active := H2',
          'Progressing "waiting for analysis to complete" current=H2 stable=H1 active=H2 preview=H2',
          'Healthy "" current=H2 stable=H2 active=H2 preview=H2',
        ]),
      );
    });
  });
});

function isRunning({ status }: AnalysisRunView): boolean {
  return status.phase === 'Running';
}

function pathOf(namespace: string, plural: string): string {
  return `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/${plural}`;
}

/** One Job; its pod is complete as soon as it is ready, if it ever is. */
function jobTemplate({ endless }: { endless: boolean }): object {
  const labels = endless ? { 'lab/never-ready': '' } : {};
  const image = 'registry.example/shop/check:v1';
  const template = {
    metadata: { labels },
    spec: { restartPolicy: 'Never', containers: [{ name: 'check', image }] },
  };
  const job = { spec: { backoffLimit: 0, template } };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: { name: 'check' },
    spec: { metrics: [{ name: 'job', provider: { job } }] },
  };
}
