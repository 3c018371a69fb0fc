import { Router } from 'express';
import { RequestCounter } from '../../http/requestCounter';
import { createGrafanaRouter } from '../grafana/createGrafanaRouter';
import { Dashboards } from '../grafana/Dashboards';
import { startUpstream } from '../startUpstream';
import { UpstreamFaults } from '../UpstreamFaults';
import { RemotePrometheus } from './RemotePrometheus';
import { DASHBOARDS, TOKEN } from './startTestMonitoring';

/** Starts the lab's Grafana with another Prometheus behind it. */
export async function startTestGrafana(
  prometheusUrl: string,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = await startUpstream({
    name: 'grafana',
    port: 0,
    counter: new RequestCounter(),
    faults: new UpstreamFaults(),
    onError: error => {
      throw error;
    },
    router: createGrafanaRouter({
      dashboards: await Dashboards.read(DASHBOARDS),
      engine: new RemotePrometheus(prometheusUrl),
      prometheus: passOn(prometheusUrl),
      token: TOKEN,
      portalUrl: 'http://localhost:7007',
      now: () => Date.now() / 1000,
    }),
  });
  return {
    url: `http://localhost:${server.port}`,
    close: () => server.close(),
  };
}

function passOn(prometheusUrl: string): Router {
  const router = Router();
  router.get('*', (request, response, next) => {
    fetch(`${prometheusUrl}${request.url}`)
      .then(async answer => {
        response
          .status(answer.status)
          .type('json')
          .send(await answer.text());
      })
      .catch(next);
  });
  return router;
}
