import type {
  IComGithubArgoprojArgoCdV3PkgApisApplicationV1alpha1Application as ApplicationResource,
  IComGithubArgoprojArgoCdV3PkgApisApplicationV1alpha1ApplicationSource as ApplicationSource,
  IComGithubArgoprojArgoCdV3PkgApisApplicationV1alpha1ApplicationStatus as ApplicationStatus,
  IComGithubArgoprojArgoCdV3PkgApisApplicationV1alpha1Operation as Operation,
  IComGithubArgoprojArgoCdV3PkgApisApplicationV1alpha1OperationState as OperationState,
  IComGithubArgoprojArgoCdV3PkgApisApplicationV1alpha1ResourceResult as ResourceResult,
  IComGithubArgoprojArgoCdV3PkgApisApplicationV1alpha1ResourceStatus as ResourceStatus,
} from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1';
import { ObjectMetadata } from '../kubernetes/ResourceStore';

export type {
  ApplicationSource,
  ApplicationStatus,
  Operation,
  OperationState,
  ResourceResult,
  ResourceStatus,
};

/** An Argo CD Application as its custom resource. */
export type Application = Omit<ApplicationResource, 'metadata'> & {
  metadata: ObjectMetadata;
};

/** The namespace of Argo CD itself, where all Applications are. */
export const ARGOCD_NAMESPACE = 'argocd';

export const RESOURCES_FINALIZER = 'resources-finalizer.argocd.argoproj.io';

/** What the template of an ApplicationSet decides about an Application. */
export interface ApplicationDraft {
  name: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  spec: Application['spec'];
}

export function sourceOf(application: Application): ApplicationSource {
  const { source } = application.spec;
  if (!source) {
    throw new Error('spec.source is required');
  }
  return source;
}

/** Times in Argo CD have whole seconds. */
export function timestamp(date: Date = new Date()): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
