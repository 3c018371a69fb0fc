import { z } from 'zod';
import { ResourceReader } from '../../kubernetes';
import { parseDuration } from './promql/durations';

/** One alerting rule of a cluster. */
export interface AlertingRule {
  cluster: string;
  namespace: string;
  /** Path of the file that the operator would have written. */
  file: string;
  group: string;
  name: string;
  query: string;
  /** Seconds for which the query must hold. */
  duration: number;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

const texts = z.record(z.string(), z.string()).default({});

const ruleSchema = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string(),
    uid: z.string(),
  }),
  spec: z.looseObject({
    groups: z.array(
      z.looseObject({
        name: z.string(),
        rules: z.array(
          z.looseObject({
            alert: z.string().optional(),
            expr: z.coerce.string(),
            for: z.string().default('0s'),
            labels: texts,
            annotations: texts,
          }),
        ),
      }),
    ),
  }),
});

/** The alerting rules in the PrometheusRule objects of a cluster. */
export function readAlertingRules(store: ResourceReader): AlertingRule[] {
  return store
    .list({ group: 'monitoring.coreos.com', plural: 'prometheusrules' })
    .flatMap(object => {
      const { data } = ruleSchema.safeParse(object);
      if (!data) {
        return [];
      }
      const { name, namespace, uid } = data.metadata;
      const file = `/etc/prometheus/rules/${store.cluster}/${namespace}-${name}-${uid}.yaml`;
      return data.spec.groups.flatMap(group =>
        group.rules
          .filter(rule => rule.alert !== undefined)
          .map(rule => ({
            cluster: store.cluster,
            namespace,
            file,
            group: group.name,
            name: rule.alert ?? '',
            query: rule.expr.trim(),
            duration: parseDuration(rule.for) ?? 0,
            labels: rule.labels,
            annotations: rule.annotations,
          })),
      );
    });
}
