import { Answers, computeFlows, Flow } from './computeFlows';
import { ProbeTarget } from './probes';
import { Labels, Series } from './Series';
import { SeriesWriter } from './SeriesWriter';
import { profileOf } from './serviceProfiles';
import { TimelineRecord } from './Timeline';
import { writeNode } from './writeNode';
import { Workload } from './Workload';

const IDLE_CORES = 0.004;
const POD_MEMORY_BYTES = 60 * 1024 ** 2;
const DAY_SECONDS = 86_400;
const CERTIFICATE_SECONDS = 60 * DAY_SECONDS;
const BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, Infinity];
/** Mean by median of the distribution of latency. */
const MEAN_BY_MEDIAN = 1.21;

/** Builds the series that scrapes of one cluster would have found. */
export function buildSeries(options: {
  cluster: string;
  records: readonly TimelineRecord[];
  probes: ProbeTarget[];
}): Series[] {
  const { cluster, records, probes } = options;
  const writer = new SeriesWriter(cluster);
  records.forEach(({ from, workloads }, index) => {
    writer.start({ from, to: records[index + 1]?.from ?? Infinity });
    const namespaces = [...new Set(workloads.map(each => each.namespace))];
    const flows = namespaces.flatMap(namespace =>
      computeFlows(workloads.filter(each => each.namespace === namespace)),
    );
    flows.forEach(flow => writeRequests(writer, flow));
    workloads.forEach(workload => writePods(writer, workload, flows));
    workloads.forEach(workload => writeAutoscaler(writer, workload));
    probes.forEach(probe => writeProbe(writer, probe, flows, from));
    const cpu = flows.map(flow => cpuTerms(writer, flow, flow.pods.length));
    writeNode(writer, cpu.flat());
  });
  return writer.series();
}

function labelsOf({ namespace, service, environment }: Workload): Labels {
  return { namespace, service, environment };
}

function answerTerms(
  writer: SeriesWriter,
  { workload, answers }: Flow,
  share: (answers: Answers) => number,
) {
  const { namespace, service } = workload;
  return answers.map(each => ({
    wave: writer.wave(`${namespace}/${service}/${each.kind}`),
    weight: each.perSecond * share(each),
  }));
}

function writeRequests(writer: SeriesWriter, flow: Flow): void {
  const { version, role: stack, workload, answers } = flow;
  const labels = { ...labelsOf(workload), version, stack };
  const count = (
    name: string,
    more: Labels,
    share: (answers: Answers) => number,
  ) =>
    writer.write(
      'counter',
      `http_request${name}`,
      { ...labels, ...more },
      {
        terms: answerTerms(writer, flow, share),
      },
    );
  const { route } = profileOf(workload.service);
  for (const code of new Set(answers.map(each => each.code))) {
    count('s_total', { method: 'GET', route, code }, each =>
      Number(each.code === code),
    );
  }
  for (const bound of BUCKETS) {
    const le = bound === Infinity ? '+Inf' : String(bound);
    count('_duration_seconds_bucket', { le }, each => shareWithin(each, bound));
  }
  count('_duration_seconds_count', {}, () => 1);
  count(
    '_duration_seconds_sum',
    {},
    ({ medianSeconds }) => medianSeconds * MEAN_BY_MEDIAN,
  );
}

/** Log-logistic: most answers come near the median, a few much later. */
function shareWithin({ medianSeconds }: Answers, seconds: number): number {
  return 1 / (1 + (medianSeconds / seconds) ** 3);
}

/** Cores that some of the pods of a flow use. */
function cpuTerms(writer: SeriesWriter, flow: Flow, pods: number) {
  const { cpuSecondsPerRequest } = profileOf(flow.workload.service);
  return flow.pods.length === 0
    ? []
    : answerTerms(
        writer,
        flow,
        () => (cpuSecondsPerRequest * pods) / flow.pods.length,
      );
}

function writePods(
  writer: SeriesWriter,
  workload: Workload,
  flows: Flow[],
): void {
  for (const { version, role, pods } of workload.stacks) {
    const flow = flows.find(
      each =>
        each.workload === workload &&
        each.version === version &&
        each.role === role,
    );
    for (const { name: pod, cpuRequest } of pods) {
      const labels = { ...labelsOf(workload), pod };
      const image = `${workload.service}:${version}`;
      const container = { ...labels, container: 'app', image };
      writer.write('gauge', 'up', { ...labels, job: 'pods' }, 1);
      writer.write('counter', 'container_cpu_usage_seconds_total', container, {
        constant: IDLE_CORES,
        terms: flow && cpuTerms(writer, flow, 1),
      });
      writer.write('gauge', 'container_memory_working_set_bytes', container, {
        terms: [{ wave: writer.wave(pod), weight: POD_MEMORY_BYTES }],
      });
      const request = { container: 'app', resource: 'cpu', unit: 'core' };
      writer.write(
        'gauge',
        'kube_pod_container_resource_requests',
        { ...labels, ...request },
        cpuRequest,
      );
    }
  }
}

function writeAutoscaler(writer: SeriesWriter, workload: Workload): void {
  const { name, min, max, current, desired } = workload.autoscaler ?? {};
  if (name === undefined) {
    return;
  }
  const labels = { ...labelsOf(workload), horizontalpodautoscaler: name };
  for (const [metric, value] of Object.entries({
    spec_min_replicas: min,
    spec_max_replicas: max,
    status_current_replicas: current,
    status_desired_replicas: desired,
  })) {
    const series = `kube_horizontalpodautoscaler_${metric}`;
    writer.write('gauge', series, labels, value ?? 0);
  }
}

function writeProbe(
  writer: SeriesWriter,
  { namespace, service, url, job }: ProbeTarget,
  flows: Flow[],
  from: number,
): void {
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
  writer.write('gauge', 'probe_success', labels, Number(isUp));
  writer.write('gauge', 'probe_http_status_code', labels, isUp ? 200 : 503);
  const weight = isUp ? 0.02 + profileOf(service).medianSeconds : 0.01;
  writer.write('gauge', 'probe_duration_seconds', labels, {
    terms: [{ wave: writer.wave(url), weight }],
  });
  if (url.startsWith('https:')) {
    const periods = Math.ceil(from / CERTIFICATE_SECONDS);
    const expiry = periods * CERTIFICATE_SECONDS + 30 * DAY_SECONDS;
    writer.write('gauge', 'probe_ssl_earliest_cert_expiry', labels, expiry);
  }
}
