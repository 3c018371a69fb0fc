import { z } from 'zod';
import { KubernetesObject, ResourceStore } from '../../kubernetes';
import { Stack, Workload } from './Workload';

const podSchema = z.looseObject({
  spec: z.looseObject({
    containers: z.array(
      z.looseObject({
        image: z.string(),
        resources: z
          .looseObject({
            requests: z
              .looseObject({ cpu: z.coerce.string().optional() })
              .optional(),
          })
          .optional(),
      }),
    ),
  }),
  status: z.looseObject({
    conditions: z
      .array(z.looseObject({ type: z.string(), status: z.string() }))
      .optional(),
  }),
});

const serviceSchema = z.looseObject({
  selector: z.record(z.string(), z.string()),
});

const rolloutSchema = z.looseObject({
  strategy: z.looseObject({
    blueGreen: z.looseObject({ previewService: z.string() }),
  }),
});

const autoscalerSchema = z.looseObject({
  spec: z.looseObject({
    minReplicas: z.number().default(1),
    maxReplicas: z.number(),
    scaleTargetRef: z.looseObject({ name: z.string() }),
  }),
  status: z
    .looseObject({
      currentReplicas: z.number().default(0),
      desiredReplicas: z.number().default(0),
    })
    .prefault({}),
});

const SERVICE_LABEL = 'app.kubernetes.io/name';

/** Finds out what answers requests in a cluster, as its Services lead. */
export function readWorkloads(store: ResourceStore): Workload[] {
  const pods = store
    .list({ group: '', plural: 'pods' })
    .filter(({ metadata }) => metadata.labels?.[SERVICE_LABEL]);
  const services = store.list({ group: '', plural: 'services' });
  const previews = new Set(
    store.list({ group: 'argoproj.io', plural: 'rollouts' }).map(rollout => {
      const { data } = rolloutSchema.safeParse(rollout.spec);
      return `${rollout.metadata.namespace}/${data?.strategy.blueGreen.previewService}`;
    }),
  );
  const selectedBy = (service: KubernetesObject) => {
    const { data } = serviceSchema.safeParse(service.spec);
    const wanted = Object.entries(data?.selector ?? {});
    return pods.filter(
      ({ metadata: { namespace, labels = {} } }) =>
        wanted.length > 0 &&
        namespace === service.metadata.namespace &&
        wanted.every(([name, value]) => labels[name] === value),
    );
  };

  const found = new Map<string, Workload>();
  const workloadOf = ({ metadata }: KubernetesObject): Workload | undefined => {
    const { namespace = '', labels = {} } = metadata;
    const service = labels[SERVICE_LABEL];
    const key = `${namespace}/${service}`;
    if (service && !found.has(key)) {
      found.set(key, {
        namespace,
        service,
        environment: labels.environment ?? '',
        reachable: false,
        stacks: [],
      });
    }
    return found.get(key);
  };

  const taken = new Set<string>();
  const add = (
    workload: Workload,
    role: Stack['role'],
    pod: KubernetesObject,
  ) => {
    const { uid, name } = pod.metadata;
    const details = readyPod(pod);
    if (!details || taken.has(uid)) {
      return;
    }
    taken.add(uid);
    const { version, cpuRequest } = details;
    let stack = workload.stacks.find(
      each => each.version === version && each.role === role,
    );
    if (!stack) {
      stack = { version, role, pods: [] };
      workload.stacks.push(stack);
    }
    stack.pods.push({ name, cpuRequest });
  };

  const isPreview = ({ metadata: { namespace, name } }: KubernetesObject) =>
    previews.has(`${namespace}/${name}`);
  // What the active Service leads to is live, even where the preview leads
  // there as well.
  const ordered = [
    ...services.filter(each => !isPreview(each)),
    ...services.filter(isPreview),
  ];
  for (const service of ordered) {
    const workload = workloadOf(service);
    if (workload) {
      workload.reachable = true;
      const role = isPreview(service) ? 'preview' : 'live';
      selectedBy(service).forEach(pod => add(workload, role, pod));
    }
  }
  for (const pod of pods) {
    const workload = workloadOf(pod);
    if (workload && !workload.reachable) {
      add(workload, 'live', pod);
    }
  }
  addAutoscalers(store, found);
  return [...found.values()];
}

function readyPod(pod: KubernetesObject) {
  const { data } = podSchema.safeParse(pod);
  const ready = data?.status.conditions?.some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );
  const container = data?.spec.containers[0];
  return ready && container && !pod.metadata.deletionTimestamp
    ? {
        version: container.image.split(':')[1] ?? 'latest',
        cpuRequest: cores(container.resources?.requests?.cpu ?? '0'),
      }
    : undefined;
}

function cores(quantity: string): number {
  return quantity.endsWith('m') ? parseFloat(quantity) / 1000 : +quantity;
}

function addAutoscalers(store: ResourceStore, found: Map<string, Workload>) {
  for (const object of store.list({
    group: 'autoscaling',
    plural: 'horizontalpodautoscalers',
  })) {
    const { data } = autoscalerSchema.safeParse(object);
    const { namespace, name } = object.metadata;
    const workload =
      data && found.get(`${namespace}/${data.spec.scaleTargetRef.name}`);
    if (workload) {
      workload.autoscaler = {
        name,
        min: data.spec.minReplicas,
        max: data.spec.maxReplicas,
        current: data.status.currentReplicas,
        desired: data.status.desiredReplicas,
      };
    }
  }
}
