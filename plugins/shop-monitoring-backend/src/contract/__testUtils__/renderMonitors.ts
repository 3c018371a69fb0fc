import { readdirSync, readFileSync } from 'fs';
import { join, relative } from 'path';
import { startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import scaffolder from '@backstage/plugin-scaffolder-backend';
import request from 'supertest';
import { parse } from 'yaml';
import { z } from 'zod';

const TEMPLATE = join(__dirname, '../../../../../templates/shop-service');

/** What is rendered of it; the rest has nothing to do with monitoring. */
const READ = /^skeleton\/(source\/catalog-info\.yaml|monitors\/.+)$/;

const stepSchema = z.object({
  id: z.string(),
  action: z.string(),
  input: z.object({
    url: z.string(),
    values: z.record(z.string(), z.unknown()),
  }),
});

const templateSchema = z.looseObject({
  spec: z.looseObject({ steps: z.array(z.looseObject({ id: z.string() })) }),
});

const groupSchema = z.looseObject({
  name: z.string(),
  rules: z.array(z.looseObject({ alert: z.string(), expr: z.string() })),
});

const probeSchema = z.object({
  jobName: z.string(),
  module: z.string(),
  targets: z.object({
    staticConfig: z.object({
      static: z.array(z.string()),
      labels: z.record(z.string(), z.string()),
    }),
  }),
});

/** What a new service gets to be watched by. */
export interface GeneratedMonitors {
  entity: Entity;
  /** Of the PrometheusRule. */
  groups: Array<z.output<typeof groupSchema>>;
  /** The specification of the Probe. */
  probe: z.output<typeof probeSchema>;
}

/** What the checks of the template would find out, and a person fill in. */
const VALUES = {
  name: 'reviews',
  description: 'Reviews of products',
  owner: 'group:default/shop-team',
  team: 'shop-team',
  system: 'ecommerce',
  environments: [
    {
      environment: 'prod',
      production: true,
      cluster: 'shop-prod',
      namespace: 'ecommerce',
    },
  ],
  language: 'node',
  port: 3000,
  delivery: 'blueGreen',
  database: false,
  autoscaling: true,
  minimumPods: 1,
  maximumPods: 2,
  monitors: true,
  image: 'registry.shop.example/shop/reviews',
  organisation: 'shop',
  sourceUrl: 'https://github.shop.example/shop/reviews',
  deploymentRepository: 'deploy',
  deploymentUrl: 'https://github.shop.example/shop/deploy',
  infrastructureRepository: 'infra',
  task: 'contract',
  template: 'template:default/shop-service',
  templateVersion: '1.0.0',
};

const OVERLAY_VALUES = { ...VALUES, ...VALUES.environments[0] };

/**
 * Renders the monitors and the catalog entity of a new service, with the steps
 * of the template itself.
 */
export async function renderMonitors(): Promise<GeneratedMonitors> {
  const files = await render([
    { id: 'source', values: VALUES },
    { id: 'monitors', values: OVERLAY_VALUES },
  ]);
  const read = (path: string): any => parse(files.get(path) ?? '');
  return {
    entity: read('source/catalog-info.yaml'),
    groups: z
      .array(groupSchema)
      .parse(read('monitors/alerts.yaml').spec.groups),
    probe: probeSchema.parse(read('monitors/probe.yaml').spec),
  };
}

async function render(
  wanted: Array<{ id: string; values: Record<string, unknown> }>,
): Promise<Map<string, string>> {
  const template = templateSchema.parse(
    parse(readFileSync(join(TEMPLATE, 'template.yaml'), 'utf8'), {
      merge: true,
    }),
  );
  const steps = wanted.map(({ id, values }) => {
    const step = stepSchema.parse(
      template.spec.steps.find(each => each.id === id),
    );
    return {
      id,
      name: id,
      action: step.action,
      input: {
        url: step.input.url,
        targetPath: id,
        values: pick(values, Object.keys(step.input.values)),
      },
    };
  });
  const backend = await startTestBackend({ features: [scaffolder] });
  try {
    const { status, body } = await request(backend.server)
      .post('/api/scaffolder/v2/dry-run')
      .send({
        template: {
          ...template,
          // What the form and the checks of the template give is in the steps.
          spec: { ...template.spec, parameters: [], steps, output: {} },
        },
        values: {},
        directoryContents: listFiles(TEMPLATE, READ),
      });
    if (status !== 200) {
      throw new Error(JSON.stringify(body));
    }
    const contents = body.directoryContents as Array<{
      path: string;
      base64Content: string;
    }>;
    return new Map(
      contents.map(({ path, base64Content }) => [
        path,
        Buffer.from(base64Content, 'base64').toString('utf8'),
      ]),
    );
  } finally {
    await backend.stop();
  }
}

/** A value that the template hands over and that is not known here is missed. */
function pick(values: Record<string, unknown>, names: string[]) {
  return Object.fromEntries(
    names.map(name => {
      if (!Object.hasOwn(values, name)) {
        throw new Error(`The template wants a value ${name}`);
      }
      return [name, values[name]];
    }),
  );
}

function listFiles(root: string, wanted: RegExp) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .filter(path => wanted.test(relative(root, path)))
    .map(path => ({
      path: relative(root, path),
      base64Content: readFileSync(path).toString('base64'),
    }));
}
