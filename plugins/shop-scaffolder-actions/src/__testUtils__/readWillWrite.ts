import {
  PlannedWrite,
  planWrites,
} from '@shop-portal/plugin-shop-create-common';
import { readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { z } from 'zod';
import { TemplateName, TEMPLATES, TemplateValues } from './renderTemplate';

const templateSchema = z.object({
  spec: z.object({
    parameters: z.array(
      z.object({
        properties: z.looseObject({
          willWrite: z
            .object({
              'ui:options': z.object({
                pullRequests: z.array(
                  z.object({
                    repository: z.enum([
                      'source',
                      'deployment',
                      'infrastructure',
                    ]),
                    repositoryName: z.string().optional(),
                    title: z.string().optional(),
                    files: z.array(
                      z.object({
                        path: z.string(),
                        when: z
                          .record(
                            z.string(),
                            z.union([z.string(), z.boolean()]),
                          )
                          .optional(),
                        ifMissing: z.boolean().optional(),
                      }),
                    ),
                  }),
                ),
              }),
            })
            .optional(),
        }),
      }),
    ),
  }),
});

/** What the last page of a template's form says that it will write. */
export function readWillWrite(
  template: TemplateName,
  values: TemplateValues,
  environments: string[],
): PlannedWrite[] {
  const text = readFileSync(join(TEMPLATES, template, 'template.yaml'), 'utf8');
  const { parameters } = templateSchema.parse(parse(text)).spec;
  const { willWrite } = parameters.at(-1)?.properties ?? {};
  return planWrites(
    willWrite?.['ui:options'].pullRequests ?? [],
    values,
    environments,
  );
}
