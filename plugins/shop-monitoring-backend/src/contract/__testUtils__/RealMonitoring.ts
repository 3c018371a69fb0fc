import { mkdir, mkdtemp, rm, writeFile } from 'fs/promises';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { once } from 'events';
import { stringify } from 'yaml';
import { backfill, History } from './backfill';
import { GeneratedMonitors } from './renderMonitors';
import { ServerProcess } from './ServerProcess';

const CLUSTER = 'shop-prod';

export interface RealMonitoringOptions {
  labPrometheusUrl: string;
  history: History;
  activeSince: Array<{ labels: Record<string, string>; since: number }>;
  monitors: GeneratedMonitors;
  /** What the probed service answers. */
  isServiceUp: () => boolean;
}

/**
 * Prometheus, Alertmanager and the blackbox exporter, with the history of the
 * lab, which they go on to scrape. Rules and probes become what the operator
 * of Prometheus makes of their objects.
 */
export class RealMonitoring {
  static async start(options: RealMonitoringOptions): Promise<RealMonitoring> {
    const dataDir = await mkdtemp(join(tmpdir(), 'contract-monitoring-'));
    const monitoring = new RealMonitoring(dataDir);
    try {
      await monitoring.startAll(options);
    } catch (error) {
      await monitoring.close();
      throw error;
    }
    return monitoring;
  }

  private readonly closers: Array<() => Promise<unknown>> = [];
  prometheusUrl = '';
  alertmanagerUrl = '';

  private constructor(private readonly dataDir: string) {}

  async close(): Promise<void> {
    for (const close of this.closers.reverse()) {
      await close();
    }
    await rm(this.dataDir, { recursive: true, force: true });
  }

  private async startAll(options: RealMonitoringOptions): Promise<void> {
    const { monitors, labPrometheusUrl, isServiceUp } = options;
    await backfill({ ...options, dataDir: this.dataDir });
    const alertmanager = await this.startServer('prometheus-alertmanager', [
      `--config.file=${await this.write('alertmanager.yml', {
        route: { receiver: 'owner' },
        receivers: [{ name: 'owner' }],
      })}`,
      `--storage.path=${join(this.dataDir, 'alertmanager')}`,
      '--cluster.listen-address=',
    ]);
    const blackbox = await this.startServer('prometheus-blackbox-exporter', [
      `--config.file=${await this.write('blackbox.yml', {
        modules: {
          [monitors.probe.module]: {
            prober: 'http',
            timeout: '2s',
            // Names of the cluster lead to the test.
            http: {
              proxy_url: await this.serveCluster(isServiceUp),
              skip_resolve_phase_with_proxy: true,
            },
          },
        },
      })}`,
    ]);
    await mkdir(join(this.dataDir, 'rules'));
    await this.write('rules/generated.yml', { groups: monitors.groups });
    const prometheus = await this.startServer('prometheus', [
      `--config.file=${await this.write('prometheus.yml', {
        global: { scrape_interval: '1s', evaluation_interval: '1s' },
        rule_files: ['rules/*.yml'],
        alerting: {
          alertmanagers: [
            { static_configs: [{ targets: [alertmanager.address] }] },
          ],
        },
        scrape_configs: [
          scrapeLab(new URL(labPrometheusUrl).host),
          scrapeProbe(monitors, blackbox.address),
        ],
      })}`,
      `--storage.tsdb.path=${join(this.dataDir, 'tsdb')}`,
      // Also alerts that wait for a short time are remembered.
      '--rules.alert.for-grace-period=0s',
      // It finds its Alertmanager only seconds after the first alerts.
      '--rules.alert.resend-delay=3s',
    ]);
    this.prometheusUrl = prometheus.url;
    this.alertmanagerUrl = alertmanager.url;
  }

  private async startServer(
    name: string,
    args: string[],
  ): Promise<ServerProcess> {
    const server = await ServerProcess.start(name, args);
    this.closers.push(() => server.close());
    return server;
  }

  /** A proxy that answers for every name, as the health check would. */
  private async serveCluster(isUp: () => boolean): Promise<string> {
    const server: Server = createServer((_request, response) => {
      response.writeHead(isUp() ? 200 : 503).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.closers.push(async () => {
      server.close();
      server.closeAllConnections();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  private async write(name: string, content: object): Promise<string> {
    const file = join(this.dataDir, name);
    await writeFile(file, stringify(content));
    return file;
  }
}

/** The lab stands for many targets, each of which has labels of its own. */
function scrapeLab(address: string) {
  const without = (label: string, value: string) => ({
    source_labels: [label],
    regex: value,
    target_label: label,
    replacement: '',
  });
  return {
    job_name: 'lab',
    honor_labels: true,
    static_configs: [{ targets: [address] }],
    metric_relabel_configs: [
      // Those of the blackbox exporter, and of its own rules, are real here.
      {
        source_labels: ['__name__'],
        regex: 'probe_.+|ALERTS',
        action: 'drop',
      },
      without('job', 'lab'),
      without('instance', address),
    ],
  };
}

function scrapeProbe({ probe }: GeneratedMonitors, address: string) {
  const { static: targets, labels } = probe.targets.staticConfig;
  return {
    job_name: probe.jobName,
    metrics_path: '/probe',
    params: { module: [probe.module] },
    static_configs: [{ targets, labels: { ...labels, cluster: CLUSTER } }],
    relabel_configs: [
      { source_labels: ['__address__'], target_label: '__param_target' },
      { source_labels: ['__param_target'], target_label: 'instance' },
      { target_label: '__address__', replacement: address },
    ],
  };
}
