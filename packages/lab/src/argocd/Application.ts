import type {
  IComGithubArgoprojArgoCdV3PkgApisApplicationV1alpha1ApplicationStatus as ApplicationStatus,
  IComGithubArgoprojArgoCdV3PkgApisApplicationV1alpha1Operation as Operation,
} from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1';
import { z } from 'zod';
import { ignoredDifferenceSchema } from './ignoreDifferences';

export type { ApplicationStatus, Operation };

export type OperationState = NonNullable<ApplicationStatus['operationState']>;
export type ResourceStatus = NonNullable<
  ApplicationStatus['resources']
>[number];
export type ResourceResult = NonNullable<
  NonNullable<OperationState['syncResult']>['resources']
>[number];

/** The namespace of Argo CD itself, where all Applications are. */
export const ARGOCD_NAMESPACE = 'argocd';

/** Its one branch; Applications track no other. */
export const TRACKED_REVISION = 'main';

/** The part of a spec that the lab acts on; the rest is kept and shown. */
export const applicationSpecSchema = z.looseObject({
  project: z.string().min(1),
  destination: z.object({ name: z.string(), namespace: z.string().min(1) }),
  source: z.object({
    repoURL: z.string(),
    targetRevision: z.literal(TRACKED_REVISION),
    // It is joined to a folder of this machine.
    path: z.string().regex(/^[\w-]+(\/[\w-]+)*$/),
  }),
  ignoreDifferences: z.array(ignoredDifferenceSchema).optional(),
  syncPolicy: z
    .looseObject({
      automated: z
        .object({
          prune: z.boolean().optional(),
          selfHeal: z.boolean().optional(),
        })
        .optional(),
    })
    .optional(),
});

/** An Application as Argo CD's API has it: without version and kind. */
export interface Application {
  metadata: {
    name: string;
    namespace: string;
    uid: string;
    creationTimestamp: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    finalizers?: string[];
  };
  spec: z.infer<typeof applicationSpecSchema>;
  operation?: Operation;
  status?: ApplicationStatus;
}

/** Times in Argo CD have whole seconds. */
export function timestamp(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
