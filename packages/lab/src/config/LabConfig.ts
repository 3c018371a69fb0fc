import { z } from 'zod';

const port = z.number().int().min(1).max(65535);
const secret = z.string().min(16);

/**
 * What `npm start` decides once and keeps in `.portal/lab.json`: ports, and
 * secrets that are freshly random on every machine. The lab reads it; the
 * portal reads `.portal/app-config.lab.yaml`, which is made from the same
 * values.
 */
export const labConfigSchema = z.object({
  portal: z.object({ url: z.string().url() }),
  identity: z.object({
    port,
    clientId: z.string(),
    clientSecret: secret,
  }),
  kubernetes: z.object({
    clusters: z.record(z.string(), z.object({ port })),
    tokens: z.object({
      reader: secret,
      promoter: secret,
      changer: secret,
      admin: secret,
    }),
  }),
  github: z.object({
    port,
    organization: z.string(),
    tokens: z.object({ portal: secret, actions: secret }),
  }),
  argocd: z.object({
    port,
    tokens: z.object({ portal: secret, reader: secret }),
  }),
  monitoring: z.object({
    prometheus: z.object({ port }),
    alertmanager: z.object({ port }),
    grafana: z.object({ port, token: secret }),
    datadog: z.object({ port, apiKey: secret, applicationKey: secret }),
  }),
  /** Slack's Web API with a page that shows what arrived, and a mail server. */
  notices: z.object({
    port,
    slackToken: secret,
    mail: z.object({ port, user: z.string(), password: secret }),
  }),
  /** Where there is one, it takes the place of the lab's clusters and Argo CD. */
  realControlPlane: z.object({ applicationSetPort: port }).optional(),
  control: z.object({ port, token: secret }),
  timings: z.object({
    /** From a pod's creation until it is ready. */
    podReadyMillis: z.number().int().min(0),
    /** From a push until its workflow has published an image. */
    workflowMillis: z.number().int().min(0),
  }),
});

export type LabConfig = z.infer<typeof labConfigSchema>;
