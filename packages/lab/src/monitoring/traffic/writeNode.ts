import { Segment } from './Series';
import { SegmentValue, SeriesWriter } from './SeriesWriter';

const NODE = 'lab-node';
const CORES = 4;
const GIB = 1024 ** 3;
const NETWORK_BYTES = 300_000;

/** What the node exporter says of the one node that a cluster has. */
export function writeNode(
  writer: SeriesWriter,
  used: NonNullable<Segment['terms']>,
): void {
  const labels = { instance: NODE, job: 'node-exporter' };
  const busy = [{ wave: writer.wave('node'), weight: 0.35 }, ...used];
  const perCore = (sign: number) =>
    busy.map(({ wave, weight }) => ({ wave, weight: (sign * weight) / CORES }));
  for (let core = 0; core < CORES; core++) {
    const cpu = { ...labels, cpu: String(core) };
    const name = 'node_cpu_seconds_total';
    const idle = { constant: 1, terms: perCore(-1) };
    writer.write('counter', name, { ...cpu, mode: 'idle' }, idle);
    const user = { terms: perCore(1) };
    writer.write('counter', name, { ...cpu, mode: 'user' }, user);
  }
  const received = 'node_network_receive_bytes_total';
  writer.write(
    'counter',
    received,
    { ...labels, device: 'eth0' },
    {
      terms: [{ wave: writer.wave('network'), weight: NETWORK_BYTES }],
    },
  );
  const disk = { ...labels, fstype: 'xfs', mountpoint: '/' };
  writer.write('gauge', 'node_filesystem_size_bytes', disk, 80 * GIB);
  writer.write('gauge', 'node_filesystem_avail_bytes', disk, 47 * GIB);
  const gauges: Record<string, SegmentValue | number> = {
    up: 1,
    node_load1: { terms: busy },
    node_memory_MemTotal_bytes: 8 * GIB,
    node_memory_MemAvailable_bytes: {
      constant: 8 * GIB,
      terms: [{ wave: writer.wave('memory'), weight: -3 * GIB }],
    },
  };
  for (const [name, value] of Object.entries(gauges)) {
    writer.write('gauge', name, labels, value);
  }
}
