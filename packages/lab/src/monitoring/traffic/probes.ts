import { z } from 'zod';
import { ResourceReader } from '../../kubernetes';

/** One address that the blackbox exporter asks. */
export interface ProbeTarget {
  job: string;
  namespace: string;
  service: string;
  url: string;
}

const probeSchema = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string(),
    labels: z.record(z.string(), z.string()).default({}),
  }),
  spec: z.looseObject({
    jobName: z.string().optional(),
    targets: z.looseObject({
      staticConfig: z.looseObject({
        static: z.array(z.string()).default([]),
        labels: z.record(z.string(), z.string()).default({}),
      }),
    }),
  }),
});

/** The Probe objects of a cluster; a target belongs to the service it names. */
export function readProbes(store: ResourceReader): ProbeTarget[] {
  return store
    .list({ group: 'monitoring.coreos.com', plural: 'probes' })
    .flatMap(object => {
      const { data } = probeSchema.safeParse(object);
      if (!data) {
        return [];
      }
      const { name, namespace, labels } = data.metadata;
      const { static: urls, labels: added } = data.spec.targets.staticConfig;
      const service = added.service ?? labels['app.kubernetes.io/name'] ?? name;
      const job = data.spec.jobName ?? `probe/${namespace}/${name}`;
      return urls.map(url => ({ job, namespace, service, url }));
    });
}
