import { Answers, computeFlows, Flow } from './computeFlows';
import { profileOf } from './serviceProfiles';
import { ProbeTarget } from './probes';
import { Labels, Segment, Series } from './Series';
import { TimelineRecord } from './Timeline';
import { Wave } from './waves';
import { Stack, Workload } from './Workload';

const NODE = 'lab-node';
const NODE_CORES = 4;
const GIB = 1024 ** 3;
const MIB = 1024 ** 2;
const IDLE_CORES = 0.004;
const POD_MEMORY = 60 * MIB;
const DAY_SECONDS = 86_400;
const CERTIFICATE_SECONDS = 60 * DAY_SECONDS;
const BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

type Interval = Pick<Segment, 'from' | 'to'>;

/** Builds the series that scrapes of one cluster would have found. */
export function buildSeries(options: {
  cluster: string;
  records: readonly TimelineRecord[];
  probes: ProbeTarget[];
}): Series[] {
  const { cluster, records, probes } = options;
  const all = new SeriesSet(cluster);
  records.forEach(({ from, workloads }, index) => {
    const interval = { from, to: records[index + 1]?.from ?? Infinity };
    const flows = [...groupByNamespace(workloads).values()].flatMap(
      computeFlows,
    );
    flows.forEach(flow => addRequests(all, flow, interval));
    for (const workload of workloads) {
      addPods(all, workload, flows, interval);
      addAutoscaler(all, workload, interval);
    }
    for (const probe of probes) {
      addProbe(all, probe, flows, interval);
    }
    addNode(all, flows, interval);
  });
  return all.list();
}

function groupByNamespace(workloads: Workload[]): Map<string, Workload[]> {
  const groups = new Map<string, Workload[]>();
  for (const workload of workloads) {
    const group = groups.get(workload.namespace) ?? [];
    groups.set(workload.namespace, [...group, workload]);
  }
  return groups;
}

/** Series by their labels, so that a later interval continues the same one. */
class SeriesSet {
  private readonly byLabels = new Map<string, Series>();
  private readonly waves = new Map<string, Wave>();

  constructor(private readonly cluster: string) {}

  counter(name: string, labels: Labels, segment: Segment): void {
    this.add('counter', name, labels, segment);
  }

  gauge(name: string, labels: Labels, segment: Segment): void {
    this.add('gauge', name, labels, segment);
  }

  /** The same name is the same wave, so that what belongs together moves so. */
  wave(name: string): Wave {
    let wave = this.waves.get(name);
    if (!wave) {
      wave = Wave.create(`${this.cluster}/${name}`);
      this.waves.set(name, wave);
    }
    return wave;
  }

  list(): Series[] {
    return [...this.byLabels.values()];
  }

  private add(
    kind: 'counter' | 'gauge',
    name: string,
    given: Labels,
    segment: Segment,
  ): void {
    const labels = Object.fromEntries(
      Object.entries({ __name__: name, cluster: this.cluster, ...given })
        // An empty label is no label.
        .filter(([, value]) => value !== ''),
    );
    const key = JSON.stringify(labels);
    const series = this.byLabels.get(key) ?? new Series(labels, kind);
    series.add(segment);
    this.byLabels.set(key, series);
  }
}

function labelsOf({ namespace, service, environment }: Workload): Labels {
  return { namespace, service, environment };
}

function answersWave(all: SeriesSet, flow: Flow, answers: Answers): Wave {
  const { namespace, service } = flow.workload;
  const kind = answers.kind === 'fast' ? '' : `/${answers.kind}`;
  return all.wave(`${namespace}/${service}${kind}`);
}

function addRequests(all: SeriesSet, flow: Flow, interval: Interval): void {
  const { version, role: stack } = flow;
  const { route } = profileOf(flow.workload.service);
  const labels = { ...labelsOf(flow.workload), version, stack };
  const terms = (share: (answers: Answers) => number) =>
    flow.answers.map(each => ({
      wave: answersWave(all, flow, each),
      weight: each.perSecond * share(each),
    }));

  for (const code of new Set(flow.answers.map(each => each.code))) {
    all.counter(
      'http_requests_total',
      { ...labels, method: 'GET', route, code },
      {
        ...interval,
        terms: terms(each => Number(each.code === code)),
      },
    );
  }
  const duration = 'http_request_duration_seconds';
  for (const le of BUCKETS) {
    all.counter(
      `${duration}_bucket`,
      { ...labels, le: String(le) },
      { ...interval, terms: terms(each => shareWithin(each, le)) },
    );
  }
  const everything = { ...interval, terms: terms(() => 1) };
  all.counter(`${duration}_bucket`, { ...labels, le: '+Inf' }, everything);
  all.counter(`${duration}_count`, labels, everything);
  all.counter(`${duration}_sum`, labels, {
    ...interval,
    // The mean of the log-logistic distribution below, for shape 3.
    terms: terms(each => each.medianSeconds * 1.21),
  });
}

/** Log-logistic: most answers come near the median, a few much later. */
function shareWithin({ medianSeconds }: Answers, seconds: number): number {
  return 1 / (1 + (medianSeconds / seconds) ** 3);
}

/** Cores that each pod of a flow uses, by wave. */
function cpuTerms(all: SeriesSet, flow: Flow) {
  const { cpuSecondsPerRequest } = profileOf(flow.workload.service);
  return flow.answers.map(each => ({
    wave: answersWave(all, flow, each),
    weight: (each.perSecond * cpuSecondsPerRequest) / flow.pods.length,
  }));
}

function addPods(
  all: SeriesSet,
  workload: Workload,
  flows: Flow[],
  interval: Interval,
): void {
  for (const stack of workload.stacks) {
    const flow = flows.find(
      each =>
        each.workload === workload &&
        each.version === stack.version &&
        each.role === stack.role,
    );
    for (const pod of stack.pods) {
      addPod(all, { workload, stack, pod }, interval, {
        constant: IDLE_CORES,
        terms: flow ? cpuTerms(all, flow) : [],
      });
    }
  }
}

function addPod(
  all: SeriesSet,
  of: {
    workload: Workload;
    stack: Stack;
    pod: Stack['pods'][number];
  },
  interval: Interval,
  cpu: Pick<Segment, 'constant' | 'terms'>,
): void {
  const { workload, stack, pod } = of;
  const labels = { ...labelsOf(workload), pod: pod.name };
  const container = {
    ...labels,
    container: 'app',
    image: `${workload.service}:${stack.version}`,
  };
  all.gauge('up', { ...labels, job: 'pods' }, { ...interval, constant: 1 });
  all.counter('container_cpu_usage_seconds_total', container, {
    ...interval,
    ...cpu,
  });
  all.gauge('container_memory_working_set_bytes', container, {
    ...interval,
    terms: [{ wave: all.wave(`${pod.name}/memory`), weight: POD_MEMORY }],
  });
  all.gauge(
    'kube_pod_container_resource_requests',
    { ...labels, container: 'app', resource: 'cpu', unit: 'core' },
    { ...interval, constant: pod.cpuRequest },
  );
}

function addAutoscaler(
  all: SeriesSet,
  workload: Workload,
  interval: Interval,
): void {
  if (!workload.autoscaler) {
    return;
  }
  const { name, min, max, current, desired } = workload.autoscaler;
  const labels = { ...labelsOf(workload), horizontalpodautoscaler: name };
  const values = {
    spec_min_replicas: min,
    spec_max_replicas: max,
    status_current_replicas: current,
    status_desired_replicas: desired,
  };
  for (const [metric, constant] of Object.entries(values)) {
    all.gauge(`kube_horizontalpodautoscaler_${metric}`, labels, {
      ...interval,
      constant,
    });
  }
}

function addProbe(
  all: SeriesSet,
  probe: ProbeTarget,
  flows: Flow[],
  interval: Interval,
): void {
  const { namespace, service, url, job } = probe;
  const live = flows.find(
    ({ workload, role }) =>
      role === 'live' &&
      workload.namespace === namespace &&
      workload.service === service,
  );
  if (!live) {
    return;
  }
  const isUp = live.pods.length > 0;
  const labels = { ...labelsOf(live.workload), instance: url, job };
  const gauge = (name: string, value: Omit<Segment, 'from' | 'to'>) =>
    all.gauge(`probe_${name}`, labels, { ...interval, ...value });
  gauge('success', { constant: Number(isUp) });
  gauge('http_status_code', { constant: isUp ? 200 : 503 });
  gauge('duration_seconds', {
    terms: [
      {
        wave: all.wave(`${url}/probe`),
        weight: isUp ? 0.02 + profileOf(service).medianSeconds : 0.01,
      },
    ],
  });
  if (url.startsWith('https:')) {
    const periods = Math.ceil(interval.from / CERTIFICATE_SECONDS);
    gauge('ssl_earliest_cert_expiry', {
      constant: periods * CERTIFICATE_SECONDS + 30 * DAY_SECONDS,
    });
  }
}

function addNode(all: SeriesSet, flows: Flow[], interval: Interval): void {
  const labels = { instance: NODE, job: 'node-exporter' };
  const busy = [
    { wave: all.wave('node'), weight: 0.35 },
    ...flows
      .filter(({ pods }) => pods.length > 0)
      .flatMap(flow =>
        cpuTerms(all, flow).map(({ wave, weight }) => ({
          wave,
          weight: weight * flow.pods.length,
        })),
      ),
  ];
  const perCore = (sign: number) =>
    busy.map(({ wave, weight }) => ({
      wave,
      weight: (sign * weight) / NODE_CORES,
    }));
  for (let core = 0; core < NODE_CORES; core++) {
    const cpu = { ...labels, cpu: String(core) };
    const metric = 'node_cpu_seconds_total';
    const user = { ...interval, terms: perCore(1) };
    const idle = { ...interval, constant: 1, terms: perCore(-1) };
    all.counter(metric, { ...cpu, mode: 'user' }, user);
    all.counter(metric, { ...cpu, mode: 'idle' }, idle);
  }
  all.counter(
    'node_network_receive_bytes_total',
    { ...labels, device: 'eth0' },
    {
      ...interval,
      terms: [{ wave: all.wave('node/network'), weight: 300_000 }],
    },
  );
  const gauge = (
    name: string,
    value: Pick<Segment, 'constant' | 'terms'>,
    extra: Labels = {},
  ) => all.gauge(name, { ...labels, ...extra }, { ...interval, ...value });
  const disk = { device: '/dev/nvme0n1p1', fstype: 'xfs', mountpoint: '/' };
  gauge('node_filesystem_size_bytes', { constant: 80 * GIB }, disk);
  gauge('node_filesystem_avail_bytes', { constant: 47 * GIB }, disk);
  gauge('node_memory_MemTotal_bytes', { constant: 8 * GIB });
  gauge('node_memory_MemAvailable_bytes', {
    constant: 8 * GIB,
    terms: [{ wave: all.wave('node/memory'), weight: -3 * GIB }],
  });
  gauge('node_load1', { terms: busy });
  gauge('up', { constant: 1 });
}
