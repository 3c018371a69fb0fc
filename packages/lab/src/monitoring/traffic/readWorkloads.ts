import { KubernetesObject, ResourceReader } from '../../kubernetes';
import { Stack, Workload } from './Workload';

const SERVICE_LABEL = 'app.kubernetes.io/name';

interface PodObject extends KubernetesObject {
  spec: {
    containers: Array<{
      image: string;
      resources?: { requests?: { cpu?: string } };
    }>;
  };
  status?: { conditions?: Array<{ type: string; status: string }> };
}

interface ServiceObject extends KubernetesObject {
  spec?: { selector?: Record<string, string> };
}

interface RolloutObject extends KubernetesObject {
  spec?: { strategy?: { blueGreen?: { previewService?: string } } };
}

interface AutoscalerObject extends KubernetesObject {
  spec?: {
    minReplicas?: number;
    maxReplicas?: number;
    scaleTargetRef?: { name: string };
  };
  status?: { currentReplicas?: number; desiredReplicas?: number };
}

/** Finds out what answers requests in a cluster, as its Services lead. */
export function readWorkloads(store: ResourceReader): Workload[] {
  const list = <T extends KubernetesObject>(group: string, plural: string) =>
    store.list({ group, plural }) as T[];
  const previews = list<RolloutObject>('argoproj.io', 'rollouts').map(
    ({ metadata, spec }) =>
      `${metadata.namespace}/${spec?.strategy?.blueGreen?.previewService}`,
  );
  const isPreview = ({ metadata }: KubernetesObject) =>
    previews.includes(`${metadata.namespace}/${metadata.name}`);
  const waiting = new Set(list<PodObject>('', 'pods').filter(isReady));
  const found = new Map<string, Workload>();

  // What the active Service leads to is live, even where the preview leads
  // there as well.
  const services = list<ServiceObject>('', 'services').sort(
    (a, b) => Number(isPreview(a)) - Number(isPreview(b)),
  );
  for (const service of services) {
    const workload = workloadOf(found, service);
    if (workload) {
      workload.reachable = true;
      for (const pod of waiting) {
        if (leadsTo(service, pod)) {
          addPod(workload, isPreview(service) ? 'preview' : 'live', pod);
          waiting.delete(pod);
        }
      }
    }
  }
  for (const pod of waiting) {
    const workload = workloadOf(found, pod);
    if (workload && !workload.reachable) {
      addPod(workload, 'live', pod);
    }
  }
  const autoscalers = list<AutoscalerObject>(
    'autoscaling',
    'horizontalpodautoscalers',
  );
  for (const { metadata, spec, status } of autoscalers) {
    const target = `${metadata.namespace}/${spec?.scaleTargetRef?.name}`;
    const workload = found.get(target);
    if (workload) {
      workload.autoscaler = {
        name: metadata.name,
        min: spec?.minReplicas ?? 1,
        max: spec?.maxReplicas ?? 1,
        current: status?.currentReplicas ?? 0,
        desired: status?.desiredReplicas ?? 0,
      };
    }
  }
  return [...found.values()];
}

function workloadOf(
  found: Map<string, Workload>,
  { metadata: { namespace = '', labels = {} } }: KubernetesObject,
): Workload | undefined {
  const service = labels[SERVICE_LABEL];
  const key = `${namespace}/${service}`;
  if (service && !found.has(key)) {
    const environment = labels.environment ?? '';
    const reachable = false;
    found.set(key, { namespace, service, environment, reachable, stacks: [] });
  }
  return found.get(key);
}

function isReady({ metadata, status }: PodObject): boolean {
  const isTrue = status?.conditions?.some(
    condition => condition.type === 'Ready' && condition.status === 'True',
  );
  return isTrue === true && metadata.deletionTimestamp === undefined;
}

function leadsTo({ metadata, spec }: ServiceObject, pod: PodObject): boolean {
  const wanted = Object.entries(spec?.selector ?? {});
  return (
    wanted.length > 0 &&
    metadata.namespace === pod.metadata.namespace &&
    wanted.every(([name, value]) => pod.metadata.labels?.[name] === value)
  );
}

function addPod(workload: Workload, role: Stack['role'], pod: PodObject): void {
  const [{ image, resources }] = pod.spec.containers;
  const version = /:([^/:]+)$/.exec(image)?.[1] ?? 'latest';
  const cpu = resources?.requests?.cpu ?? '0';
  const cpuRequest = parseFloat(cpu) / (cpu.endsWith('m') ? 1000 : 1);
  let stack = workload.stacks.find(
    each => each.version === version && each.role === role,
  );
  if (!stack) {
    stack = { version, role, pods: [] };
    workload.stacks.push(stack);
  }
  stack.pods.push({ name: pod.metadata.name, cpuRequest });
}
