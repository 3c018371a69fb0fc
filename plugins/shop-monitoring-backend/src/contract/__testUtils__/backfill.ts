import { execFile } from 'child_process';
import { writeFile } from 'fs/promises';
import { join } from 'path';
import { promisify } from 'util';
import { RemotePrometheus } from '@shop-portal/lab/testUtils';
import { contractProgram } from './contractProgram';

const SCRAPE_SECONDS = 5;

/** A span of time in seconds since the epoch, at scrapes of the lab. */
export interface History {
  from: number;
  to: number;
}

interface Sample {
  labels: Record<string, string>;
  time: number;
  value: number;
}

/**
 * Writes every sample that the lab's Prometheus has of a span, and since when
 * alerts are active, as a store of the real one.
 */
export async function backfill(options: {
  labPrometheusUrl: string;
  history: History;
  activeSince: Array<{ labels: Record<string, string>; since: number }>;
  dataDir: string;
}): Promise<void> {
  const { labPrometheusUrl, history, activeSince, dataDir } = options;
  const all = await new RemotePrometheus(labPrometheusUrl).range(
    '{__name__!="ALERTS",__name__!=""}',
    { start: history.from, end: history.to, step: SCRAPE_SECONDS },
  );
  const samples = [
    ...all.flatMap(({ labels, points }) =>
      points.map(([time, value]): Sample => ({ labels, time, value })),
    ),
    // By this series Prometheus remembers over a restart.
    ...activeSince.map(
      ({ labels, since }): Sample => ({
        labels: { ...labels, __name__: 'ALERTS_FOR_STATE' },
        time: history.to,
        value: since,
      }),
    ),
  ];
  const file = join(dataDir, 'history.openmetrics');
  await writeFile(file, toOpenMetrics(samples));
  const { file: promtool, env } = contractProgram('promtool');
  await promisify(execFile)(
    promtool,
    ['tsdb', 'create-blocks-from', 'openmetrics', file, join(dataDir, 'tsdb')],
    { env },
  );
}

function toOpenMetrics(samples: Sample[]): string {
  const byName = new Map<string, string[]>();
  for (const { labels, time, value } of samples) {
    const { __name__: name, ...rest } = labels;
    const pairs = Object.entries(rest).map(
      ([label, text]) => `${label}=${JSON.stringify(text)}`,
    );
    const lines = byName.get(name) ?? [];
    lines.push(`${name}{${pairs.join(',')}} ${value} ${time}`);
    byName.set(name, lines);
  }
  return `${[...byName.values()].flat().join('\n')}\n# EOF\n`;
}
