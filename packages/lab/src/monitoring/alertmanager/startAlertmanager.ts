import { join } from 'node:path';
import { z } from 'zod';
import { JsonFile } from '../../persistence/JsonFile';
import { AlertNews } from '../prometheus/AlertRules';
import { startUpstream, UpstreamOptions } from '../startUpstream';
import { AlertNotifier } from './AlertNotifier';
import { Alerts } from './Alerts';
import { createAlertmanagerRouter } from './createAlertmanagerRouter';
import { Silences, silenceSchema } from './Silences';

export interface Alertmanager {
  port: number;
  /** Takes what Prometheus sends after each evaluation. */
  receive(news: AlertNews): void;
  close(): Promise<void>;
}

/** Starts Alertmanager; its silences survive a restart. */
export async function startAlertmanager(
  options: UpstreamOptions & {
    dataDir: string;
    prometheusUrl: string;
    notifier: AlertNotifier;
    /** Milliseconds since the epoch. */
    now: () => number;
  },
): Promise<Alertmanager> {
  const { dataDir, prometheusUrl, notifier, now, ...upstream } = options;
  const file = JsonFile.create({
    path: join(dataDir, 'monitoring', 'silences.json'),
    schema: z.array(silenceSchema),
    onError: upstream.onError,
  });
  const alerts = new Alerts();
  const silences = Silences.create({
    kept: (await file.read()) ?? [],
    now,
    onChange: () => file.schedule(() => silences.list()),
  });
  const server = await startUpstream({
    ...upstream,
    router: createAlertmanagerRouter({ alerts, silences, prometheusUrl, now }),
  });
  return {
    port: server.port,
    receive: news => {
      const { started, ended } = alerts.receive(news, now() / 1000);
      // A silence keeps quiet about the end as well.
      const loud = (list: typeof started) =>
        list.filter(({ labels }) => silences.covering(labels).length === 0);
      notifier.notify('firing', loud(started));
      notifier.notify('resolved', loud(ended));
    },
    close: async () => {
      await server.close();
      await file.flush();
    },
  };
}
