import {
  RolloutObject,
  RolloutTarget,
  seenState,
  SeenState,
} from '@shop-portal/plugin-shop-rollouts-common';
import { z } from 'zod';
import {
  BlueGreenOptions,
  blueGreenRollout,
  blueGreenServices,
  podTemplate,
} from '../../__testUtils__/manifests';
import { AdminApi } from './AdminApi';
import { RolloutFeed } from './RolloutFeed';

const HASH_LABEL = 'rollouts-pod-template-hash';

const TOUCH_AFTER_MILLIS = 5_000;
const MAX_TOUCHES = 4;

const serviceSchema = z.object({
  spec: z.object({ selector: z.record(z.string(), z.string()) }),
});

/** A blue-green Rollout that the tests bring from release to release. */
export class StagedRollout {
  /** Creates it and waits until its first release is live. */
  static async release(
    api: AdminApi,
    feed: RolloutFeed,
    options: Omit<BlueGreenOptions, 'tag' | 'claim'>,
  ): Promise<StagedRollout> {
    const { name, namespace } = options;
    const staged = new StagedRollout(api, feed, name, namespace);
    for (const service of blueGreenServices(name, namespace)) {
      await api.create(service);
    }
    await api.create(
      blueGreenRollout({
        ...options,
        tag: '826a72c4',
        claim: staged.entityRef,
      }),
    );
    await staged.untilHandled(({ status }) => status?.phase === 'Healthy');
    return staged;
  }

  private constructor(
    private readonly api: AdminApi,
    private readonly feed: RolloutFeed,
    readonly name: string,
    readonly namespace: string,
  ) {}

  /** The entity that may drive it. */
  get entityRef(): string {
    return `component:default/${this.name}`;
  }

  get nudges(): number {
    return this.feed.nudgesOf(this.name);
  }

  until(
    holds: (rollout: RolloutObject) => boolean,
    limitMillis?: number,
  ): Promise<RolloutObject> {
    return this.feed.until(this.name, holds, limitMillis);
  }

  async setTag(tag: string): Promise<void> {
    await this.api.merge({
      ...this.header(),
      spec: { template: podTemplate(this.name, tag) },
    });
  }

  /** Resolves at the moment in which the new release waits for a person. */
  async deploy(tag: string): Promise<RolloutObject> {
    const { generation = 0 } = (await this.until(() => true)).metadata;
    await this.setTag(tag);
    return await this.untilHandled(
      rollout =>
        Number(rollout.status?.observedGeneration) > generation &&
        rollout.status?.phase === 'Paused' &&
        seenState(rollout).pauseConditions.length > 0,
    );
  }

  /** Rollouts 1.9 may forget a change until something touches the Rollout. */
  private async untilHandled(
    holds: (rollout: RolloutObject) => boolean,
  ): Promise<RolloutObject> {
    for (let touches = 0; touches < MAX_TOUCHES; touches++) {
      try {
        return await this.until(holds, TOUCH_AFTER_MILLIS);
      } catch {
        const { metadata, ...header } = this.header();
        const annotations = { touches: `${touches}` };
        await this.api.merge({
          ...header,
          metadata: { ...metadata, annotations },
        });
      }
    }
    return await this.until(holds);
  }

  /** The hash that gets live traffic: what the Service selects. */
  async liveHash(): Promise<string | undefined> {
    const service = await this.api.read({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: `${this.name}-active`, namespace: this.namespace },
    });
    return serviceSchema.parse(service).spec.selector[HASH_LABEL];
  }

  /** What a person who looks at this state sends back. */
  press(rollout: RolloutObject): { target: RolloutTarget; seen: SeenState } {
    const { name, namespace } = this;
    return {
      target: {
        kind: 'rollout',
        cluster: this.api.cluster.name,
        namespace,
        name,
      },
      seen: seenState(rollout),
    };
  }

  private header() {
    const { name, namespace } = this;
    return {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name, namespace },
    };
  }
}
