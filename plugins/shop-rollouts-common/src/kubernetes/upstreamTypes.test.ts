import type { IApplication } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application';
import type { IRollout } from '@kubernetes-models/argo-rollouts/argoproj.io/v1alpha1/Rollout';
import type { IReplicaSet } from 'kubernetes-models/apps/v1/ReplicaSet';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IService } from 'kubernetes-models/v1/Service';
import type { ApplicationObject } from '../argocd';
import type { PodObject } from './pod';
import type { ReplicaSetObject } from './replicaSet';
import type { RolloutObject } from './rollout';
import type { ServiceObject } from './service';

/** The fields of `TRead`, at any depth, that `TUpstream` does not have. */
type UnknownField<TRead, TUpstream> = TRead extends readonly (infer R)[]
  ? TUpstream extends readonly (infer U)[]
    ? UnknownField<R, U>
    : 'not a list'
  : string extends keyof TRead
  ? never // Labels and the like: any key may be there.
  : TRead extends object
  ? {
      [key in keyof TRead & string]: key extends keyof TUpstream
        ? UnknownField<NonNullable<TRead[key]>, NonNullable<TUpstream[key]>>
        : key;
    }[keyof TRead & string]
  : never;

describe('what the portal reads of objects', () => {
  it('has the names that upstream gives it', () => {
    const unknownFields: Array<
      | UnknownField<ApplicationObject, IApplication>
      | UnknownField<PodObject, IPod>
      | UnknownField<ReplicaSetObject, IReplicaSet>
      | UnknownField<RolloutObject, IRollout>
      | UnknownField<ServiceObject, IService>
    > = [];
    // The compiler refuses this line as soon as a field is unknown.
    const none: never[] = unknownFields;
    expect(none).toEqual([]);
  });
});
