import { apply as applyMergePatch } from 'json-merge-patch';
import { z } from 'zod';
import { KubernetesObject } from '../../kubernetes/ResourceStore';
import { Application } from '../Application';
import { ComparedResource } from '../compare/compareApplication';
import { threeWayPatch } from '../compare/threeWayMerge';
import { ApplicationController } from '../controller/ApplicationController';
import { Manifest, manifestSchema } from '../manifests/Manifest';

const filterSchema = z.object({
  group: z.string().optional(),
  kind: z.string().optional(),
  namespace: z.string().optional(),
  name: z.string().optional(),
});

const MASK = '++++++++';

/** What Git wants of each resource and what is live, as texts of JSON. */
export async function managedResources(
  controller: ApplicationController,
  application: Application,
  query: unknown,
) {
  const filter = filterSchema.parse(query);
  const revision = application.status?.sync?.revision;
  if (!revision) {
    return [];
  }
  const { comparison } = await controller.load(application, revision);
  return comparison.resources
    .filter(
      ({ status }) =>
        (filter.group === undefined || (status.group ?? '') === filter.group) &&
        (filter.kind === undefined || status.kind === filter.kind) &&
        (filter.namespace === undefined ||
          status.namespace === filter.namespace) &&
        (filter.name === undefined || status.name === filter.name),
    )
    .map(toItem);
}

function toItem({ status, desired, live }: ComparedResource) {
  const { group, kind, namespace, name } = status;
  const predicted = desired && live ? afterSync(desired, live) : desired;
  return {
    group,
    kind,
    namespace,
    name,
    targetState: toText(desired),
    liveState: toText(live),
    normalizedLiveState: toText(live),
    predictedLiveState: toText(predicted),
    resourceVersion: live?.metadata.resourceVersion,
    modified: status.status === 'OutOfSync',
  };
}

function afterSync(
  desired: Manifest,
  live: KubernetesObject,
): Manifest | KubernetesObject {
  const patch = threeWayPatch(desired, live);
  return patch
    ? manifestSchema.parse(applyMergePatch(structuredClone(live), patch))
    : live;
}

function toText(object: Manifest | KubernetesObject | undefined): string {
  return JSON.stringify(object ? masked(object) : null);
}

function masked(object: Manifest | KubernetesObject): object {
  if (object.kind !== 'Secret') {
    return object;
  }
  const { data, stringData, metadata, ...rest } = object;
  const { annotations: _mayRepeatThem, ...visible } = metadata;
  const keys = Object.keys({ ...toObject(data), ...toObject(stringData) });
  return {
    ...rest,
    metadata: visible,
    data: Object.fromEntries(keys.map(key => [key, MASK])),
  };
}

function toObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
