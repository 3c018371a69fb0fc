import { parser as promqlParser } from '@prometheus-io/lezer-promql';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { readWillWrite } from './__testUtils__/readWillWrite';
import type {
  TemplateName,
  TemplateValues,
} from './__testUtils__/renderTemplate';
import { useTemplates, VALUES } from './__testUtils__/useTemplate';
import { findTextProblems } from './kustomize/findTextProblems';

// Every test renders a whole template, and each of them validates what it
// rendered before it proposes it.
jest.setTimeout(60_000);

const SCALED = { autoscaling: true, minimumPods: 2, maximumPods: 6 };

const OPTIONS: Array<[TemplateName, TemplateValues]> = [
  ['shop-service', {}],
  ['shop-service', { delivery: 'plain', language: 'python' }],
  ['shop-service', { system: 'coffeeshop', database: true }],
  ['shop-service', { ...SCALED, monitors: true }],
  [
    'shop-service',
    { ...SCALED, delivery: 'plain', database: true, monitors: true },
  ],
  ['shop-kustomize-overlay', {}],
  ['shop-kustomize-overlay', { promotion: 'person', database: false }],
  [
    'shop-kustomize-overlay',
    { ...SCALED, ingress: 'traefik', host: 'discounts.shop.example.com' },
  ],
  ['shop-kustomize-overlay', { service: 'advertisements', pods: 3 }],
  [
    'shop-kustomize-overlay',
    {
      ...SCALED,
      service: 'advertisements',
      ingress: 'traefik',
      host: 'ads.shop.example.com',
    },
  ],
  ['shop-terragrunt-environment', {}],
  ['shop-terragrunt-environment', { production: true }],
  [
    'shop-terragrunt-environment',
    {
      account: 'coffee-dev',
      accountId: '666666666666',
      region: 'eu-central-1',
      system: 'coffeeshop',
      instanceType: 'm7i.large',
      databaseClass: 'db.m7g.large',
      cidr: '172.20.16.0/20',
    },
  ],
  ['shop-compose-environment', {}],
  ['shop-compose-environment', { nightly: false, instanceType: 't3.medium' }],
];

describe('templates', () => {
  const templates = useTemplates();

  describe.each(OPTIONS)('%s with %j', (template, values) => {
    let files: Map<string, string>;

    beforeAll(async () => {
      ({ files } = await templates.render(template, values));
    });

    it('leaves no trace of the template', () => {
      expect(
        [...files].flatMap(([path, text]) => findTextProblems(path, text)),
      ).toEqual([]);
      for (const [path, text] of files) {
        expect(`${path}: ${text.slice(-2)}`).toMatch(/: [^\n]\n$/);
      }
    });

    it('writes what its form says', () => {
      const answers = { ...VALUES[template], ...values };
      const environments =
        answers.system === 'coffeeshop' ? ['prod'] : ['dev', 'prod'];
      const planned = readWillWrite(template, answers, environments).flatMap(
        write => write.files.map(file => `${write.repository}/${file.path}`),
      );
      // The root file exists, and so do some account and region files.
      const shared = /\/(root|account|region)\.hcl$/;
      const base = /apps\/(discounts|advertisements)\/base\//;
      const written = [...files.keys()].filter(path => !base.test(path));
      expect(written.filter(path => !shared.test(path)).sort()).toEqual(
        planned.filter(path => !shared.test(path)).sort(),
      );
      expect(planned).toEqual(
        expect.arrayContaining(written.filter(path => shared.test(path))),
      );
    });

    it('has alerts and monitors that parse', () => {
      for (const [path, text] of files) {
        for (const object of parseMonitoring(path, text)) {
          for (const expression of object.expressions) {
            expect(hasPromqlError(expression)).toBe(false);
          }
          for (const monitor of object.monitors) {
            const { query, options, tags } = monitor;
            expect(query.endsWith(`> ${options.thresholds.critical}`)).toBe(
              true,
            );
            expect(query).not.toContain('kube_deployment');
            expect(tags.map(tag => tag.split(':')[0])).toEqual(
              expect.arrayContaining(['team', 'service', 'env', 'managed_by']),
            );
          }
        }
      }
    });
  });

  describe('a second run with the same answers', () => {
    it.each(Object.keys(VALUES) as TemplateName[])(
      'of %s writes the same',
      async template => {
        const [first, second] = await Promise.all([
          templates.render(template),
          templates.render(template),
        ]);
        const withoutTask = (files: Map<string, string>) =>
          [...files]
            .map(([path, text]) => `${path}\n${text}`)
            .map(file => file.replace(/^task: .*$/m, ''))
            .sort();
        expect(withoutTask(second.files)).toEqual(withoutTask(first.files));
      },
    );
  });
});

const alertsSchema = z.object({
  kind: z.literal('PrometheusRule'),
  spec: z.object({
    groups: z.array(
      z.object({
        rules: z.array(
          z.object({
            expr: z.string(),
            labels: z.object({ severity: z.string(), team: z.string() }),
            annotations: z.object({
              summary: z.string(),
              description: z.string(),
              runbook_url: z.url(),
            }),
          }),
        ),
      }),
    ),
  }),
});

const monitorSchema = z.object({
  query: z.string(),
  tags: z.array(z.string()),
  options: z.object({ thresholds: z.object({ critical: z.number() }) }),
});

const genericResourceSchema = z.object({
  kind: z.literal('DatadogGenericResource'),
  spec: z.object({ type: z.literal('monitor'), jsonSpec: z.string() }),
});

function parseMonitoring(path: string, text: string) {
  if (!/\/(alerts|datadog)\.yaml$/.test(path)) {
    return [];
  }
  return parseAllDocuments(text)
    .map(document => document.toJS())
    .map(object => {
      if (object.kind === 'PrometheusRule') {
        const { groups } = alertsSchema.parse(object).spec;
        const rules = groups.flatMap(group => group.rules);
        return { expressions: rules.map(({ expr }) => expr), monitors: [] };
      }
      const { jsonSpec } = genericResourceSchema.parse(object).spec;
      const monitor = monitorSchema.parse(JSON.parse(jsonSpec));
      return { expressions: [], monitors: [monitor] };
    });
}

function hasPromqlError(expression: string): boolean {
  let failed = false;
  promqlParser.parse(expression).iterate({
    enter({ type }) {
      failed ||= type.isError;
    },
  });
  return failed;
}
